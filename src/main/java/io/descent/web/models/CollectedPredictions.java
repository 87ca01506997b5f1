package io.descent.web.models;

import io.descent.model.LinearModel;
import io.descent.model.Predictions;
import io.descent.predict.Intervals;
import io.descent.predict.PredictionSink;
import io.descent.predict.Scorer;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Predictions that are answered as one JSON document, so that all are in memory. */
final class CollectedPredictions implements PredictionSink {

    private final LinearModel model;
    private final @Nullable Intervals intervals;
    private final long most;
    private final List<Predictions> all = new ArrayList<>();
    private int rows;

    /**
     * Makes an empty one.
     *
     * @param intervals to answer; null for none
     * @param most how many numbers it may hold
     */
    CollectedPredictions(Scorer scorer, @Nullable Intervals intervals, long most) {
        this.model = scorer.model();
        this.intervals = intervals;
        this.most = most;
    }

    @Override
    public void begin() {
        all.clear();
        rows = 0;
    }

    @Override
    public void rows(Predictions some) {
        if ((long) (rows + some.rows()) * model.outputs() > most) {
            Mistakes mistakes = new Mistakes();
            mistakes.add(
                    "",
                    Mistake.Code.TOO_LARGE,
                    "has too many rows for one JSON document (DESCENT_MAX_CELLS): ask for `Accept: text/csv` or "
                            + "`application/x-ndjson`, which are of any length");
            mistakes.throwIfAny();
        }
        all.add(some);
        rows += some.rows();
    }

    PredictionAnswer answer(
            boolean withProbabilities, Map<String, Integer> unknown, int ignored, ModelAnswer answering) {
        Predictions whole = whole();
        List<Object> classes = PredictionAnswer.written(whole.classes());
        return new PredictionAnswer(
                new Values(whole),
                classes.isEmpty() ? null : classes,
                withProbabilities && whole.hasProbabilities() ? probabilities(whole) : null,
                whole.hasScores() ? whole.margins() : null,
                intervals == null ? null : PredictionAnswer.IntervalAnswers.of(whole, intervals),
                unknown,
                ignored,
                answering);
    }

    private Predictions whole() {
        if (all.size() == 1) {
            return all.getFirst();
        }
        double[] margins = new double[rows * model.outputs()];
        double[] errors = intervals == null ? null : new double[rows];
        int at = 0;
        for (Predictions some : all) {
            System.arraycopy(some.margins(), 0, margins, at, some.margins().length);
            double[] own = some.errors();
            if (errors != null && own != null) {
                System.arraycopy(own, 0, errors, at, own.length);
            }
            at += some.margins().length;
        }
        return new Predictions(model, margins, errors);
    }

    private static double[][] probabilities(Predictions predictions) {
        double[][] all = new double[predictions.rows()][predictions.classes().size()];
        for (int row = 0; row < all.length; row++) {
            predictions.probabilities(row, all[row]);
        }
        return all;
    }

    /** The values of predictions, made when they are written. */
    private static final class Values extends AbstractList<Object> implements RandomAccess {

        private final Predictions predictions;

        Values(Predictions predictions) {
            this.predictions = predictions;
        }

        @Override
        public Object get(int row) {
            return predictions.value(row);
        }

        @Override
        public int size() {
            return predictions.rows();
        }
    }
}
