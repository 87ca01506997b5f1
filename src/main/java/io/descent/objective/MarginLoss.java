package io.descent.objective;

import io.descent.data.Dataset;
import org.jspecify.annotations.Nullable;

/** A loss of one margin m = w·x + b and its target y. */
public sealed interface MarginLoss extends Loss
        permits KinkedLoss,
                SquaredError,
                Huber,
                SquaredEpsilonInsensitive,
                LogLoss,
                SquaredHinge,
                ModifiedHuber,
                Poisson,
                Smoothed {

    /** Returns ℓ(m, y). */
    double value(double margin, double target);

    /** Returns dℓ/dm. */
    double slope(double margin, double target);

    /** Returns d²ℓ/dm²; where it jumps that of either side. */
    double secondDerivative(double margin, double target);

    /** Returns the margin, the same for all rows, that is best for these targets, or a good start; see {@link Loss#constant}. */
    double constant(Dataset data);

    @Override
    default double[] constant(Dataset data, int outputs) {
        return new double[] {constant(data)};
    }

    @Override
    default void curvatures(double[] margins, int at, int outputs, double target, double[] into) {
        into[0] = secondDerivative(margins[at], target);
    }

    @Override
    default double lossAndSlopes(
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

    @Override
    default double sum(double[] margins, int outputs, Dataset data, int @Nullable [] rows, int from, int count) {
        double[] targets = data.targets();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            int row = rows == null ? from + i : rows[from + i];
            sum += data.weight(row) * value(margins[i], targets[row]);
        }
        return sum;
    }
}
