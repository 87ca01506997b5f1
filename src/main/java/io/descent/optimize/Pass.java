package io.descent.optimize;

/** One epoch's way over the rows. */
interface Pass {

    /** How a pass ended. */
    enum End {
        COMPLETE,
        /** Complete, and there is nothing left to gain by another. */
        CONVERGED,
        /** Complete, and another would change nothing, though this is no minimum. */
        STALLED,
        /** A loss was not finite; the update that would have used it was not made. */
        NOT_FINITE,
        /** Ended before its last batch, because somebody or the clock asked for it. */
        INTERRUPTED
    }

    /** Runs an epoch on the state. */
    End run(TrainingState state);

    /** Returns the mean loss of the last epoch's rows, each measured before the update that used it. */
    double meanLoss();

    /** Returns the parameters that the fit would answer if it ended now; see {@link Stepper#answer}. */
    default double[] answer(TrainingState state) {
        return state.parameters;
    }
}
