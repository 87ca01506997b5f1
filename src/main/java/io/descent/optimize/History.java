package io.descent.optimize;

import io.descent.data.ParameterShape;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The course of a fit as parallel series, one entry a record. A series that was not asked for is null. Vectors are in
 * the data's units.
 *
 * @param shape of the vectors
 * @param epoch the epoch of each record, from 1 on
 * @param update the number of each record's last update, from 1 on; null unless records are of updates
 * @param loss mean loss of the record's rows, each measured before the update that used it
 * @param learningRate of the record's last update
 * @param objective exact value after each epoch
 * @param excessLoss that value less the lowest of the solver's minimum and all objectives here, so never below 0; NaN
 *     where the minimum was not found, as the fit was cancelled, or out of time, before
 * @param valLoss mean loss over the validation rows after each epoch; NaN for a record that does not end its epoch
 * @param valMetrics the running metrics over the validation rows, likewise; empty where there are none
 */
public record History(
        ParameterShape shape,
        int[] epoch,
        long @Nullable [] update,
        double[] loss,
        double[] learningRate,
        double @Nullable [] objective,
        double @Nullable [] excessLoss,
        Map<RunningMetric, double[]> metrics,
        double @Nullable [] valLoss,
        Map<RunningMetric, double[]> valMetrics,
        double @Nullable [][] params,
        double @Nullable [][] gradient,
        double @Nullable [][] direction) {

    static History of(
            HistorySpec spec,
            ParameterShape shape,
            boolean validated,
            double optimum,
            Collection<EpochRecord> records) {
        double lowest =
                records.stream().mapToDouble(r -> r.measured().objective()).reduce(optimum, Math::min);
        return new History(
                shape,
                records.stream().mapToInt(EpochRecord::epoch).toArray(),
                spec.unit() == HistorySpec.Unit.UPDATE
                        ? records.stream().mapToLong(EpochRecord::update).toArray()
                        : null,
                series(records, EpochRecord::loss),
                series(records, EpochRecord::learningRate),
                spec.evaluate() == HistorySpec.Evaluate.EPOCH_END
                        ? series(records, r -> r.measured().objective())
                        : null,
                spec.include().contains(HistorySpec.Include.EXCESS_LOSS)
                        ? series(records, r -> r.measured().objective() - lowest)
                        : null,
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
}
