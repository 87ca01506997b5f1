package io.descent.optimize;

/** ½·Σ stiffness·(w − centre)²: a function whose minimum is known. */
final class Bowl {

    static final double[] STIFFNESS = {1, 10, 0.1};
    static final double[] CENTRE = {0.3, -0.7, 2};
    static final double[] START = {1, -2, 0.5};

    private Bowl() {}

    static void slope(double[] parameters, double[] gradient) {
        for (int j = 0; j < 3; j++) {
            gradient[j] = STIFFNESS[j] * (parameters[j] - CENTRE[j]);
        }
    }
}
