package io.descent.data;

/** One column of a table as it was given: every value of one kind. The arrays are not copied; do not change them. */
public sealed interface Column {

    /** Returns the number of values. */
    int size();

    /** Returns a value as {@link Double}, {@link String} or {@link Boolean}; −0 is 0. */
    Object value(int index);

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
    }

    /** Texts: categories, or the classes of a classifier. */
    record Texts(String[] values) implements Column {
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
        public int size() {
            return values.length;
        }

        @Override
        public Object value(int index) {
            return values[index];
        }
    }
}
