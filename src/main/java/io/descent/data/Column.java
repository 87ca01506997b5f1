package io.descent.data;

import java.util.Arrays;

/** One column of a table as it was given: every value of one kind. The arrays are not copied; do not change them. */
public sealed interface Column {

    /** Returns the number of values. */
    int size();

    /** Returns a value as {@link Double}, {@link String} or {@link Boolean}; −0 is 0. */
    Object value(int index);

    /** Returns some of the values, in this order. */
    Column select(int[] rows);

    /** Finite numbers. */
    record Numbers(double[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public Object value(int index) {
            return values[index] + 0.0;
        }

        @Override
        public Numbers select(int[] rows) {
            return new Numbers(
                    Arrays.stream(rows).mapToDouble(row -> values[row]).toArray());
        }
    }

    /** Texts: categories, or the classes of a classifier. */
    record Texts(String[] values) implements Column {

        @Override
        public Texts select(int[] rows) {
            return new Texts(Arrays.stream(rows).mapToObj(row -> values[row]).toArray(String[]::new));
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public Object value(int index) {
            return values[index];
        }
    }

    /** Booleans: the classes of a classifier. */
    record Booleans(boolean[] values) implements Column {

        @Override
        public Booleans select(int[] rows) {
            boolean[] some = new boolean[rows.length];
            for (int i = 0; i < rows.length; i++) {
                some[i] = values[rows[i]];
            }
            return new Booleans(some);
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public Object value(int index) {
            return values[index];
        }
    }
}
