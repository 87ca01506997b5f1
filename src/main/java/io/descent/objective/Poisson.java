package io.descent.objective;

import io.descent.data.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * e^m − y·m: the negative log-likelihood of a count y with mean e^m, without log y!, which no parameter changes
 * (Nelder and Wedderburn, "Generalized linear models", 1972). It is half the Poisson deviance, less what it is at
 * e^m = y, and so may be below 0. The slope is e^m − y. y is any number of at least 0. The same as PyTorch's
 * {@code PoissonNLLLoss} and, as half the mean deviance, scikit-learn's {@code PoissonRegressor}; statsmodels'
 * {@code Poisson} has log y! in it, and sums.
 */
public record Poisson() implements MarginLoss {
    @Override
    public double value(double margin, double target) {
        return StrictMath.exp(margin) - target * margin;
    }

    @Override
    public double slope(double margin, double target) {
        return StrictMath.exp(margin) - target;
    }

    @Override
    public double secondDerivative(double margin, double target) {
        return StrictMath.exp(margin);
    }

    @Override
    public double curvature() {
        return Double.POSITIVE_INFINITY;
    }

    /** The second derivative is the mean e^m itself: 1 at zero parameters, and hardly above the largest y at the end. */
    @Override
    public double curvatureAt(Dataset data) {
        double largest = 1;
        for (int i = 0; i < data.rows(); i++) {
            if (data.weight(i) > 0) {
                largest = Math.max(largest, data.targets()[i]);
            }
        }
        return largest;
    }

    @Override
    public double lossAndSlopes(
            double[] margins, int outputs, Dataset data, int @Nullable [] rows, int from, int count) {
        double[] targets = data.targets();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            int row = rows == null ? from + i : rows[from + i];
            double weight = data.weight(row);
            double target = targets[row];
            // one exponential serves the loss and the slope
            double mean = StrictMath.exp(margins[i]);
            sum += weight * (mean - target * margins[i]);
            margins[i] = weight * (mean - target);
        }
        return sum;
    }

    @Override
    public double constant(Dataset data) {
        double mean = Location.mean(data);
        return mean > 0 ? StrictMath.log(mean) : 0;
    }

    /** The mean of y − y·log y, where each row has a mean of its own. */
    @Override
    public double leastMean(Dataset data) {
        double sum = 0;
        for (int i = 0; i < data.rows(); i++) {
            double target = data.targets()[i];
            sum += target > 0 ? data.weight(i) * (target - target * StrictMath.log(target)) : 0;
        }
        return sum / data.totalWeight();
    }
}
