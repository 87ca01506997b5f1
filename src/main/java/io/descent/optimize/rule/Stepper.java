package io.descent.optimize.rule;

/** The mutable buffers of one fit's optimizer. Not thread-safe; allocates nothing after construction. */
public interface Stepper {

    /** Updates the parameters in place, with the gradient of the objective's smooth part at them. */
    void step(double[] parameters, double[] gradient, double learningRate);

    /**
     * Returns the direction of the last step: what the learning rate multiplied, parameters before = parameters after +
     * rate · direction. The array is reused by the next step.
     */
    double[] direction();

    /**
     * Returns the parameters that the fit would answer if it ended now: those of the last step, unless the rule answers
     * others, such as their average. Measuring at an epoch's end happens at these.
     *
     * @param parameters those of the last step
     * @return the same array, or one that the next step may change
     */
    default double[] answer(double[] parameters) {
        return parameters;
    }

    /**
     * Returns the arrays that hold all that the next step needs beside its arguments: read, they are what to save;
     * written to, in a new stepper of the same optimizer, they let the fit go on.
     */
    double[][] state();
}
