package io.descent.objective;

import io.descent.data.Dataset;

/**
 * |m − y|, whose minimum is a conditional median (least absolute deviations, Laplace 1793). The slope is the sign of
 * m − y, and 0 where they are equal, as PyTorch's {@code L1Loss} has it. y is any finite number. scikit-learn's
 * {@code SGDRegressor} has no such loss; its {@code epsilon_insensitive} with epsilon 0 is the same.
 */
public record AbsoluteError() implements KinkedLoss {
    @Override
    public double value(double margin, double target) {
        return Math.abs(margin - target);
    }

    @Override
    public double slope(double margin, double target) {
        return Math.signum(margin - target);
    }

    @Override
    public double smoothSlope(double margin, double target, double width) {
        return Math.clamp((margin - target) / width, -1, 1);
    }

    @Override
    public boolean isOfALine(double slope) {
        return Math.abs(slope) == 1;
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
