package io.descent.optimize.course;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The course of a fit, or a part of it, as parallel series, one entry a record. Vectors are in the data's units.
 *
 * @param columns what the records hold
 * @param epoch the epoch of each record, from 1 on
 * @param update the number of each record's last update, from 1 on; null unless records are of updates
 * @param values by the series that are measured, in the order of the columns, then by record
 * @param vectors in the order of the columns, then by record
 * @param optimum the minimum of the objective; NaN where it was not asked for, or not found, or not looked for yet
 */
public record History(
        Columns columns, int[] epoch, long @Nullable [] update, double[][] values, double[][][] vectors, double optimum)
        implements Serializable {

    /** No record of any fit. */
    public static final History NONE = of(Columns.NONE, Double.NaN, List.of());

    public History {
        if (values.length != columns.measured().size()
                || vectors.length != columns.vectors().size()
                || columns.updates() != (update != null)) {
            throw new IllegalArgumentException("a history has the series of its columns");
        }
    }

    /** Returns the history that records make. */
    public static History of(Columns columns, double optimum, List<EpochRecord> records) {
        return new History(
                columns,
                records.stream().mapToInt(EpochRecord::epoch).toArray(),
                columns.updates()
                        ? records.stream().mapToLong(EpochRecord::update).toArray()
                        : null,
                IntStream.range(0, columns.measured().size())
                        .mapToObj(k ->
                                records.stream().mapToDouble(r -> r.values()[k]).toArray())
                        .toArray(double[][]::new),
                IntStream.range(0, columns.vectors().size())
                        .mapToObj(k -> records.stream().map(r -> r.vectors()[k]).toArray(double[][]::new))
                        .toArray(double[][][]::new),
                optimum);
    }

    /** Returns the number of records. */
    public int size() {
        return epoch.length;
    }

    /** Returns one of the records; the number of its update is 0 where records are of epochs. */
    public EpochRecord record(int index) {
        return new EpochRecord(
                epoch[index],
                update == null ? 0 : update[index],
                Arrays.stream(values).mapToDouble(series -> series[index]).toArray(),
                Arrays.stream(vectors).map(series -> series[index]).toArray(double[][]::new));
    }

    /** Returns the mean loss of each record, which every history has. */
    public double[] loss() {
        return measured(Series.LOSS);
    }

    /** Returns the learning rate of each record, which every history has. */
    public double[] learningRate() {
        return measured(Series.LEARNING_RATE);
    }

    /**
     * Returns a series that is told; null where it was not asked for. The excess loss is measured from {@link #lowest}, and
     * NaN where the minimum was not found, as the fit was cancelled, or out of time, before.
     */
    public double @Nullable [] series(Series series) {
        if (!columns.told().contains(series)) {
            return null;
        }
        if (series.equals(Series.EXCESS_LOSS)) {
            double lowest = lowest();
            return Arrays.stream(measured(Series.OBJECTIVE))
                    .map(value -> value - lowest)
                    .toArray();
        }
        return measured(series);
    }

    private double[] measured(Series series) {
        return values[columns.measured().indexOf(series)];
    }

    /** Returns the vectors of all records; null where they were not asked for. */
    public double @Nullable [][] vectors(HistorySpec.Include which) {
        int index = columns.vectors().indexOf(which);
        return index < 0 ? null : vectors[index];
    }

    /** Returns the lowest of the solver's minimum and all objectives here, so that no excess is below 0; NaN for no minimum. */
    public double lowest() {
        return columns.measured().contains(Series.OBJECTIVE)
                ? Arrays.stream(measured(Series.OBJECTIVE)).reduce(optimum, Math::min)
                : optimum;
    }

    /** Returns the records from an index on, with the excess losses that they have here. */
    public History slice(int from) {
        return from == 0 ? this : select(IntStream.range(from, size()).toArray());
    }

    /** Returns some of the records, in this order, with the excess losses that they have here. */
    public History select(int[] records) {
        return new History(
                columns,
                Arrays.stream(records).map(record -> epoch[record]).toArray(),
                update == null
                        ? null
                        : Arrays.stream(records)
                                .mapToLong(record -> update[record])
                                .toArray(),
                Arrays.stream(values)
                        .map(series -> Arrays.stream(records)
                                .mapToDouble(record -> series[record])
                                .toArray())
                        .toArray(double[][]::new),
                Arrays.stream(vectors)
                        .map(series -> Arrays.stream(records)
                                .mapToObj(record -> series[record])
                                .toArray(double[][]::new))
                        .toArray(double[][][]::new),
                lowest());
    }

    /** Returns the parts of one history, in their order, as a whole; of the minima that of the last part counts. */
    public static History concat(List<History> parts) {
        List<History> telling = parts.stream()
                .filter(part -> part.size() > 0 || !Double.isNaN(part.optimum))
                .toList();
        if (telling.size() < 2) {
            return !telling.isEmpty() ? telling.getFirst() : parts.isEmpty() ? NONE : parts.getLast();
        }
        Columns columns = telling.getFirst().columns;
        return new History(
                columns,
                telling.stream().flatMapToInt(part -> IntStream.of(part.epoch)).toArray(),
                columns.updates()
                        ? telling.stream()
                                .flatMapToLong(part -> LongStream.of(updates(part)))
                                .toArray()
                        : null,
                columns.measured().stream()
                        .map(series -> telling.stream()
                                .flatMapToDouble(part -> DoubleStream.of(part.measured(series)))
                                .toArray())
                        .toArray(double[][]::new),
                columns.vectors().stream()
                        .map(which -> telling.stream()
                                .flatMap(part -> Arrays.stream(Objects.requireNonNull(part.vectors(which))))
                                .toArray(double[][]::new))
                        .toArray(double[][][]::new),
                telling.getLast().optimum);
    }

    private static long[] updates(History part) {
        return part.update == null ? new long[0] : part.update;
    }
}
