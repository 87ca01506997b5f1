package io.descent.evaluate;

import io.descent.model.Metrics;
import io.descent.model.Predictions;
import io.descent.model.Truth;
import java.util.Arrays;
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
    static Evaluation of(Predictions predictions, Truth truth, Settings settings) {
        Scored rows = Scored.of(predictions, truth);
        Metrics metrics = Metrics.of(rows.predictions(), rows.truth());
        return predictions.model().type().classifies()
                ? ClassEvaluation.of(rows, metrics, settings)
                : RegressionEvaluation.of(rows, metrics, settings);
    }

    /** The rows that count. */
    record Scored(Predictions predictions, Truth truth) {

        static Scored of(Predictions predictions, Truth truth) {
            int[] counted = truth.counted();
            double[] weights = truth.weights();
            if (counted == null || weights == null) {
                return new Scored(predictions, truth);
            }
            int outputs = predictions.model().outputs();
            double[] margins = new double[counted.length * outputs];
            for (int i = 0; i < counted.length; i++) {
                System.arraycopy(predictions.margins(), counted[i] * outputs, margins, i * outputs, outputs);
            }
            return new Scored(
                    new Predictions(predictions.model(), margins),
                    new Truth(select(truth.targets(), counted), select(weights, counted)));
        }

        private static double[] select(double[] values, int[] rows) {
            return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
        }

        int rows() {
            return truth.rows();
        }
    }
}
