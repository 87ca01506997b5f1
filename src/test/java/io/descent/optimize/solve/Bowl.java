package io.descent.optimize.solve;

/** ½·Σ stiffness·(w − centre)²: a function whose minimum is known. */
public final class Bowl {

    private static final double[] STIFFNESS = {1, 10, 0.1};
    private static final double[] CENTRE = {0.3, -0.7, 2};

    private Bowl() {}

    public static void slope(double[] parameters, double[] gradient) {
        for (int j = 0; j < 3; j++) {
            gradient[j] = STIFFNESS[j] * (parameters[j] - CENTRE[j]);
        }
    }

    public static double[] stiffness() {
        return STIFFNESS.clone();
    }

    public static double[] centre() {
        return CENTRE.clone();
    }

    public static double[] start() {
        return new double[] {1, -2, 0.5};
    }
}
