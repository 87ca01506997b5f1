package io.descent.objective;

import io.descent.data.Dataset;

/**
 * max(0, 1 − z)² with z = m for y = 1 and −m for y = 0 (L2-loss support vector machine; Chang, Hsieh and Lin 2008). The
 * slope with respect to z is −2·max(0, 1 − z). The same as scikit-learn's {@code SGDClassifier} and, summed over the
 * rows and with a penalised intercept, its {@code LinearSVC}, whose default this is.
 */
public record SquaredHinge() implements MarginLoss {
    @Override
    public double value(double margin, double target) {
        double shortfall = Math.max(0, 1 - (target == 1 ? margin : -margin));
        return shortfall * shortfall;
    }

    @Override
    public double slope(double margin, double target) {
        return target == 1 ? -2 * Math.max(0, 1 - margin) : 2 * Math.max(0, 1 + margin);
    }

    @Override
    public double secondDerivative(double margin, double target) {
        return (target == 1 ? margin : -margin) < 1 ? 2 : 0;
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
