package io.descent.optimize.rule;

/** What the automatic learning rate of an update rule is taken from. */
public sealed interface AutomaticRate {

    /**
     * The curvature of the objective, for rules whose steps follow the size of the gradient: 1 / smoothness.
     *
     * @param gain how many times longer momentum makes the noisy part of the steps
     */
    record OfCurvature(double gain) implements AutomaticRate {}

    /**
     * How far the parameters are expected to go, for rules whose steps are about as long as the rate itself: share ·
     * distance · (1 + ease / slope), with slope the largest partial derivative at the start. The shares were found by
     * measuring, see docs/performance.md.
     *
     * @param ease what stands in the divisor of the first steps beside the gradient and makes them shorter; 0 for nothing
     * @param falls whether the steps stay so long near the minimum that only a falling rate gets there
     */
    record OfReach(double share, double ease, boolean falls) implements AutomaticRate {

        /** Returns the rate for parameters that are expected to go this far from where the slope is this. */
        public double rate(double distance, double slope) {
            return share * distance * (1 + ease / slope);
        }
    }

    /** Returns 1 / smoothness, as near to it as a learning rate can be; where nothing curves any rate will do. */
    static double forSmoothness(double smoothness) {
        double rate = 1 / smoothness;
        return rate > 0 && Double.isFinite(rate) ? rate : smoothness > 1 ? Double.MIN_NORMAL : 1;
    }
}
