package io.descent.objective;

import io.descent.data.Dataset;

/**
 * max(0, 1 − z) with z = m for y = 1 and −m for y = 0: the linear support vector machine (Cortes and Vapnik 1995). The
 * slope with respect to z is −1 up to and at the kink z = 1, and 0 beyond, as in scikit-learn's {@code SGDClassifier};
 * liblinear and {@code LinearSVC(loss="hinge")} sum the loss over the rows and penalise the intercept, too.
 */
public record Hinge() implements MarginLoss {
    @Override
    public double value(double margin, double target) {
        return Math.max(0, 1 - (target == 1 ? margin : -margin));
    }

    @Override
    public double slope(double margin, double target) {
        return target == 1 ? (margin <= 1 ? -1 : 0) : (margin >= -1 ? 1 : 0);
    }

    @Override
    public double curvature() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public double curvatureAt(Dataset data) {
        return 1;
    }

    @Override
    public boolean kinked() {
        return true;
    }
}
