package io.descent.optimize;

import io.descent.objective.KinkedLoss;
import io.descent.objective.Objective;
import io.descent.objective.Smoothed;
import io.descent.optimize.bound.Certificate;
import io.descent.optimize.bound.RoundedBound;
import io.descent.optimize.course.Optimality;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.solve.QuasiNewton;
import io.descent.optimize.stretch.AbortedException;
import io.descent.optimize.stretch.ExactLoss;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One iteration of L-BFGS an epoch; the rate that is told is the step the line search took.
 *
 * <p>A loss with kinks is rounded ({@link Smoothed}) and minimised so; from there it goes on with a narrower rounding, until
 * the duality gap says that the minimum is reached. The losses that are told are those of the loss itself.
 */
final class LbfgsPass implements Pass {

    /** What a checkpoint knows it by: never changed. */
    static final String NAME = "lbfgs";

    /** By what share a promise falls until the bound is looked at again. */
    private static final double LESS = 0.3;

    /** The share of the objective at which the minimum of a loss with kinks is near enough. */
    private static final double NEAR = Certificate.TOLERANCE / 10;

    private static final double SLIGHTLY_NARROWER = 0.3;
    private static final double MUCH_NARROWER = 0.1;

    /** Of what it was at first, beyond which narrowing brings nothing but rounding. */
    private static final double NARROWEST = 1e-14;

    private final Lbfgs settings;
    private final Objective objective;
    private final Interrupt interrupt;
    private final Recorder recorder;
    private final Team team;
    private final @Nullable KinkedLoss kinked;
    private final ExactLoss exactLoss;

    /** By how much kinks are rounded now. */
    private double width;

    /** What a step promises to gain where the bound is worth looking at. */
    private double worthChecking = Double.POSITIVE_INFINITY;

    private FullBatch function;
    private @Nullable QuasiNewton solver;

    /** How the solver's measurement of its start ended, until it has made its first step. */
    private QuasiNewton.Verdict start = QuasiNewton.Verdict.GOING_ON;

    private double lossAtStart;
    private double lossReached;

    LbfgsPass(Lbfgs settings, Objective objective, Interrupt interrupt, Recorder recorder, Team team) {
        this.settings = settings;
        this.objective = objective;
        this.interrupt = interrupt;
        this.recorder = recorder;
        this.team = team;
        this.kinked = objective.loss() instanceof KinkedLoss loss ? loss : null;
        this.exactLoss = TeamLoss.of(team, objective);
        this.width = firstWidth();
        this.function = new FullBatch(rounded(), team);
    }

    private double firstWidth() {
        return kinked == null ? 0 : 1 / kinked.curvatureAt(objective.data());
    }

    /** Returns the objective that is minimised now. */
    private Objective rounded() {
        return kinked == null
                ? objective
                : new Objective(objective.data(), new Smoothed(kinked, width), objective.penalty(), objective.map());
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
        lossReached = reached(state);
        solver = made;
        return made;
    }

    private double reached(TrainingState state) {
        return kinked == null ? function.loss() : exactLoss.at(state.parameters);
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
            recorder.tally().measureAll(objective, state.parameters, team);
        }
        QuasiNewton.Verdict verdict = start == QuasiNewton.Verdict.GOING_ON ? minimiser.iterate() : start;
        start = QuasiNewton.Verdict.GOING_ON;
        lossReached = reached(state);
        state.updates++;
        state.learningRate = minimiser.step() > 0 ? minimiser.step() : state.learningRate;
        recorder.updated(state);
        return kinked == null ? end(verdict) : endRounded(kinked, verdict, minimiser, state);
    }

    private static End end(QuasiNewton.Verdict verdict) {
        return switch (verdict) {
            case GOING_ON -> End.COMPLETE;
            case GRADIENT_VANISHED, GAIN_VANISHED, FLAT -> End.CONVERGED;
            case STUCK -> End.STALLED;
            case NOT_FINITE -> End.NOT_FINITE;
        };
    }

    /** Goes on with a narrower rounding where this one is done with. */
    private End endRounded(KinkedLoss loss, QuasiNewton.Verdict verdict, QuasiNewton minimiser, TrainingState state) {
        if (verdict == QuasiNewton.Verdict.NOT_FINITE) {
            return End.NOT_FINITE;
        }
        double value = lossReached
                + objective.penalty().value(state.parameters, objective.shape().weights());
        boolean ended = verdict != QuasiNewton.Verdict.GOING_ON;
        if (!ended && minimiser.promise() > Math.max(worthChecking, 0.1 * NEAR * value)) {
            return End.COMPLETE;
        }
        worthChecking = LESS * minimiser.promise();
        RoundedBound bound = Certificate.rounded(objective, loss, width, state.parameters);
        Optimality found = bound.optimality();
        boolean near = found.reached() && found.estimatedExcess() <= NEAR * value;
        if (near || (ended && width < NARROWEST * firstWidth())) {
            return found.reached() ? End.CONVERGED : End.STALLED;
        }
        if (!ended && bound.decrement() > bound.gap()) {
            return End.COMPLETE;
        }
        double share = Math.sqrt(0.5 * NEAR * value / bound.gap());
        width *= Math.clamp(share, MUCH_NARROWER, SLIGHTLY_NARROWER);
        worthChecking = Double.POSITIVE_INFINITY;
        function = new FullBatch(rounded(), team);
        solver = null;
        return End.COMPLETE;
    }

    @Override
    public @Nullable Optimality optimality(Objective of, double[] parameters, BooleanSupplier aborted) {
        if (kinked != null) {
            Optimality found =
                    Certificate.rounded(of, kinked, width, parameters).optimality();
            if (found.reached()) {
                return found;
            }
        }
        // a rounding that was not done with says little of how far there is to go
        return Certificate.of(of, parameters, aborted);
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
        if (kinked != null) {
            out.put(width);
            out.put(worthChecking);
            out.put(solver == null ? 0 : function.loss());
        }
    }

    @Override
    public void restore(StateReader in, TrainingState state) {
        boolean saved = in.readBoolean();
        double[][] solverState = {};
        if (saved) {
            QuasiNewton.Verdict verdict = in.readEnum(QuasiNewton.Verdict.class);
            start = verdict == null ? start : verdict;
            lossReached = in.readDouble();
            solverState = in.version() == 1 ? CheckpointVersion1.solver(in) : arrays(in);
        }
        double lossOfSolver = lossReached;
        if (kinked != null) {
            width = in.readDouble();
            worthChecking = in.readDouble();
            lossOfSolver = in.readDouble();
            function = new FullBatch(rounded(), team);
        }
        if (saved) {
            function.restore(lossOfSolver);
            QuasiNewton made = made(state);
            restore(made, solverState);
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
