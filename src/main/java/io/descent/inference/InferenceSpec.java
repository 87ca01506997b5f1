package io.descent.inference;

/**
 * What is to be told of the parameters.
 *
 * @param level of the intervals, between 0 and 1
 * @param weights what the weights of rows mean
 */
public record InferenceSpec(Covariance covariance, double level, Weights weights) {

    /** What a row weight says. */
    public enum Weights {
        /** How many copies of the row there are: n is their sum. */
        FREQUENCY,
        /** One over the variance of the row's target, but for a common factor: n is how many rows there are. */
        PRECISION
    }

    /** Makes it. */
    public InferenceSpec {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a level is between 0 and 1");
        }
    }
}
