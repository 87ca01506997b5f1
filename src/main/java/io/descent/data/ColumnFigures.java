package io.descent.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What there is to say of the values of a column that are not missing. */
public sealed interface ColumnFigures {

    /** Returns how many different values there are; −0 is 0. */
    int distinct();

    /** How often a value stands in the column. */
    record Level(Object value, int count) {}

    /**
     * Of numbers and of dates, in seconds; NaN where there are none.
     *
     * @param std the sample standard deviation √(Σ(x − mean)² / (n − 1)), as pandas has it; NaN for fewer than two
     */
    record OfNumbers(int distinct, double min, double max, double mean, double std) implements ColumnFigures {}

    /** Of texts and of booleans: the most frequent values, of equally frequent ones the first in order. */
    record OfLevels(int distinct, List<Level> levels) implements ColumnFigures {}

    /**
     * Returns the figures of a column.
     *
     * @param most how many levels to tell at most
     */
    static ColumnFigures of(Column column, int most) {
        return switch (column) {
            case Column.Numbers(double[] values) -> ofNumbers(values);
            case Column.Dates(double[] seconds) -> ofNumbers(seconds);
            case Column.Texts(int[] codes, List<String> levels) -> ofCodes(codes, levels, most);
            case Column.Booleans(byte[] values) ->
                ofCodes(IntStream.range(0, values.length).map(i -> values[i]).toArray(), List.of(false, true), most);
        };
    }

    private static ColumnFigures ofNumbers(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .map(value -> value + 0.0)
                .sorted()
                .toArray();
        int n = sorted.length;
        if (n == 0) {
            return new OfNumbers(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        int distinct = 1;
        for (int i = 1; i < n; i++) {
            distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
        }
        // in ascending order, so that the order of the rows counts for nothing
        double mean = Arrays.stream(sorted).map(value -> value / n).sum();
        double squares = Arrays.stream(sorted)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new OfNumbers(
                distinct, sorted[0], sorted[n - 1], mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1)));
    }

    private static <T extends Comparable<T>> ColumnFigures ofCodes(int[] codes, List<T> values, int most) {
        int[] counts = new int[values.size()];
        Set<Integer> seen = new HashSet<>();
        for (int code : codes) {
            if (code >= 0) {
                counts[code]++;
                seen.add(code);
            }
        }
        List<Level> levels = seen.stream()
                .sorted(Comparator.<Integer>comparingInt(code -> -counts[code]).thenComparing(values::get))
                .limit(most)
                .map(code -> new Level(values.get(code), counts[code]))
                .toList();
        return new OfLevels(seen.size(), levels);
    }
}
