package io.descent.data;

import java.util.ArrayList;
import java.util.List;

/**
 * A growing sequence of doubles. It grows by chunks that are never copied until the end, so that at its peak it holds
 * hardly more than twice its content, where a doubling array holds three times.
 */
public final class DoubleArray {

    private static final int FIRST_CHUNK = 256;
    private static final int LARGEST_CHUNK = 1 << 20;

    private final List<double[]> full = new ArrayList<>();
    private double[] chunk = new double[FIRST_CHUNK];
    private int used;
    private int inFull;

    /** Appends a value. */
    public void add(double value) {
        if (used == chunk.length) {
            inFull = Math.addExact(inFull, used);
            full.add(chunk);
            chunk = new double[Math.min(chunk.length * 2, LARGEST_CHUNK)];
            used = 0;
        }
        chunk[used++] = value;
    }

    /** Returns how many values were added. */
    public int size() {
        return inFull + used;
    }

    /** Returns the values and empties this, a chunk at a time, so that the chunks can be collected while copying. */
    public double[] drain() {
        double[] all = new double[size()];
        int at = 0;
        for (int i = 0; i < full.size(); i++) {
            double[] part = full.get(i);
            full.set(i, new double[0]);
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        System.arraycopy(chunk, 0, all, at, used);
        full.clear();
        chunk = new double[FIRST_CHUNK];
        used = 0;
        inFull = 0;
        return all;
    }
}
