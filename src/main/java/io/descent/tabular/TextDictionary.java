package io.descent.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Gives distinct texts their numbers, from 0 on, without making a text of one that is known. */
final class TextDictionary {

    private static final int FIRST_CAPACITY = 16;

    /** Not known outside, so that nobody can choose texts with one hash, which would make every look-up slow. */
    private final int seed = ThreadLocalRandom.current().nextInt();

    private final List<String> texts = new ArrayList<>();
    private int[] hashes = new int[FIRST_CAPACITY];
    /** Number + 1 of the text in each slot, 0 for none. */
    private int[] slots = new int[FIRST_CAPACITY];

    /** Returns the number of a text; the next one for a text that is new. */
    int code(char[] buffer, int offset, int length) {
        int hash = hash(buffer, offset, length);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            if (hashes[slot] == hash && equal(texts.get(slots[slot] - 1), buffer, offset, length)) {
                return slots[slot] - 1;
            }
            slot = (slot + 1) & mask;
        }
        texts.add(new String(buffer, offset, length));
        hashes[slot] = hash;
        slots[slot] = texts.size();
        if (texts.size() * 2 > slots.length) {
            grow();
        }
        return texts.size() - 1;
    }

    int size() {
        return texts.size();
    }

    List<String> texts() {
        return texts;
    }

    private void grow() {
        int[] oldSlots = slots;
        int[] oldHashes = hashes;
        slots = new int[oldSlots.length * 2];
        hashes = new int[slots.length];
        int mask = slots.length - 1;
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != 0) {
                int slot = oldHashes[i] & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = oldSlots[i];
                hashes[slot] = oldHashes[i];
            }
        }
    }

    private static boolean equal(String text, char[] buffer, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != buffer[offset + i]) {
                return false;
            }
        }
        return true;
    }

    private int hash(char[] buffer, int offset, int length) {
        int hash = seed;
        for (int i = offset; i < offset + length; i++) {
            hash = (hash ^ buffer[i]) * 0x01000193;
            hash ^= hash >>> 15;
        }
        hash *= 0x85EBCA6B;
        return hash ^ hash >>> 13;
    }
}
