package io.descent.optimize;

/** How a fit ended; its history is kept in any case. */
public sealed interface FitOutcome {

    /** Returns the records up to the end. */
    History history();

    /** Returns the number of whole epochs. */
    int epochs();

    /**
     * The fit has parameters.
     *
     * @param parameters in the data's units, the intercept last where there is one; finite
     * @param loss mean loss over the data, exact at these parameters
     * @param objective loss plus penalty, the penalty over the weights of the scaled features
     */
    record Fitted(History history, int epochs, StopReason reason, double[] parameters, double loss, double objective)
            implements FitOutcome {}

    /**
     * The parameters ran away.
     *
     * @param epoch in which that was seen, from 1 on
     * @param update after how many updates
     * @param learningRate of the last update; the base rate where there was none
     * @param largestStableRate see {@link Curvature#largestStableRate}
     */
    record Diverged(
            History history,
            int epochs,
            Cause cause,
            int epoch,
            long update,
            double learningRate,
            double largestStableRate)
            implements FitOutcome {

        /** What was seen. */
        public enum Cause {
            /** A loss or a parameter was no longer finite. */
            NOT_FINITE,
            /** The loss, its penalty included, ended far above where it began. */
            LOSS_ROSE
        }
    }

    /** Somebody cancelled it. */
    record Cancelled(History history, int epochs) implements FitOutcome {}
}
