package io.descent.optimize.course;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** How a fit ended; its history is kept in any case. */
public sealed interface FitOutcome extends Serializable {

    /** Returns the records up to the end. */
    History history();

    /** Returns the same with another history. */
    FitOutcome withHistory(History other);

    /** Returns the number of whole epochs. */
    int epochs();

    /**
     * The fit has parameters.
     *
     * @param parameters in the data's units, the intercept last where there is one; finite
     * @param loss mean loss over the data, exact at these parameters
     * @param objective loss plus penalty, the penalty over the weights of the scaled features
     * @param valLoss mean loss over the validation rows, exact at these parameters; null where there are none
     * @param bestEpoch the epoch at whose end these were the parameters; null where the last ones are answered
     * @param optimality how near the parameters are to the minimum; null where a release before 0.2.0 made the fit
     * @param checkpoint to continue the fit from, at the last parameters, whichever are answered
     */
    record Fitted(
            History history,
            int epochs,
            StopReason reason,
            double[] parameters,
            double loss,
            double objective,
            @Nullable Double valLoss,
            @Nullable Integer bestEpoch,
            @Nullable Optimality optimality,
            Checkpoint checkpoint)
            implements FitOutcome {

        @Override
        public Fitted withHistory(History other) {
            return new Fitted(
                    other, epochs, reason, parameters, loss, objective, valLoss, bestEpoch, optimality, checkpoint);
        }
    }

    /**
     * The parameters ran away.
     *
     * @param epoch in which that was seen, from 1 on
     * @param update after how many updates
     * @param learningRate of the last update; the base rate where there was none
     * @param largestStableRate above it the steps of these settings grow on these data, about
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

        @Override
        public Diverged withHistory(History other) {
            return new Diverged(other, epochs, cause, epoch, update, learningRate, largestStableRate);
        }

        /** What was seen. */
        public enum Cause {
            /** A loss or a parameter was no longer finite. */
            NOT_FINITE,
            /** The loss, its penalty included, ended far above where it began. */
            LOSS_ROSE
        }
    }

    /** It was cancelled. */
    record Cancelled(History history, int epochs) implements FitOutcome {

        @Override
        public Cancelled withHistory(History other) {
            return new Cancelled(other, epochs);
        }
    }

    /**
     * It was interrupted as {@link Control} asked, to continue elsewhere.
     *
     * @param since the records since the last checkpoint, or since the fit began or was resumed
     */
    record HandedBack(Checkpoint checkpoint, History since) implements FitOutcome {

        @Override
        public History history() {
            return since;
        }

        @Override
        public HandedBack withHistory(History other) {
            return new HandedBack(checkpoint, other);
        }

        @Override
        public int epochs() {
            return checkpoint.epoch();
        }
    }
}
