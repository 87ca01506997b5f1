package io.descent.optimize;

import io.descent.objective.Objective;
import io.descent.optimize.bound.Certificate;
import io.descent.optimize.course.Optimality;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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
        /** Interrupted before its last batch, by a signal or the time limit: to be run again, or abandoned. */
        INTERRUPTED
    }

    /** Returns the name of this way in a checkpoint, which only it can go on from. */
    String name();

    /** Runs the state's epoch to its end from {@link TrainingState#place} on, which it leaves where it leaves off. */
    End run(TrainingState state);

    /** Makes the parameters be what they stand for where the epoch is not run to its end. */
    default void abandon(TrainingState state) {}

    /** Returns the mean loss of the last epoch's rows, each measured before the update that used it. */
    double meanLoss();

    /** Returns the parameters that the fit would answer if it ended now; see {@link io.descent.optimize.rule.Stepper#answer}. */
    default double[] answer(TrainingState state) {
        return state.parameters;
    }

    /** Returns how near parameters are to the minimum of the objective; null where that was aborted. */
    default @Nullable Optimality optimality(Objective objective, double[] parameters, BooleanSupplier aborted) {
        return Certificate.of(objective, parameters, aborted);
    }

    /** Saves all that the next run needs beside the state. */
    void save(StateWriter out);

    /** Lets a new pass go on where another was saved; the state is restored already. */
    void restore(StateReader in, TrainingState state);
}
