package io.descent.optimize;

import io.descent.data.DenseDataset;
import io.descent.data.SparseDataset;
import io.descent.objective.MarginLoss;
import io.descent.objective.Objective;
import io.descent.optimize.StoppingRule.Monitor;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The training loop. Each call is a fit of its own; calls may run at the same time. */
public final class Trainer {

    /** How many times its first value the objective may end at before the fit counts as diverged. */
    private static final double RISE = 100;

    /** Objectives below this share of the loss at zero parameters are rounding. */
    private static final double ROUNDING = 1e-12;

    private final LongSupplier nanoClock;
    private final Cores cores;
    private final LeastSquares.Ceiling ceiling;

    /** Makes a trainer of fits of one thread, which measures time limits with this clock, in nanoseconds. */
    public Trainer(LongSupplier nanoClock) {
        this(nanoClock, Cores.of(1));
    }

    /** Makes a trainer whose fits share these cores. */
    public Trainer(LongSupplier nanoClock, Cores cores) {
        this(nanoClock, cores, LeastSquares.Ceiling.NONE);
    }

    /** Makes a trainer whose fits share these cores, and find their minima outright up to this ceiling. */
    public Trainer(LongSupplier nanoClock, Cores cores, LeastSquares.Ceiling ceiling) {
        this.nanoClock = nanoClock;
        this.cores = cores;
        this.ceiling = ceiling;
    }

    /** Runs a fit to its end. */
    public FitOutcome train(Plan plan, TrainingListener listener, CancelToken token) {
        Interrupt interrupt = new Interrupt(token, plan.spec().stopping().timeLimitSeconds(), nanoClock);
        try (Team team = new Team(cores)) {
            return new Run(plan, listener, interrupt, ceiling, team).toTheEnd();
        }
    }

    /** One fit. */
    private static final class Run {

        private final Plan plan;
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
        private final TeamLoss exactLoss;
        private final StoppingWatch stopping;
        private final @Nullable Validator validator;
        private final boolean measuredByPass;
        private final boolean measuresObjective;
        private final boolean tellsExcess;
        private double firstObjective = Double.NaN;
        private int epochs;

        Run(Plan plan, TrainingListener listener, Interrupt interrupt, LeastSquares.Ceiling ceiling, Team team) {
            this.plan = plan;
            this.spec = plan.spec();
            this.listener = listener;
            this.interrupt = interrupt;
            this.ceiling = ceiling;
            this.objective = plan.objective();
            int rows = plan.data().rows();
            this.order = new RowOrder(spec, rows);
            this.recorder = new Recorder(plan);
            this.state = new TrainingState(
                    spec.init().parameters(plan.shape(), plan.scaling(), spec.seed()), plan.baseRate());
            this.rates = new Rates(spec, plan.baseRate(), order.batches());
            this.team = team;
            this.exactLoss = new TeamLoss(team, objective);
            this.pass = pass(team);
            // a pass over one batch measures what it begins with, but not an average that is the answer
            this.measuredByPass = order.batches() == 1 && !(spec.optimizer() instanceof AveragedSgd);
            this.stopping = new StoppingWatch(spec.stopping(), measuredByPass);
            this.validator = plan.validation() == null ? null : new Validator(plan, plan.validation());
            this.tellsExcess = spec.history().include().contains(HistorySpec.Include.EXCESS_LOSS);
            this.measuresObjective = stopping.needsObjective()
                    || (rates.watching() && !measuredByPass)
                    || spec.history().evaluate() == HistorySpec.Evaluate.EPOCH_END
                    || tellsExcess;
        }

        private Pass pass(Team team) {
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
                case FirstOrder optimizer ->
                    new BatchPass(optimizer, rates, objective, order, interrupt, recorder, team);
                case Lbfgs settings -> new LbfgsPass(settings, objective, interrupt, recorder);
                case Exact _ -> new ExactPass(objective, interrupt, recorder);
            };
        }

        FitOutcome toTheEnd() {
            StopReason reason = null;
            while (reason == null) {
                state.epoch++;
                recorder.epochBegins();
                double penaltyBefore = penalty(state.parameters);
                Pass.End end = pass.run(state);
                if (end == Pass.End.NOT_FINITE || !state.isFinite()) {
                    return diverged(FitOutcome.Diverged.Cause.NOT_FINITE);
                }
                if (end == Pass.End.INTERRUPTED) {
                    if (interrupt.cancelled()) {
                        return cancelled();
                    }
                    recorder.interrupted(state);
                    return fitted(StopReason.TIME_LIMIT);
                }
                double before = pass.meanLoss() + penaltyBefore;
                if (state.epoch == 1) {
                    firstObjective = before;
                }
                double[] answer = pass.answer(state);
                double after = measuresObjective ? exactLoss.at(answer) + penalty(answer) : Double.NaN;
                if (measuresObjective && !Double.isFinite(after)) {
                    return diverged(FitOutcome.Diverged.Cause.NOT_FINITE);
                }
                Measured measured = validator == null
                        ? new Measured(after, Double.NaN, Measured.NOTHING.valMetrics())
                        : validator.measure(answer, after);
                epochs = state.epoch;
                rates.watch(stopping.watches(Monitor.VAL_LOSS) ? measured.valLoss() : measuredByPass ? before : after);
                StopReason ruled = stopping.epochEnded(epochs, before, measured, answer);
                reason = switch (end) {
                    case CONVERGED -> StopReason.CONVERGED;
                    case STALLED -> StopReason.STALLED;
                    case COMPLETE, NOT_FINITE, INTERRUPTED -> reasonToEnd(ruled);
                };
                recorder.epochEnded(state, pass.meanLoss(), measured, reason != null);
                listener.epochEnded(epochs);
                // a pass over few rows ends before it looks
                if (reason == null && interrupt.cancelled()) {
                    return cancelled();
                }
            }
            return fitted(reason);
        }

        private @Nullable StopReason reasonToEnd(@Nullable StopReason ruled) {
            return ruled != null
                    ? ruled
                    : epochs == spec.epochs() ? StopReason.EPOCHS : interrupt.timeIsUp() ? StopReason.TIME_LIMIT : null;
        }

        private double penalty(double[] parameters) {
            return spec.penalty().value(parameters, plan.shape().weights());
        }

        private History history() {
            return recorder.history(tellsExcess ? Optimum.of(plan, interrupt, ceiling) : Double.NaN);
        }

        private FitOutcome cancelled() {
            return new FitOutcome.Cancelled(history(), epochs);
        }

        private FitOutcome fitted(StopReason reason) {
            double[] best = stopping.best();
            double[] answer = best != null ? best : pass.answer(state);
            double[] parameters = plan.scaling().toDataUnits(answer);
            Objective inDataUnits = new Objective(plan.data(), spec.loss(), spec.penalty(), plan.shape());
            double loss = new TeamLoss(team, inDataUnits).at(parameters);
            double value = loss + penalty(answer);
            if (!Double.isFinite(value) || !Arrays.stream(parameters).allMatch(Double::isFinite)) {
                return diverged(FitOutcome.Diverged.Cause.NOT_FINITE);
            }
            // some losses are below 0 at their best, and the perceptron's is 0 before it has learned anything
            double rise = value - firstObjective;
            if (firstObjective != 0
                    && rise > (RISE - 1) * Math.abs(firstObjective)
                    && value > ROUNDING * objective.meanLoss(new double[parameters.length])) {
                return diverged(FitOutcome.Diverged.Cause.LOSS_ROSE);
            }
            History history = history();
            if (tellsExcess && interrupt.cancelled()) {
                // while its minimum was looked for
                return new FitOutcome.Cancelled(history, epochs);
            }
            return new FitOutcome.Fitted(
                    history,
                    epochs,
                    reason,
                    parameters,
                    loss,
                    value,
                    validator == null ? null : validator.meanLoss(parameters),
                    stopping.bestEpoch());
        }

        private FitOutcome diverged(FitOutcome.Diverged.Cause cause) {
            Curvature curvature = Curvature.of(spec, plan.scaled());
            return new FitOutcome.Diverged(
                    history(),
                    epochs,
                    cause,
                    state.epoch,
                    state.updates,
                    state.learningRate,
                    curvature.largestStableRate(spec, plan.data().rows()));
        }
    }
}
