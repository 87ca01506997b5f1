package io.descent.optimize.course;

/** Why a fit that has parameters to answer ended. */
public enum StopReason {
    /** All epochs were run. */
    EPOCHS,
    /** The objective no longer fell. */
    CONVERGED,
    /** The line search found no lower point, though the gradient says that there is one. */
    STALLED,
    /** The loss over the validation rows no longer fell. */
    EARLY_STOPPING,
    /** The time limit was reached. */
    TIME_LIMIT,
    /** A client stopped it. */
    STOPPED
}
