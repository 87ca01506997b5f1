package io.descent.data;

import java.util.List;

/** What there is to say of the values of a column. */
public sealed interface ColumnFigures {

    /** Returns how many values are missing. */
    long missing();

    /** Returns how many different values there are, missing ones aside; −0 is 0. */
    long distinct();

    /** How often a value stands in the column. */
    record Level(Object value, long count) {}

    /**
     * Of numbers and of dates, in seconds; NaN where there are none.
     *
     * @param std the sample standard deviation √(Σ(x − mean)² / (n − 1)), as pandas has it; NaN for fewer than two
     */
    record OfNumbers(long missing, long distinct, double min, double max, double mean, double std)
            implements ColumnFigures {}

    /** Of texts and of booleans: the most frequent values, of equally frequent ones the first in order. */
    record OfLevels(long missing, long distinct, List<Level> levels) implements ColumnFigures {
        public OfLevels {
            levels = List.copyOf(levels);
        }
    }
}
