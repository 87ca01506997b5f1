package io.descent.optimize;

import io.descent.objective.Objective;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.solve.QuasiNewton;
import org.jspecify.annotations.Nullable;

/** One iteration of L-BFGS an epoch; the rate that is told is the step the line search took. */
final class LbfgsPass implements Pass {

    /** What a checkpoint knows it by: never changed. */
    static final String NAME = "lbfgs";

    private final Lbfgs settings;
    private final Objective objective;
    private final FullBatch function;
    private final Interrupt interrupt;
    private final Recorder recorder;
    private @Nullable QuasiNewton solver;

    /** How the solver's measurement of its start ended, until it has made its first step. */
    private QuasiNewton.Verdict start = QuasiNewton.Verdict.GOING_ON;

    private double lossAtStart;
    private double lossReached;

    LbfgsPass(Lbfgs settings, Objective objective, Interrupt interrupt, Recorder recorder) {
        this.settings = settings;
        this.objective = objective;
        this.function = new FullBatch(objective);
        this.interrupt = interrupt;
        this.recorder = recorder;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public End run(TrainingState state) {
        double[] tallied = recorder.tally().values();
        try {
            return iterate(solver == null ? begun(state) : solver, state);
        } catch (AbortedException _) {
            // the iteration has changed nothing yet
            recorder.tally().set(tallied);
            return End.INTERRUPTED;
        }
    }

    private QuasiNewton begun(TrainingState state) {
        QuasiNewton made = made(state);
        start = made.begin();
        lossReached = function.loss();
        solver = made;
        return made;
    }

    private End iterate(QuasiNewton minimiser, TrainingState state) {
        lossAtStart = lossReached;
        if (start == QuasiNewton.Verdict.NOT_FINITE) {
            return End.NOT_FINITE;
        }
        if (interrupt.raised()) {
            return End.INTERRUPTED;
        }
        if (recorder.tallies()) {
            function.measure(state.parameters, recorder.tally());
        }
        QuasiNewton.Verdict verdict = start == QuasiNewton.Verdict.GOING_ON ? minimiser.iterate() : start;
        start = QuasiNewton.Verdict.GOING_ON;
        lossReached = function.loss();
        state.updates++;
        state.learningRate = minimiser.step() > 0 ? minimiser.step() : state.learningRate;
        recorder.updated(state);
        return switch (verdict) {
            case GOING_ON -> End.COMPLETE;
            case GRADIENT_VANISHED, GAIN_VANISHED, FLAT -> End.CONVERGED;
            case STUCK -> End.STALLED;
            case NOT_FINITE -> End.NOT_FINITE;
        };
    }

    private QuasiNewton made(TrainingState state) {
        QuasiNewton made = new QuasiNewton(
                function,
                state.parameters,
                settings,
                objective.penalty().l1(),
                objective.shape().weights(),
                interrupt::abortIfAsked);
        recorder.watch(made.gradientBefore(), made::direction);
        return made;
    }

    @Override
    public double meanLoss() {
        return lossAtStart;
    }

    @Override
    public void save(StateWriter out) {
        out.put(solver != null);
        if (solver != null) {
            out.put(start);
            out.put(lossReached);
            double[][] state = solver.state();
            out.put(state.length);
            for (double[] array : state) {
                out.put(array);
            }
        }
    }

    @Override
    public void restore(StateReader in, TrainingState state) {
        if (in.readBoolean()) {
            QuasiNewton.Verdict saved = in.readEnum(QuasiNewton.Verdict.class);
            start = saved == null ? start : saved;
            lossReached = in.readDouble();
            function.restore(lossReached);
            QuasiNewton made = made(state);
            restore(made, in.version() == 1 ? CheckpointVersion1.solver(in) : arrays(in));
            solver = made;
        }
    }

    private static double[][] arrays(StateReader in) {
        double[][] state = new double[in.readInt()][];
        for (int k = 0; k < state.length; k++) {
            state[k] = in.readDoubles();
        }
        return state;
    }

    private static void restore(QuasiNewton solver, double[][] state) {
        try {
            solver.restore(state);
        } catch (IllegalArgumentException other) {
            throw StateReader.ofAnotherFit();
        }
    }
}
