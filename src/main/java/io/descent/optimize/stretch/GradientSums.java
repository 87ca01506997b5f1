package io.descent.optimize.stretch;

/** Sums of losses and gradients over the batches of an epoch. */
public interface GradientSums {

    /** Calls for as many helpers as can be of use. */
    void muster();

    /**
     * Puts Σ weight·∇ℓ over the rows at some places of the epoch into {@code gradient} and returns Σ weight·ℓ.
     *
     * @param at parameters over scaled features
     * @throws AbortedException where that was to be aborted; nothing has changed then
     */
    double accumulate(double[] at, int first, int last, double[] gradient);
}
