package io.descent.evaluate;

import io.descent.model.Metrics;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How good the predictions of a regression are.
 *
 * @param metrics those that every fit has
 * @param rmse √(mean (prediction − y)²)
 * @param medianAbsoluteError the median of |prediction − y|, as of copies of the rows: of an even number it is the mean of
 *     the middle two, with weights too, as in scikit-learn from 1.7 on (before, weights gave the lower one)
 * @param mape mean |prediction − y| / |y|; NaN where some y is 0, where scikit-learn divides by 2·10⁻¹⁶
 * @param pinballLoss mean q·max(y − prediction, 0) + (1 − q)·max(prediction − y, 0); NaN for a model of no quantile
 */
public record RegressionEvaluation(
        Metrics metrics, double rmse, double medianAbsoluteError, double mape, double pinballLoss)
        implements Evaluation {

    static RegressionEvaluation of(ScoredRows rows, Metrics metrics, Evaluation.Settings settings) {
        double[] y = rows.truth().targets();
        double[] errors = new double[y.length];
        double relative = 0;
        double pinball = 0;
        double total = rows.truth().totalWeight();
        Double q = settings.quantile();
        for (int i = 0; i < y.length; i++) {
            double error = rows.predictions().number(i) - y[i];
            double weight = rows.truth().weight(i) / total;
            errors[i] = Math.abs(error);
            relative += y[i] == 0 ? Double.NaN : weight * (errors[i] / Math.abs(y[i]));
            pinball += q == null ? Double.NaN : weight * (error > 0 ? (1 - q) * error : -q * error);
        }
        return new RegressionEvaluation(
                metrics, Math.sqrt(mse(metrics)), median(errors, rows.truth().weights()), relative, pinball);
    }

    private static double mse(Metrics metrics) {
        return switch (metrics) {
            case Metrics.Regression regression -> regression.mse();
            case Metrics.Counts counts -> counts.mse();
            case Metrics.TwoClasses _, Metrics.ManyClasses _, Metrics.Separation _ ->
                throw new IllegalArgumentException("a regression has errors");
        };
    }

    private static double median(double[] errors, double @Nullable [] weights) {
        double[] sorted = errors.clone();
        Arrays.sort(sorted);
        if (weights == null) {
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1
                    ? sorted[middle]
                    : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
        }
        double[] mass = new double[sorted.length];
        double total = 0;
        for (int i = 0; i < errors.length; i++) {
            mass[Arrays.binarySearch(sorted, errors[i])] += weights[i];
            total += weights[i];
        }
        double below = 0;
        for (int i = 0; i < sorted.length; i++) {
            below += mass[i];
            if (2 * below > total) {
                return sorted[i];
            }
            if (2 * below == total) {
                return sorted[i] + (next(sorted, mass, i) - sorted[i]) / 2;
            }
        }
        return sorted[sorted.length - 1];
    }

    private static double next(double[] sorted, double[] mass, int after) {
        for (int i = after + 1; i < sorted.length; i++) {
            if (mass[i] > 0) {
                return sorted[i];
            }
        }
        return sorted[after];
    }
}
