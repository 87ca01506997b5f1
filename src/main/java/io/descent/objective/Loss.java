package io.descent.objective;

import io.descent.model.ModelType;
import org.jspecify.annotations.Nullable;

/**
 * The loss of one row as a function of its margin m = w·x + b and its target y. A loss is convex in the margin; margins
 * and targets are finite. A value or slope that overflows becomes infinite, which the trainer reports as divergence.
 */
public sealed interface Loss {

    /** Returns ℓ(m, y). */
    double value(double margin, double target);

    /** Returns dℓ/dm. */
    double slope(double margin, double target);

    /** Returns the largest second derivative sup d²ℓ/dm², from which the stable learning rates follow. */
    double curvature();

    /**
     * Turns margins into slopes in place, each multiplied by its row's weight, and sums the weighted losses.
     *
     * @param margins margin of row {@code rows[i]} at i, replaced by weight · dℓ/dm
     * @param rows the rows of the batch from {@code from} on; null for the rows from, from + 1, …
     * @param weights weights by row, or null
     * @return Σ weight · ℓ
     */
    default double slopes(
            double[] margins,
            int count,
            int @Nullable [] rows,
            int from,
            double[] targets,
            double @Nullable [] weights) {
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

    /**
     * (m − y)², so that the slope is 2·(m − y). Without the ½ that scikit-learn puts before it; PyTorch's
     * {@code MSELoss} is the same. y is any finite number.
     */
    record SquaredError() implements Loss {
        @Override
        public double value(double margin, double target) {
            double error = margin - target;
            return error * error;
        }

        @Override
        public double slope(double margin, double target) {
            return 2 * (margin - target);
        }

        @Override
        public double curvature() {
            return 2;
        }
    }

    /**
     * −log of the probability of the true class, log(1 + e^−z) with z = m for y = 1 and −m for y = 0; the slope is
     * p − y. Evaluated without overflow and with full relative precision in both tails (Mächler, "Accurately computing
     * log(1 − exp(−|a|))", 2012).
     */
    record LogLoss() implements Loss {
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
        public double slopes(
                double[] margins,
                int count,
                int @Nullable [] rows,
                int from,
                double[] targets,
                double @Nullable [] weights) {
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
}
