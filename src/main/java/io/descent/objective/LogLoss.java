package io.descent.objective;

import io.descent.data.Dataset;
import io.descent.model.ModelType;
import org.jspecify.annotations.Nullable;

/**
 * −log of the probability of the true class, log(1 + e^−z) with z = m for y = 1 and −m for y = 0; the slope is
 * p − y. Evaluated without overflow and with full relative precision in both tails (Mächler, "Accurately computing
 * log(1 − exp(−|a|))", 2012).
 */
public record LogLoss() implements MarginLoss {
    @Override
    public double value(double margin, double target) {
        double z = target == 1 ? margin : -margin;
        return Math.max(-z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }

    @Override
    public double slope(double margin, double target) {
        return target == 1 ? -ModelType.sigmoid(-margin) : ModelType.sigmoid(margin);
    }

    @Override
    public double curvature() {
        return 0.25;
    }

    @Override
    public double slopes(double[] margins, int outputs, Dataset data, int @Nullable [] rows, int from, int count) {
        double[] targets = data.targets();
        double[] weights = data.weights();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            int row = rows == null ? from + i : rows[from + i];
            double weight = weights == null ? 1 : weights[row];
            boolean positive = targets[row] == 1;
            double z = positive ? margins[i] : -margins[i];
            // one exponential serves the loss and the slope
            double t = StrictMath.exp(-Math.abs(z));
            sum += weight * (Math.max(-z, 0) + StrictMath.log1p(t));
            double miss = z >= 0 ? t / (1 + t) : 1 / (1 + t);
            margins[i] = weight * (positive ? -miss : miss);
        }
        return sum;
    }
}
