package io.descent.optimize;

import io.descent.data.DenseDataset;
import io.descent.data.SparseDataset;
import io.descent.objective.MarginLoss;
import io.descent.objective.Objective;

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
        /** Left off before its last batch, because somebody or the clock asked for it: to be run again, or abandoned. */
        INTERRUPTED
    }

    /** Returns the way that suits a fit best. */
    static Pass of(Plan plan, Rates rates, RowOrder order, Interrupt interrupt, Recorder recorder, Team team) {
        FitSpec spec = plan.spec();
        Objective objective = plan.objective();
        if (plan.scaled() instanceof DenseDataset dense
                && spec.loss() instanceof MarginLoss loss
                && RowPass.suits(spec, dense.rows())) {
            return new RowPass(spec, rates, dense, loss, order, interrupt);
        }
        if (plan.scaled() instanceof SparseDataset sparse) {
            if (spec.loss() instanceof MarginLoss loss && RowPass.suits(spec, sparse.rows())) {
                return new SparseRowPass(spec, rates, sparse, loss, order, interrupt);
            }
            if (SparseBatchPass.suits(spec, sparse)) {
                return new SparseBatchPass(rates, sparse, objective, order, interrupt, recorder.tally());
            }
        }
        return switch (spec.optimizer()) {
            case FirstOrder optimizer -> new BatchPass(optimizer, rates, objective, order, interrupt, recorder, team);
            case Lbfgs settings -> new LbfgsPass(settings, objective, interrupt, recorder);
            case Exact _ -> new ExactPass(objective, interrupt, recorder);
        };
    }

    /** Runs the state's epoch to its end from {@link TrainingState#place} on, which it leaves where it leaves off. */
    End run(TrainingState state);

    /** Makes the parameters be what they stand for where the epoch is not run to its end. */
    default void abandon(TrainingState state) {}

    /** Returns the mean loss of the last epoch's rows, each measured before the update that used it. */
    double meanLoss();

    /** Returns the parameters that the fit would answer if it ended now; see {@link Stepper#answer}. */
    default double[] answer(TrainingState state) {
        return state.parameters;
    }

    /** Saves all that the next run needs beside the state. */
    void save(StateWriter out);

    /** Lets a new pass go on where another was saved; the state is restored already. */
    void restore(StateReader in, TrainingState state);
}
