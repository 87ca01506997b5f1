package io.descent.judge;

/** How far a convex function may fall from a point where its gradient is nearly 0. */
final class Distance {

    /** How many times farther from 0 than the point itself the minimum may be. */
    private static final double FARTHER = 10;

    private Distance() {}

    /** Returns |gradient| times how far away the minimum may be; parameters are in units in which they are about 1. */
    static double below(double[] gradient, double[] parameters) {
        return Vectors.norm(gradient) * FARTHER * (1 + Vectors.norm(parameters));
    }
}
