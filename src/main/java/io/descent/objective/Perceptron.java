package io.descent.objective;

import io.descent.data.Dataset;

/**
 * max(0, −z) with z = m for y = 1 and −m for y = 0 (Rosenblatt 1958). The slope with respect to z is −1 up to and at
 * the kink z = 0, so that a fit can leave zero, as in scikit-learn's {@code Perceptron}; and 0 beyond. Zero parameters
 * are a minimum of it, and so is whatever separates the classes: of data that cannot be separated its loss says little,
 * its accuracy more.
 */
public record Perceptron() implements KinkedLoss {
    @Override
    public double value(double margin, double target) {
        return Math.max(0, target == 1 ? -margin : margin);
    }

    @Override
    public double slope(double margin, double target) {
        return target == 1 ? (margin <= 0 ? -1 : 0) : (margin >= 0 ? 1 : 0);
    }

    @Override
    public double smoothSlope(double margin, double target, double width) {
        double share = Math.clamp((target == 1 ? -margin : margin) / width, 0, 1);
        return target == 1 ? -share : share;
    }

    @Override
    public double curvatureAt(Dataset data) {
        return 1;
    }

    @Override
    public double constant(Dataset data) {
        return 0;
    }
}
