package io.descent.job;

import io.descent.inference.Inference;
import io.descent.model.LinearModel;
import io.descent.model.Metrics;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.History;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a job came to. */
public sealed interface Ending {

    /** Returns the records up to the end. */
    History history();

    /** Returns the number of whole epochs. */
    int epochs();

    /** Returns the same with another history. */
    Ending withHistory(History other);

    /**
     * The fit has a model.
     *
     * @param metrics over the rows that it was trained on
     * @param validation over the rows that it was validated with; null where there were none
     * @param inference how sure the parameters are; null where that was not asked for
     */
    record Success(
            FitOutcome.Fitted outcome,
            LinearModel model,
            Metrics metrics,
            @Nullable Metrics validation,
            @Nullable Inference inference)
            implements Ending {

        @Override
        public History history() {
            return outcome.history();
        }

        @Override
        public int epochs() {
            return outcome.epochs();
        }

        @Override
        public Success withHistory(History other) {
            return new Success(outcome.withHistory(other), model, metrics, validation, inference);
        }
    }

    /**
     * The fit diverged.
     *
     * @param suggestion settings that have converged on the same data, as they stand in JSON; null where the data are at fault or none
     *     were found within the limits of a trial
     */
    record Divergence(FitOutcome.Diverged outcome, @Nullable Map<String, @Nullable Object> suggestion)
            implements Ending {

        @Override
        public History history() {
            return outcome.history();
        }

        @Override
        public int epochs() {
            return outcome.epochs();
        }

        @Override
        public Divergence withHistory(History other) {
            return new Divergence(outcome.withHistory(other), suggestion);
        }
    }

    /** The fit was cancelled. */
    record Cancellation(History history, int epochs) implements Ending {

        @Override
        public Cancellation withHistory(History other) {
            return new Cancellation(other, epochs);
        }
    }

    /**
     * The service could not run the fit to its end.
     *
     * @param detail what went wrong and what to do, for its caller
     */
    record Failure(History history, int epochs, Code code, String detail) implements Ending {

        /** Why. */
        public enum Code {
            /** Something was not thought of. */
            INTERNAL,
            /** What the request refers to is no longer there. */
            NO_LONGER_VALID,
            /** There was too little memory. */
            OUT_OF_MEMORY,
            /** There was no cluster for as long as a fit waits for one. */
            ENGINE_UNAVAILABLE,
            /** The cluster was there, and could not run it. */
            ENGINE_FAILED
        }

        @Override
        public Failure withHistory(History other) {
            return new Failure(other, epochs, code, detail);
        }
    }
}
