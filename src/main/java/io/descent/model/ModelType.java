package io.descent.model;

import io.descent.data.Dataset;

/** The models that can be fitted, each a linear margin m = w·x + b followed by a link to its prediction. */
public enum ModelType {
    /** Linear regression: the prediction is the margin. */
    LINEAR {
        @Override
        public double prediction(double margin) {
            return margin;
        }
    },
    /** Logistic regression over two classes: the prediction is the probability 1 / (1 + e^−m) of the second class. */
    LOGISTIC {
        @Override
        public double prediction(double margin) {
            return sigmoid(margin);
        }
    };

    /** Returns K, how many margins a row of this dataset has. */
    public int outputs(Dataset data) {
        return 1;
    }

    /** Returns the prediction at a margin. */
    public abstract double prediction(double margin);

    /** Tells whether the target is a class. */
    public boolean classifies() {
        return this == LOGISTIC;
    }

    /** Returns 1 / (1 + e^−m) without overflow, and with full relative precision near 0. */
    public static double sigmoid(double margin) {
        double t = StrictMath.exp(-Math.abs(margin));
        return margin >= 0 ? 1 / (1 + t) : t / (1 + t);
    }
}
