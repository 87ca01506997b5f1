package io.descent.optimize;

import io.descent.objective.Objective;
import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.course.Control.Signal;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.FitOutcome.Diverged.Cause;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.Measured;
import io.descent.optimize.course.Optimality;
import io.descent.optimize.course.Resumption;
import io.descent.optimize.course.StopReason;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.course.UnusableCheckpointException;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.solve.LeastSquares;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.StoppingRule.Monitor;
import io.descent.optimize.stretch.AbortedException;
import io.descent.optimize.stretch.ExactLoss;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One fit under way. */
final class Training implements AutoCloseable {

    /** How many times its first value the objective may end at before the fit counts as diverged. */
    private static final double RISE = 100;

    /** Objectives below this share of the loss at zero parameters are rounding. */
    private static final double ROUNDING = 1e-12;

    private final LocalPlan plan;
    private final FitSpec spec;
    private final TrainingListener listener;
    private final Interrupt interrupt;
    private final LeastSquares.Ceiling ceiling;
    private final Objective objective;
    private final RowOrder order;
    private final Recorder recorder;
    private final TrainingState state;
    private final Rates rates;
    private final Pass pass;
    private final Team team;
    private final ExactLoss exactLoss;
    private final StoppingWatch stopping;
    private final @Nullable ValidationMeter validator;
    private final boolean measuredByPass;
    private final boolean measuresObjective;
    private final boolean tellsExcess;
    private double firstObjective = Double.NaN;

    /** The penalty at the beginning of the epoch. */
    private double penaltyBefore;

    /** Whether an epoch has begun that has not ended. */
    private boolean midway;

    private int epochs;

    /** How it ended, where only the minimum is still to be found. */
    private @Nullable StopReason reason;

    private @Nullable Cause cause;

    Training(
            LocalPlan plan,
            TrainingListener listener,
            Interrupt interrupt,
            LeastSquares.Ceiling ceiling,
            LongSupplier cacheable,
            Team team) {
        this.plan = plan;
        this.spec = plan.spec();
        this.listener = listener;
        this.interrupt = interrupt;
        this.ceiling = ceiling;
        this.objective = plan.objective();
        this.order = new RowOrder(spec, plan.scaled(), cacheable, interrupt::endsWithoutAnswer);
        this.recorder = new Recorder(plan, listener);
        this.state = new TrainingState(plan.start(), plan.baseRate());
        this.rates = new Rates(spec, plan.baseRate(), order.batches());
        this.team = team;
        this.exactLoss = TeamLoss.of(team, objective);
        this.pass = Passes.of(plan, rates, order, interrupt, recorder, team);
        // a pass over one batch measures what it begins with, but not an average that is the answer
        this.measuredByPass = order.batches() == 1
                && !(spec.training().optimizer() instanceof FirstOrder rule && !rule.answersLastStep());
        this.stopping = new StoppingWatch(spec.stopping(), measuredByPass);
        this.validator = plan.validation() == null ? null : new ValidationMeter(plan, plan.validation());
        this.tellsExcess = spec.history().include().contains(HistorySpec.Include.EXCESS_LOSS);
        this.measuresObjective = stopping.needsObjective()
                || (rates.watching() && !measuredByPass)
                || spec.history().evaluate() == HistorySpec.Evaluate.EPOCH_END
                || tellsExcess;
    }

    FitOutcome toTheEnd() {
        FitOutcome outcome = cause != null ? diverged(cause) : reason != null ? fitted(reason) : null;
        while (outcome == null) {
            if (!midway) {
                beginEpoch();
            }
            Pass.End end = runPass();
            outcome = switch (end) {
                case NOT_FINITE -> diverged(Cause.NOT_FINITE);
                case INTERRUPTED -> interrupted();
                case COMPLETE, CONVERGED, STALLED -> state.isFinite() ? epochEnded(end) : diverged(Cause.NOT_FINITE);
            };
        }
        return outcome;
    }

    private Pass.End runPass() {
        try {
            return pass.run(state);
        } catch (AbortedException _) {
            // the rows of the epoch were not in their order yet
            return Pass.End.INTERRUPTED;
        }
    }

    private void beginEpoch() {
        midway = true;
        state.epoch++;
        recorder.epochBegins();
        penaltyBefore = penalty(state.parameters);
    }

    /** Returns the outcome where the fit does not go on. */
    private @Nullable FitOutcome interrupted() {
        Signal signal = interrupt.signal();
        if (signal == Signal.CANCEL) {
            return cancelled();
        }
        if (signal == Signal.STOP || interrupt.timeIsUp()) {
            if (!state.isFinite()) {
                return diverged(Cause.NOT_FINITE);
            }
            recorder.interrupted(state);
            return fitted(signal == Signal.STOP ? StopReason.STOPPED : StopReason.TIME_LIMIT);
        }
        return saved(signal);
    }

    private @Nullable FitOutcome epochEnded(Pass.End end) {
        double before = pass.meanLoss() + penaltyBefore;
        if (state.epoch == 1) {
            firstObjective = before;
        }
        double[] answer = pass.answer(state);
        double after = measuresObjective ? exactLoss.at(answer) + penalty(answer) : Double.NaN;
        if (measuresObjective && !Double.isFinite(after)) {
            return diverged(Cause.NOT_FINITE);
        }
        Measured measured = validator == null
                ? new Measured(after, Double.NaN, Measured.NOTHING.valMetrics())
                : validator.measure(answer, after);
        epochs = state.epoch;
        state.place = 0;
        midway = false;
        rates.watch(stopping.watches(Monitor.VAL_LOSS) ? measured.valLoss() : measuredByPass ? before : after);
        StopReason ruled = stopping.epochEnded(epochs, before, measured, answer);
        StopReason ended = switch (end) {
            case CONVERGED -> StopReason.CONVERGED;
            case STALLED -> StopReason.STALLED;
            case COMPLETE, NOT_FINITE, INTERRUPTED -> reasonToEnd(ruled);
        };
        recorder.epochEnded(state, pass.meanLoss(), measured, ended != null);
        listener.epochEnded(epochs);
        if (ended != null) {
            return fitted(ended);
        }
        // a pass over few rows ends before it checks the signal
        Signal signal = interrupt.signal();
        return signal == Signal.CANCEL ? cancelled() : saved(signal);
    }

    private @Nullable StopReason reasonToEnd(@Nullable StopReason ruled) {
        if (ruled != null) {
            return ruled;
        }
        if (epochs == spec.training().epochs()) {
            return StopReason.EPOCHS;
        }
        return interrupt.signal() == Signal.STOP
                ? StopReason.STOPPED
                : interrupt.timeIsUp() ? StopReason.TIME_LIMIT : null;
    }

    /** Makes a checkpoint if that is the signal; returns an outcome where the fit does not go on. */
    private @Nullable FitOutcome saved(Signal signal) {
        return switch (signal) {
            case CHECKPOINT -> {
                Checkpoint checkpoint = checkpoint(interrupt.elapsed());
                interrupt.checkpointMade();
                listener.checkpoint(checkpoint, recorder.since());
                yield null;
            }
            case HAND_BACK -> handedBack();
            case GO_ON, STOP, CANCEL -> null;
        };
    }

    private FitOutcome handedBack() {
        Checkpoint checkpoint = checkpoint(interrupt.elapsed());
        return new FitOutcome.HandedBack(checkpoint, recorder.since());
    }

    private double penalty(double[] parameters) {
        return spec.model().penalty().value(parameters, plan.shape().weights());
    }

    private FitOutcome cancelled() {
        return new FitOutcome.Cancelled(recorder.history(Double.NaN), epochs);
    }

    private FitOutcome fitted(StopReason stopReason) {
        reason = null;
        // a fit that continues this one has a clock of its own
        Checkpoint last = checkpoint(0);
        pass.abandon(state);
        double[] best = stopping.best();
        double[] answer = best != null ? best : pass.answer(state);
        double[] parameters = plan.scaling().toDataUnits(answer);
        Objective inDataUnits = plan.objective(plan.data());
        double loss = TeamLoss.of(team, inDataUnits).at(parameters);
        double value = loss + penalty(answer);
        if (!Double.isFinite(value) || !Arrays.stream(parameters).allMatch(Double::isFinite)) {
            return diverged(Cause.NOT_FINITE);
        }
        // some losses are below 0 at their best, and the perceptron's is 0 before it has learned anything
        double rise = value - firstObjective;
        if (firstObjective != 0
                && rise > (RISE - 1) * Math.abs(firstObjective)
                && value > ROUNDING * objective.meanLoss(new double[parameters.length])) {
            return diverged(Cause.LOSS_ROSE);
        }
        reason = stopReason;
        double optimum = optimum();
        if (tellsExcess && interrupt.signal() == Signal.CANCEL) {
            return cancelled();
        }
        if (isToBeFoundLater(optimum)) {
            return handedBack();
        }
        Optimality optimality = pass.optimality(objective, answer, interrupt::endsWithoutAnswer);
        if (optimality == null) {
            return interrupt.signal() == Signal.CANCEL ? cancelled() : handedBack();
        }
        return new FitOutcome.Fitted(
                recorder.history(optimum),
                epochs,
                claimed(stopReason, optimality),
                parameters,
                loss,
                value,
                validator == null ? null : validator.meanLoss(parameters),
                stopping.bestEpoch(),
                optimality,
                last);
    }

    /**
     * An objective that rests may rest anywhere, and the last epoch may have brought a fit there that was to run until it
     * has converged: only the bound tells.
     */
    private StopReason claimed(StopReason ended, Optimality optimality) {
        return switch (ended) {
            case CONVERGED, STALLED -> optimality.reached() ? StopReason.CONVERGED : StopReason.STALLED;
            case EPOCHS -> optimality.reached() && runsUntilConverged() ? StopReason.CONVERGED : StopReason.EPOCHS;
            case EARLY_STOPPING, TIME_LIMIT, STOPPED -> ended;
        };
    }

    private boolean runsUntilConverged() {
        return stopping.watches(Monitor.OBJECTIVE) || !(spec.training().optimizer() instanceof FirstOrder);
    }

    private FitOutcome diverged(Cause seen) {
        cause = seen;
        double optimum = optimum();
        if (isToBeFoundLater(optimum)) {
            return handedBack();
        }
        Curvature curvature = Curvature.of(spec.model(), plan.scaled(), interrupt::endsWithoutAnswer);
        if (curvature == null) {
            return interrupt.signal() == Signal.CANCEL ? cancelled() : handedBack();
        }
        return new FitOutcome.Diverged(
                recorder.history(optimum),
                epochs,
                seen,
                state.epoch,
                state.updates,
                state.learningRate,
                curvature.largestStableRate(spec.training(), plan.data().rows()));
    }

    private double optimum() {
        return tellsExcess ? Optimum.of(plan, interrupt, ceiling, team) : Double.NaN;
    }

    private boolean isToBeFoundLater(double optimum) {
        return tellsExcess && Double.isNaN(optimum) && interrupt.signal() == Signal.HAND_BACK && !interrupt.timeIsUp();
    }

    private Checkpoint checkpoint(long elapsed) {
        StateWriter out = new StateWriter();
        out.put(plan.data().rows());
        out.put(order.largestBatch());
        out.put(spec.training().optimizer().name());
        state.save(out);
        rates.save(out);
        out.put(epochs);
        out.put(midway);
        out.put(penaltyBefore);
        out.put(firstObjective);
        out.put(elapsed);
        out.put(reason);
        out.put(cause);
        recorder.save(out);
        stopping.save(out);
        out.put(pass.name());
        pass.save(out);
        return new Checkpoint(epochs, recorder.size(), out.bytes());
    }

    /** Continues from a checkpoint instead of beginning. */
    void resume(Resumption from) {
        StateReader in = new StateReader(from.checkpoint().state());
        in.expect(plan.data().rows());
        in.expect(order.largestBatch());
        in.expect(spec.training().optimizer());
        state.restore(in);
        rates.restore(in);
        epochs = in.readInt();
        midway = in.readBoolean();
        penaltyBefore = in.readDouble();
        firstObjective = in.readDouble();
        long elapsed = in.readLong();
        StopReason ended = in.readEnum(StopReason.class);
        Cause divergedBy = in.readEnum(Cause.class);
        recorder.restore(in, from.before());
        if (from.before() == null) {
            // another fit's patience
            new StoppingWatch(spec.stopping(), measuredByPass).restore(in);
        } else {
            stopping.restore(in);
            reason = ended;
            cause = divergedBy;
            interrupt.elapsedBefore(elapsed);
        }
        if (in.readPass().equals(pass.name())) {
            pass.restore(in, state);
        } else if (midway || from.before() != null || !restsBetweenEpochs()) {
            throw new UnusableCheckpointException("the checkpoint is of a fit that told other things of its epochs");
        }
        if (epochs >= spec.training().epochs() && reason == null && cause == null) {
            throw new UnusableCheckpointException("no epoch is left to go on with");
        }
    }

    @Override
    public void close() {
        order.close();
    }

    /** Tells whether between two epochs no pass of this fit holds anything, so that one can take the place of another. */
    private boolean restsBetweenEpochs() {
        return spec.training().optimizer() instanceof FirstOrder rule && rule.isPlainDescent();
    }
}
