package io.descent.optimize.stretch;

/** The exact mean loss over all rows. */
@FunctionalInterface
public interface ExactLoss {

    /** Returns Σ weight·ℓ / Σ weight at parameters over the features of the rows. */
    double at(double[] parameters);
}
