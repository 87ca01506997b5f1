package io.descent.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table: every value of one kind, or missing. The arrays are not copied; do not change them.
 */
public sealed interface Column {

    /** Returns the number of values, missing ones included. */
    int size();

    /** Tells whether a value is missing. */
    boolean isMissing(int index);

    /** Returns a value as {@link Double}, {@link String} or {@link Boolean}, null where it is missing; −0 is 0. */
    @Nullable
    Object value(int index);

    /** Returns some of the values, in this order. */
    Column select(int[] rows);

    /** Returns how many values are missing. */
    default int missing() {
        int count = 0;
        for (int i = 0; i < size(); i++) {
            count += isMissing(i) ? 1 : 0;
        }
        return count;
    }

    /**
     * Numbers.
     *
     * @param values finite; NaN where one is missing
     */
    record Numbers(double[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean isMissing(int index) {
            return Double.isNaN(values[index]);
        }

        @Override
        public @Nullable Object value(int index) {
            return isMissing(index) ? null : values[index] + 0.0;
        }

        @Override
        public Numbers select(int[] rows) {
            return new Numbers(
                    Arrays.stream(rows).mapToDouble(row -> values[row]).toArray());
        }
    }

    /**
     * Points in time.
     *
     * @param seconds since 1970-01-01T00:00:00Z, finite; NaN where one is missing
     */
    record Dates(double[] seconds) implements Column {
        @Override
        public int size() {
            return seconds.length;
        }

        @Override
        public boolean isMissing(int index) {
            return Double.isNaN(seconds[index]);
        }

        @Override
        public @Nullable Object value(int index) {
            return isMissing(index) ? null : seconds[index] + 0.0;
        }

        @Override
        public Dates select(int[] rows) {
            return new Dates(
                    Arrays.stream(rows).mapToDouble(row -> seconds[row]).toArray());
        }
    }

    /**
     * Texts: categories, or the classes of a classifier.
     *
     * @param codes the index of each value's level; −1 where it is missing
     * @param levels distinct texts, in the order in which they first stand in the column that was read
     */
    record Texts(int[] codes, List<String> levels) implements Column {

        public Texts {
            levels = List.copyOf(levels);
        }

        /** Returns the column of these texts; a null one is missing. */
        public static Texts of(List<? extends @Nullable String> values) {
            Map<String, Integer> known = new HashMap<>();
            List<String> levels = new ArrayList<>();
            int[] codes = new int[values.size()];
            for (int i = 0; i < codes.length; i++) {
                String value = values.get(i);
                if (value == null) {
                    codes[i] = -1;
                    continue;
                }
                Integer code = known.putIfAbsent(value, levels.size());
                codes[i] = code == null ? levels.size() : code;
                if (code == null) {
                    levels.add(value);
                }
            }
            return new Texts(codes, levels);
        }

        @Override
        public int size() {
            return codes.length;
        }

        @Override
        public boolean isMissing(int index) {
            return codes[index] < 0;
        }

        @Override
        public @Nullable String value(int index) {
            return isMissing(index) ? null : levels.get(codes[index]);
        }

        /** {@inheritDoc} The levels stay, also those that none of the values has. */
        @Override
        public Texts select(int[] rows) {
            return new Texts(Arrays.stream(rows).map(row -> codes[row]).toArray(), levels);
        }
    }

    /**
     * Booleans.
     *
     * @param values 1 for true, 0 for false, −1 where one is missing
     */
    record Booleans(byte[] values) implements Column {

        private static final byte MISSING = -1;

        /** Returns the column of these booleans; a null one is missing. */
        public static Booleans of(List<? extends @Nullable Boolean> values) {
            byte[] bytes = new byte[values.size()];
            for (int i = 0; i < bytes.length; i++) {
                Boolean value = values.get(i);
                bytes[i] = value == null ? MISSING : (byte) (value ? 1 : 0);
            }
            return new Booleans(bytes);
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean isMissing(int index) {
            return values[index] == MISSING;
        }

        @Override
        public @Nullable Boolean value(int index) {
            return isMissing(index) ? null : values[index] == 1;
        }

        @Override
        public Booleans select(int[] rows) {
            byte[] some = new byte[rows.length];
            for (int i = 0; i < rows.length; i++) {
                some[i] = values[rows[i]];
            }
            return new Booleans(some);
        }
    }
}
