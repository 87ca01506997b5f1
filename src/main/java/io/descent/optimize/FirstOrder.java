package io.descent.optimize;

/**
 * An update rule that takes the gradient of a batch and a learning rate; makes the {@link Stepper} that holds one fit's
 * buffers.
 */
public sealed interface FirstOrder extends Optimizer
        permits Sgd, AveragedSgd, Adagrad, Adadelta, RmsProp, Adam, AdamW, AmsGrad, Nadam, Ftrl {

    /** Returns the rate before any schedule. */
    LearningRate learningRate();

    /** Returns the same optimizer with another rate. */
    FirstOrder withLearningRate(LearningRate learningRate);

    /**
     * Makes the buffers for one fit.
     *
     * @param parameters the number of parameters
     * @param penalised how many of them, from the first on, the l1 penalty shrinks
     * @param l1 the strength of the l1 penalty
     */
    Stepper stepper(int parameters, int penalised, double l1);
}
