package io.descent.optimize.course;

/** Why a fit that has parameters to answer ended. */
public enum StopReason {
    /** All epochs were run. */
    EPOCHS,
    /** The minimum of the objective is reached, as far as the bound of {@link Optimality} says. */
    CONVERGED,
    /** The objective no longer fell, and the bound does not say that this is its minimum. */
    STALLED,
    /** The loss over the validation rows no longer fell. */
    EARLY_STOPPING,
    /** The time limit was reached. */
    TIME_LIMIT,
    /** A client stopped it. */
    STOPPED
}
