package io.descent.data;

import java.util.ArrayList;
import java.util.List;

/** A growing sequence of ints; it grows as {@link DoubleArray} does. */
public final class IntArray {

    private static final int FIRST_CHUNK = 256;
    private static final int LARGEST_CHUNK = 1 << 20;

    private final List<int[]> full = new ArrayList<>();
    private int[] chunk = new int[FIRST_CHUNK];
    private int used;
    private int inFull;

    /** Appends a value. */
    public void add(int value) {
        if (used == chunk.length) {
            inFull = Math.addExact(inFull, used);
            full.add(chunk);
            chunk = new int[Math.min(chunk.length * 2, LARGEST_CHUNK)];
            used = 0;
        }
        chunk[used++] = value;
    }

    /** Returns how many values were added. */
    public int size() {
        return inFull + used;
    }

    /** Returns the values and empties this, a chunk at a time, so that the chunks can be collected while copying. */
    public int[] drain() {
        int[] all = new int[size()];
        int at = 0;
        for (int i = 0; i < full.size(); i++) {
            int[] part = full.get(i);
            full.set(i, new int[0]);
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        System.arraycopy(chunk, 0, all, at, used);
        full.clear();
        chunk = new int[FIRST_CHUNK];
        used = 0;
        inFull = 0;
        return all;
    }
}
