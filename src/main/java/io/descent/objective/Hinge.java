package io.descent.objective;

import io.descent.data.Dataset;

/**
 * max(0, 1 − z) with z = m for y = 1 and −m for y = 0: the linear support vector machine (Cortes and Vapnik 1995). The
 * slope with respect to z is −1 up to and at the kink z = 1, and 0 beyond, as in scikit-learn's {@code SGDClassifier};
 * liblinear and {@code LinearSVC(loss="hinge")} sum the loss over the rows and penalise the intercept, too.
 */
public record Hinge() implements KinkedLoss {
    @Override
    public double value(double margin, double target) {
        return Math.max(0, 1 - (target == 1 ? margin : -margin));
    }

    @Override
    public double slope(double margin, double target) {
        return target == 1 ? (margin <= 1 ? -1 : 0) : (margin >= -1 ? 1 : 0);
    }

    @Override
    public double smoothSlope(double margin, double target, double width) {
        double share = Math.clamp((1 - (target == 1 ? margin : -margin)) / width, 0, 1);
        return target == 1 ? -share : share;
    }

    @Override
    public double curvatureAt(Dataset data) {
        return 1;
    }

    /** The best is 1 towards the larger class, which says nothing of the features. */
    @Override
    public double constant(Dataset data) {
        return 0;
    }
}
