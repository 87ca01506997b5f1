package io.descent.store;

import io.descent.optimize.course.Columns;
import io.descent.optimize.course.History;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.course.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a history as release 0.1.0 stored it, with a component for each series. */
record HistoryForm1(
        StoredHistory.Shape shape,
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

    History history() {
        Map<Series, double[]> measured = new LinkedHashMap<>();
        put(Series.LOSS, loss, measured);
        put(Series.LEARNING_RATE, learningRate, measured);
        put(Series.OBJECTIVE, objectives, measured);
        metrics.forEach((metric, values) -> put(Series.of(metric), values, measured));
        put(Series.VAL_LOSS, valLoss, measured);
        valMetrics.forEach((metric, values) -> put(Series.ofValidation(metric), values, measured));
        List<HistorySpec.Include> which = new ArrayList<>();
        List<double[][]> vectors = new ArrayList<>();
        put(HistorySpec.Include.PARAMS, params, which, vectors);
        put(HistorySpec.Include.GRADIENT, gradient, which, vectors);
        put(HistorySpec.Include.DIRECTION, direction, which, vectors);
        return new History(
                Columns.telling(
                        tellsObjective,
                        tellsExcess,
                        shape.layout(),
                        update != null,
                        List.copyOf(measured.keySet()),
                        which),
                epoch,
                update,
                measured.values().toArray(double[][]::new),
                vectors.toArray(double[][][]::new),
                optimum);
    }

    private static void put(Series series, double @Nullable [] values, Map<Series, double[]> to) {
        if (values != null) {
            to.put(series, values);
        }
    }

    private static void put(
            HistorySpec.Include which,
            double @Nullable [][] vectors,
            List<HistorySpec.Include> names,
            List<double[][]> to) {
        if (vectors != null) {
            names.add(which);
            to.add(vectors);
        }
    }
}
