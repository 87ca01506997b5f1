package io.descent.optimize.rule;

/**
 * An update rule that takes the gradient of a batch and a learning rate; makes the {@link Stepper} that holds one fit's
 * buffers. It says itself what else depends on the rule, so that nobody has to know all of them: hence it is not sealed.
 */
public non-sealed interface FirstOrder extends Optimizer {

    /** Returns the rate before any schedule. */
    LearningRate learningRate();

    /** Returns the same optimizer with another rate. */
    FirstOrder withLearningRate(LearningRate learningRate);

    /** Returns the same optimizer with a rate taken from the data, and without what only suits a chosen rate. */
    default FirstOrder withAutomaticRate() {
        return withLearningRate(new LearningRate.Auto());
    }

    /** Returns what its automatic rate is taken from. */
    AutomaticRate automaticRate();

    /**
     * Returns the rate above which steps grow where the objective curves by {@code smoothness}; infinite for rules whose
     * steps do not follow the size of the gradient.
     */
    default double largestStableRate(double smoothness) {
        return switch (automaticRate()) {
            case AutomaticRate.OfCurvature _ -> 2 * AutomaticRate.forSmoothness(smoothness);
            case AutomaticRate.OfReach _ -> Double.POSITIVE_INFINITY;
        };
    }

    /** Tells whether each step is rate · gradient, so that nothing is remembered from one to the next. */
    default boolean isPlainDescent() {
        return false;
    }

    /** Tells whether the parameters after the last step are the answer, and not their average, say. */
    default boolean answersLastStep() {
        return true;
    }

    /** Tells whether it shrinks the weights beside what the penalty of the objective does. */
    default boolean decaysWeights() {
        return false;
    }

    /**
     * Makes the buffers for one fit.
     *
     * @param parameters the number of parameters
     * @param penalised how many of them, from the first on, the l1 penalty shrinks
     * @param l1 the strength of the l1 penalty
     */
    Stepper stepper(int parameters, int penalised, double l1);
}
