package io.descent.objective;

import io.descent.data.Dataset;

/**
 * max(0, |m − y| − epsilon): errors up to epsilon, in the units of y, cost nothing (support vector regression; Vapnik
 * 1995). The slope is the sign of m − y outside the tube and 0 within it and on its edge. scikit-learn's
 * {@code SGDRegressor} and {@code LinearSVR} have the same loss; the latter sums it over the rows.
 *
 * @param epsilon at least 0, else {@link IllegalArgumentException}
 */
public record EpsilonInsensitive(double epsilon) implements KinkedLoss {

    public EpsilonInsensitive {
        if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("epsilon is finite and at least 0");
        }
    }

    @Override
    public double value(double margin, double target) {
        return Math.max(0, Math.abs(margin - target) - epsilon);
    }

    @Override
    public double slope(double margin, double target) {
        double error = margin - target;
        return error > epsilon ? 1 : error < -epsilon ? -1 : 0;
    }

    @Override
    public double smoothSlope(double margin, double target, double width) {
        double error = margin - target;
        double beyond = Math.max(Math.abs(error) - epsilon, 0);
        return Math.copySign(Math.min(beyond / width, 1), error);
    }

    @Override
    public double curvatureAt(Dataset data) {
        return 1 / Spread.of(data);
    }

    @Override
    public double constant(Dataset data) {
        return Location.quantile(data, 0.5);
    }
}
