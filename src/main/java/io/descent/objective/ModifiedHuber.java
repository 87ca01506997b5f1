package io.descent.objective;

import io.descent.data.Dataset;

/**
 * max(0, 1 − z)² for z ≥ −1 and −4·z below, with z = m for y = 1 and −m for y = 0: a squared hinge that bears outliers
 * (Zhang, "Solving large scale linear prediction problems using stochastic gradient descent algorithms", 2004). The
 * slope with respect to z is −2·(1 − z) cut off at −4 and 0. The same as in scikit-learn's {@code SGDClassifier}.
 */
public record ModifiedHuber() implements MarginLoss {
    @Override
    public double value(double margin, double target) {
        double z = target == 1 ? margin : -margin;
        if (z < -1) {
            return -4 * z;
        }
        double shortfall = Math.max(0, 1 - z);
        return shortfall * shortfall;
    }

    @Override
    public double slope(double margin, double target) {
        double z = target == 1 ? margin : -margin;
        double steepness = Math.min(2 * Math.max(0, 1 - z), 4);
        return target == 1 ? -steepness : steepness;
    }

    @Override
    public double secondDerivative(double margin, double target) {
        double z = target == 1 ? margin : -margin;
        return z >= -1 && z < 1 ? 2 : 0;
    }

    @Override
    public double curvature() {
        return 2;
    }

    @Override
    public double constant(Dataset data) {
        return 2 * Location.mean(data) - 1;
    }
}
