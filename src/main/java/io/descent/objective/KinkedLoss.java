package io.descent.objective;

/**
 * A loss that is made of pieces of lines: its slopes are bounded and jump, so that it curves nowhere and no constant
 * rate ends at its minimum.
 */
public sealed interface KinkedLoss extends MarginLoss
        permits AbsoluteError, Quantile, EpsilonInsensitive, Hinge, Perceptron {

    /**
     * Returns the slope of the loss with its kinks rounded: (m − u) / width, where u minimises
     * ℓ(u) + (m − u)² / (2·width). It is within the slopes on both sides of a kink.
     *
     * @param width above 0
     */
    double smoothSlope(double margin, double target, double width);

    /** Tells whether this is the slope of one of the lines, and none between two of them. */
    default boolean isOfALine(double slope) {
        return slope == 0 || Math.abs(slope) == 1;
    }

    @Override
    default double curvature() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    default double secondDerivative(double margin, double target) {
        return 0;
    }

    @Override
    default boolean kinked() {
        return true;
    }
}
