package io.descent.web.fits;

import com.fasterxml.jackson.annotation.JsonValue;
import io.descent.data.ParameterShape;
import io.descent.optimize.course.Columns;
import io.descent.optimize.course.EpochRecord;
import io.descent.optimize.course.History;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.Series;
import io.descent.schema.Names;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The course of a fit: parallel series by their names, one entry a record; only those that were asked for are there. */
final class HistoryAnswer {

    static final String EPOCH = "epoch";
    static final String UPDATE = "update";

    private final Map<String, Object> series;

    private HistoryAnswer(Map<String, Object> series) {
        this.series = series;
    }

    @JsonValue
    Map<String, Object> series() {
        return series;
    }

    /** A vector for each record, in the shape of the parameters. */
    record Vectors(Object[] intercept, Object[] coef) {

        private static Vectors of(double[][] vectors, ParameterShape shape) {
            FitAnswer.Params[] kept =
                    Arrays.stream(vectors).map(vector -> params(vector, shape)).toArray(FitAnswer.Params[]::new);
            return new Vectors(
                    Arrays.stream(kept).map(FitAnswer.Params::intercept).toArray(),
                    Arrays.stream(kept).map(FitAnswer.Params::coef).toArray());
        }
    }

    /** Returns the records of a history from one epoch to another, both included. */
    static History between(History whole, int first, int last) {
        int[] epochs = whole.epoch();
        int from = 0;
        while (from < epochs.length && epochs[from] < first) {
            from++;
        }
        int to = epochs.length;
        while (to > from && epochs[to - 1] > last) {
            to--;
        }
        return to == epochs.length
                ? whole.slice(from)
                : whole.select(IntStream.range(from, to).toArray());
    }

    /** Returns all records of a history. */
    static HistoryAnswer of(History history) {
        Columns columns = history.columns();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(EPOCH, history.epoch());
        long[] update = history.update();
        if (update != null) {
            answer.put(UPDATE, update);
        }
        for (Series series : columns.told()) {
            double[] values = history.series(series);
            if (values != null) {
                answer.put(series.name(), values);
            }
        }
        for (HistorySpec.Include which : columns.vectors()) {
            double[][] vectors = history.vectors(which);
            if (vectors != null) {
                answer.put(Names.json(which), Vectors.of(vectors, columns.shape()));
            }
        }
        return new HistoryAnswer(answer);
    }

    /**
     * Returns one record as an event tells it: what stands in the series, each as a single value.
     *
     * @param lowest from which an excess loss is measured; NaN where that is not known yet
     */
    static Map<String, Object> record(Columns columns, EpochRecord record, double lowest) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(EPOCH, record.epoch());
        if (columns.updates()) {
            answer.put(UPDATE, record.update());
        }
        for (Series series : columns.told()) {
            answer.put(series.name(), columns.told(series, record, lowest));
        }
        for (int k = 0; k < columns.vectors().size(); k++) {
            answer.put(Names.json(columns.vectors().get(k)), params(record.vectors()[k], columns.shape()));
        }
        return answer;
    }

    private static FitAnswer.Params params(double[] vector, ParameterShape shape) {
        return FitAnswer.Params.of(
                shape.intercept()
                        ? Arrays.copyOfRange(vector, shape.weights(), shape.size())
                        : new double[shape.outputs()],
                Arrays.copyOf(vector, shape.weights()));
    }
}
