package io.descent.optimize.solve;

/** A function of a vector together with its gradient. */
@FunctionalInterface
public interface Differentiable {

    /** Returns the value at a point and puts the gradient there into {@code gradient}. */
    double at(double[] point, double[] gradient);
}
