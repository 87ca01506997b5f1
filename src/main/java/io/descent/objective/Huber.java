package io.descent.objective;

import io.descent.data.Dataset;

/**
 * ½·r² for |r| ≤ delta and delta·|r| − ½·delta² beyond, with r = m − y (Huber, "Robust estimation of a location
 * parameter", 1964). The slope is r cut off at ±delta. With the ½, as in the paper, PyTorch's {@code HuberLoss} and
 * scikit-learn's {@code SGDRegressor}. The delta is in the units of y: scikit-learn's {@code HuberRegressor} and
 * statsmodels' {@code HuberT} divide r by a scale that they estimate as well, of which 1.35 and 1.345 are multiples.
 *
 * @param delta above 0, else {@link IllegalArgumentException}
 */
public record Huber(double delta) implements MarginLoss {

    public Huber {
        if (!(delta > 0 && delta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("delta is finite and above 0");
        }
    }

    @Override
    public double value(double margin, double target) {
        double size = Math.abs(margin - target);
        return size <= delta ? 0.5 * size * size : delta * (size - 0.5 * delta);
    }

    @Override
    public double slope(double margin, double target) {
        return Math.max(-delta, Math.min(margin - target, delta));
    }

    @Override
    public double secondDerivative(double margin, double target) {
        return Math.abs(margin - target) <= delta ? 1 : 0;
    }

    @Override
    public double curvature() {
        return 1;
    }

    /** The median, which is near the best whatever delta is. */
    @Override
    public double constant(Dataset data) {
        return Location.quantile(data, 0.5);
    }
}
