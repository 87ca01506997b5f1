package io.descent.optimize;

import io.descent.data.ParameterShape;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The course of a fit, or a part of it, as parallel series, one entry a record. A series that was not asked for is null.
 * Vectors are in the data's units.
 *
 * @param shape of the vectors
 * @param epoch the epoch of each record, from 1 on
 * @param update the number of each record's last update, from 1 on; null unless records are of updates
 * @param loss mean loss of the record's rows, each measured before the update that used it
 * @param learningRate of the record's last update
 * @param objectives exact values after each epoch, where anything that was asked for needs them; see {@link #objective}
 * @param tellsObjective whether {@link #objective} was asked for
 * @param tellsExcess whether {@link #excessLoss} was asked for
 * @param optimum the minimum of the objective; NaN where it was not asked for, or not found, or not looked for yet
 * @param valLoss mean loss over the validation rows after each epoch; NaN for a record that does not end its epoch
 * @param valMetrics the running metrics over the validation rows, likewise; empty where there are none
 */
public record History(
        ParameterShape shape,
        int[] epoch,
        long @Nullable [] update,
        double[] loss,
        double[] learningRate,
        double @Nullable [] objectives,
        boolean tellsObjective,
        boolean tellsExcess,
        double optimum,
        Map<RunningMetric, double[]> metrics,
        double @Nullable [] valLoss,
        Map<RunningMetric, double[]> valMetrics,
        double @Nullable [][] params,
        double @Nullable [][] gradient,
        double @Nullable [][] direction) {

    /** No record of any fit. */
    public static final History NONE = new History(
            new ParameterShape(1, 1, false),
            new int[0],
            null,
            new double[0],
            new double[0],
            null,
            false,
            false,
            Double.NaN,
            Map.of(),
            null,
            Map.of(),
            null,
            null,
            null);

    static History of(
            HistorySpec spec,
            ParameterShape shape,
            boolean validated,
            double optimum,
            Collection<EpochRecord> records) {
        boolean tellsObjective = spec.evaluate() == HistorySpec.Evaluate.EPOCH_END;
        boolean tellsExcess = spec.include().contains(HistorySpec.Include.EXCESS_LOSS);
        return new History(
                shape,
                records.stream().mapToInt(EpochRecord::epoch).toArray(),
                spec.unit() == HistorySpec.Unit.UPDATE
                        ? records.stream().mapToLong(EpochRecord::update).toArray()
                        : null,
                series(records, EpochRecord::loss),
                series(records, EpochRecord::learningRate),
                tellsObjective || tellsExcess
                        ? series(records, r -> r.measured().objective())
                        : null,
                tellsObjective,
                tellsExcess,
                optimum,
                metrics(spec, records, EpochRecord::metrics),
                validated ? series(records, r -> r.measured().valLoss()) : null,
                validated ? metrics(spec, records, r -> r.measured().valMetrics()) : Map.of(),
                vectors(spec, HistorySpec.Include.PARAMS, records, EpochRecord::params),
                vectors(spec, HistorySpec.Include.GRADIENT, records, EpochRecord::gradient),
                vectors(spec, HistorySpec.Include.DIRECTION, records, EpochRecord::direction));
    }

    private static Map<RunningMetric, double[]> metrics(
            HistorySpec spec, Collection<EpochRecord> records, Function<EpochRecord, double[]> values) {
        Map<RunningMetric, double[]> metrics = new EnumMap<>(RunningMetric.class);
        for (RunningMetric metric : spec.metrics()) {
            int at = metrics.size();
            metrics.put(metric, series(records, r -> {
                double[] all = values.apply(r);
                return at < all.length ? all[at] : Double.NaN;
            }));
        }
        return metrics;
    }

    private static double[] series(Collection<EpochRecord> records, ToDoubleFunction<EpochRecord> value) {
        return records.stream().mapToDouble(value).toArray();
    }

    private static double @Nullable [][] vectors(
            HistorySpec spec,
            HistorySpec.Include what,
            Collection<EpochRecord> records,
            Function<EpochRecord, double @Nullable []> vector) {
        return spec.include().contains(what) ? records.stream().map(vector).toArray(double[][]::new) : null;
    }

    /** Returns the number of records. */
    public int size() {
        return epoch.length;
    }

    /** Returns the exact objective after each epoch; null where it was not asked for. */
    public double @Nullable [] objective() {
        return tellsObjective ? objectives : null;
    }

    /**
     * Returns how far the objective after each epoch is above the lowest of the solver's minimum and all objectives here,
     * so never below 0; NaN where the minimum was not found, as the fit was cancelled, or out of time, before; null where
     * it was not asked for.
     */
    public double @Nullable [] excessLoss() {
        double[] values = objectives;
        if (!tellsExcess || values == null) {
            return null;
        }
        double lowest = lowest();
        return Arrays.stream(values).map(value -> value - lowest).toArray();
    }

    private double lowest() {
        return objectives == null ? optimum : Arrays.stream(objectives).reduce(optimum, Math::min);
    }

    /** Returns the records from an index on, with the excess losses that they have here. */
    public History slice(int from) {
        if (from == 0) {
            return this;
        }
        return new History(
                shape,
                Arrays.copyOfRange(epoch, from, size()),
                update == null ? null : Arrays.copyOfRange(update, from, size()),
                Arrays.copyOfRange(loss, from, size()),
                Arrays.copyOfRange(learningRate, from, size()),
                objectives == null ? null : Arrays.copyOfRange(objectives, from, size()),
                tellsObjective,
                tellsExcess,
                lowest(),
                slice(metrics, from),
                valLoss == null ? null : Arrays.copyOfRange(valLoss, from, size()),
                slice(valMetrics, from),
                params == null ? null : Arrays.copyOfRange(params, from, size()),
                gradient == null ? null : Arrays.copyOfRange(gradient, from, size()),
                direction == null ? null : Arrays.copyOfRange(direction, from, size()));
    }

    private static Map<RunningMetric, double[]> slice(Map<RunningMetric, double[]> metrics, int from) {
        Map<RunningMetric, double[]> rest = new EnumMap<>(RunningMetric.class);
        metrics.forEach((metric, values) -> rest.put(metric, Arrays.copyOfRange(values, from, values.length)));
        return rest;
    }

    /** Returns the parts of one history, in their order, as a whole; of the minima that of the last part counts. */
    public static History concat(List<History> parts) {
        List<History> telling = parts.stream()
                .filter(part -> part.size() > 0 || !Double.isNaN(part.optimum))
                .toList();
        if (telling.size() < 2) {
            return !telling.isEmpty() ? telling.getFirst() : parts.isEmpty() ? NONE : parts.getLast();
        }
        History first = telling.getFirst();
        return new History(
                first.shape,
                telling.stream().flatMapToInt(part -> IntStream.of(part.epoch)).toArray(),
                first.update == null
                        ? null
                        : telling.stream()
                                .flatMapToLong(part -> LongStream.of(Objects.requireNonNull(part.update)))
                                .toArray(),
                Objects.requireNonNull(joined(telling, History::loss)),
                Objects.requireNonNull(joined(telling, History::learningRate)),
                joined(telling, History::objectives),
                first.tellsObjective,
                first.tellsExcess,
                telling.getLast().optimum,
                joinedMetrics(telling, History::metrics),
                joined(telling, History::valLoss),
                joinedMetrics(telling, History::valMetrics),
                joinedVectors(telling, History::params),
                joinedVectors(telling, History::gradient),
                joinedVectors(telling, History::direction));
    }

    private static double @Nullable [] joined(List<History> parts, Function<History, double @Nullable []> series) {
        return series.apply(parts.getFirst()) == null
                ? null
                : parts.stream()
                        .flatMapToDouble(part -> DoubleStream.of(Objects.requireNonNull(series.apply(part))))
                        .toArray();
    }

    private static Map<RunningMetric, double[]> joinedMetrics(
            List<History> parts, Function<History, Map<RunningMetric, double[]>> metrics) {
        Map<RunningMetric, double[]> joined = new EnumMap<>(RunningMetric.class);
        for (RunningMetric metric : metrics.apply(parts.getFirst()).keySet()) {
            joined.put(
                    metric,
                    Objects.requireNonNull(
                            joined(parts, part -> metrics.apply(part).get(metric))));
        }
        return joined;
    }

    private static double @Nullable [][] joinedVectors(
            List<History> parts, Function<History, double @Nullable [][]> vectors) {
        return vectors.apply(parts.getFirst()) == null
                ? null
                : parts.stream()
                        .flatMap(part -> Arrays.stream(Objects.requireNonNull(vectors.apply(part))))
                        .toArray(double[][]::new);
    }
}
