package io.descent.evaluate;

import io.descent.model.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * How good a model's predictions are. Every mean is over the weight of the rows, a row of weight k counts as k copies, and
 * one of weight 0 as none. What is not defined is NaN.
 */
public sealed interface Evaluation permits RegressionEvaluation, ClassEvaluation {

    /**
     * What may be asked for beside the predictions.
     *
     * @param threshold of two classes, above which probability (of svm, which margin) the second is predicted; null for the
     *     one that predictions have
     * @param quantile q of the pinball loss; null where the model is for no quantile
     */
    record Settings(@Nullable Double threshold, @Nullable Double quantile) {

        /** Nothing is asked for. */
        public static final Settings DEFAULT = new Settings(null, null);
    }

    /** Measures predictions. */
    static Evaluation of(ScoredRows rows, Settings settings) {
        Metrics metrics = Metrics.of(rows.predictions(), rows.truth());
        return rows.predictions().model().type().classifies()
                ? ClassEvaluation.of(rows, metrics, settings)
                : RegressionEvaluation.of(rows, metrics, settings);
    }
}
