package io.descent.wire;

import io.descent.data.Column;
import io.descent.data.DoubleArray;
import io.descent.data.IntArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Grows a column value by value; its first value that is not missing says of what kind all must be. */
final class ColumnBuilder {

    private enum Kind {
        OPEN,
        NUMBERS,
        TEXTS,
        BOOLEANS
    }

    private final Map<String, Integer> codes = new HashMap<>();
    private final List<String> levels = new ArrayList<>();
    private final DoubleArray numbers = new DoubleArray();
    private final IntArray coded = new IntArray();
    private Kind kind = Kind.OPEN;
    private int size;

    int size() {
        return size;
    }

    /** Says what a value must be, to follow «must be». */
    String kind() {
        return switch (kind) {
            case OPEN -> "a number, a text, a boolean or null";
            case NUMBERS -> "a number, as the values before are, or null";
            case TEXTS -> "a text, as the values before are, or null";
            case BOOLEANS -> "true or false, as the values before are, or null";
        };
    }

    void addMissing() {
        switch (kind) {
            case OPEN -> {}
            case NUMBERS -> numbers.add(Double.NaN);
            case TEXTS, BOOLEANS -> coded.add(-1);
        }
        size++;
    }

    /** Adds a finite number; returns false where the column is of another kind. */
    boolean add(double number) {
        if (!is(Kind.NUMBERS)) {
            return false;
        }
        numbers.add(number);
        size++;
        return true;
    }

    /** Adds a text; returns false where the column is of another kind. */
    boolean add(String text) {
        if (!is(Kind.TEXTS)) {
            return false;
        }
        Integer code = codes.putIfAbsent(text, levels.size());
        if (code == null) {
            levels.add(text);
        }
        coded.add(code == null ? levels.size() - 1 : code);
        size++;
        return true;
    }

    /** Adds a boolean; returns false where the column is of another kind. */
    boolean add(boolean flag) {
        if (!is(Kind.BOOLEANS)) {
            return false;
        }
        coded.add(flag ? 1 : 0);
        size++;
        return true;
    }

    private boolean is(Kind wanted) {
        if (kind == Kind.OPEN) {
            kind = wanted;
            int before = size;
            size = 0;
            for (int i = 0; i < before; i++) {
                addMissing();
            }
        }
        return kind == wanted;
    }

    /** Returns the column, and empties this; one of missing values alone is of numbers. */
    Column build() {
        return switch (kind) {
            case OPEN -> {
                double[] missing = new double[size];
                Arrays.fill(missing, Double.NaN);
                yield new Column.Numbers(missing);
            }
            case NUMBERS -> new Column.Numbers(numbers.drain());
            case TEXTS -> new Column.Texts(coded.drain(), levels);
            case BOOLEANS -> {
                byte[] flags = new byte[size];
                int[] values = coded.drain();
                for (int i = 0; i < size; i++) {
                    flags[i] = (byte) values[i];
                }
                yield new Column.Booleans(flags);
            }
        };
    }
}
