package io.descent.model;

import io.descent.data.Dataset;

/** The models that can be fitted, each of linear margins m = w·x + b followed by a link to its prediction. */
public enum ModelType {
    /** Linear regression: the prediction is the margin. */
    LINEAR,
    /** Logistic regression over two classes: the prediction is the probability 1 / (1 + e^−m) of the second class. */
    LOGISTIC,
    /**
     * Multinomial logistic regression over K ≥ 2 classes: a margin for each class, the prediction their probabilities
     * {@link Softmax}. With two classes it predicts as LOGISTIC does with the difference of the margins.
     */
    SOFTMAX,
    /** Linear support vector machine over two classes: the prediction is the second class where m > 0. */
    SVM,
    /** Poisson regression: the prediction is the mean e^m. */
    POISSON;

    /** Returns K, how many margins a row of this dataset has: the targets of SOFTMAX are the indices of the classes. */
    public int outputs(Dataset data) {
        if (this != SOFTMAX) {
            return 1;
        }
        double last = 1;
        for (double target : data.targets()) {
            last = Math.max(last, target);
        }
        return (int) last + 1;
    }

    /** Tells whether the margins are linear in the features, which the fused passes, the curvature and exact rely on. */
    public boolean isLinear() {
        return switch (this) {
            case LINEAR, LOGISTIC, SOFTMAX, SVM, POISSON -> true;
        };
    }

    /** Tells whether the target is a class. */
    public boolean classifies() {
        return switch (this) {
            case LOGISTIC, SOFTMAX, SVM -> true;
            case LINEAR, POISSON -> false;
        };
    }

    /** Returns 1 / (1 + e^−m) without overflow, and with full relative precision near 0. */
    public static double sigmoid(double margin) {
        double t = StrictMath.exp(-Math.abs(margin));
        return margin >= 0 ? 1 / (1 + t) : t / (1 + t);
    }
}
