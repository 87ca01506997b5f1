package io.descent.optimize;

/** Why a fit that has parameters to answer ended. */
public enum StopReason {
    /** All epochs were run. */
    EPOCHS,
    /** The objective no longer fell. */
    CONVERGED,
    /** The loss over the validation rows no longer fell. */
    EARLY_STOPPING,
    /** The time was up. */
    TIME_LIMIT
}
