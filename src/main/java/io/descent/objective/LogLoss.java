package io.descent.objective;

import io.descent.data.Dataset;
import io.descent.kernel.Elementary;
import org.jspecify.annotations.Nullable;

/**
 * −log of the probability of the true class, log(1 + e^−z) with z = m for y = 1 and −m for y = 0; the slope is
 * p − y. Evaluated without overflow and with full relative precision in both tails (Mächler, "Accurately computing
 * log(1 − exp(−|a|))", 2012).
 *
 * <p>No branch asks for the sign of a margin, which cannot be foreseen: a wrong guess costs more than the arithmetic.
 */
public record LogLoss() implements MarginLoss {
    @Override
    public double value(double margin, double target) {
        double z = sign(target) * margin;
        return Math.max(-z, 0) + Elementary.log1p(Elementary.exp(-Math.abs(z)));
    }

    @Override
    public double slope(double margin, double target) {
        double sign = sign(target);
        return -sign / (1 + Elementary.exp(sign * margin));
    }

    @Override
    public double curvature() {
        return 0.25;
    }

    @Override
    public double lossAndSlopes(
            double[] margins, int outputs, Dataset data, int @Nullable [] rows, int from, int count) {
        double[] targets = data.targets();
        double[] weights = data.weights();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            int row = rows == null ? from + i : rows[from + i];
            double weight = weights == null ? 1 : weights[row];
            double margin = margins[i];
            sum += weight * value(margin, targets[row]);
            margins[i] = weight * slope(margin, targets[row]);
        }
        return sum;
    }

    /** 1 for y = 1, −1 for y = 0. */
    private static double sign(double target) {
        return 2 * target - 1;
    }
}
