package io.descent.objective;

import io.descent.data.Dataset;

/**
 * max(0, |m − y| − epsilon)²: the squared error outside a tube of epsilon, in the units of y (L2-loss support vector
 * regression; Ho and Lin 2012). The slope is 2·(|m − y| − epsilon)·sign(m − y) outside the tube and 0 within. The same
 * as scikit-learn's {@code SGDRegressor} and {@code LinearSVR}, the latter summed over the rows.
 *
 * @param epsilon at least 0, else {@link IllegalArgumentException}
 */
public record SquaredEpsilonInsensitive(double epsilon) implements MarginLoss {

    public SquaredEpsilonInsensitive {
        if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("epsilon is finite and at least 0");
        }
    }

    @Override
    public double value(double margin, double target) {
        double excess = Math.max(0, Math.abs(margin - target) - epsilon);
        return excess * excess;
    }

    @Override
    public double slope(double margin, double target) {
        double error = margin - target;
        return error > epsilon ? 2 * (error - epsilon) : error < -epsilon ? 2 * (error + epsilon) : 0;
    }

    @Override
    public double secondDerivative(double margin, double target) {
        return Math.abs(margin - target) > epsilon ? 2 : 0;
    }

    @Override
    public double curvature() {
        return 2;
    }

    @Override
    public double constant(Dataset data) {
        return Location.mean(data);
    }
}
