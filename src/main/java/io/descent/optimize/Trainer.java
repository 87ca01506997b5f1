package io.descent.optimize;

import io.descent.data.DenseDataset;
import io.descent.data.RandomStream;
import io.descent.data.SparseDataset;
import io.descent.objective.MarginLoss;
import io.descent.objective.Objective;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** The training loop. Each call is a fit of its own; calls may run at the same time. */
public final class Trainer {

    /** How many times its first value the objective may end at before the fit counts as diverged. */
    private static final double RISE = 100;

    /** Objectives below this share of the loss at zero parameters are rounding. */
    private static final double ROUNDING = 1e-12;

    private final LongSupplier nanoClock;

    /** Makes a trainer that measures time limits with this clock, in nanoseconds. */
    public Trainer(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Runs a fit to its end. */
    public FitOutcome train(Plan plan, TrainingListener listener, CancelToken token) {
        return new Run(
                        plan,
                        listener,
                        new Interrupt(token, plan.spec().stopping().timeLimitSeconds(), nanoClock))
                .toTheEnd();
    }

    /** One fit. */
    private static final class Run {

        private final Plan plan;
        private final FitSpec spec;
        private final TrainingListener listener;
        private final Interrupt interrupt;
        private final Objective objective;
        private final RowOrder order;
        private final Recorder recorder;
        private final TrainingState state;
        private final Pass pass;
        private final ConvergenceWatch convergence;
        private double firstObjective = Double.NaN;
        private int epochs;

        Run(Plan plan, TrainingListener listener, Interrupt interrupt) {
            this.plan = plan;
            this.spec = plan.spec();
            this.listener = listener;
            this.interrupt = interrupt;
            this.objective = plan.objective();
            int rows = plan.data().rows();
            this.order = new RowOrder(spec, rows);
            this.recorder = new Recorder(spec, plan.scaling(), plan.scaled());
            this.state = new TrainingState(start(plan), plan.baseRate());
            this.pass = pass();
            this.convergence = new ConvergenceWatch(spec.stopping().convergence(), order.batches() == 1);
        }

        private Pass pass() {
            if (plan.scaled() instanceof DenseDataset dense
                    && spec.loss() instanceof MarginLoss loss
                    && RowPass.suits(spec, dense.rows())) {
                return new RowPass(spec, plan.baseRate(), dense, loss, order, interrupt);
            }
            if (plan.scaled() instanceof SparseDataset sparse) {
                if (spec.loss() instanceof MarginLoss loss && RowPass.suits(spec, sparse.rows())) {
                    return new SparseRowPass(spec, plan.baseRate(), sparse, loss, order, interrupt);
                }
                if (SparseBatchPass.suits(spec, sparse)) {
                    return new SparseBatchPass(
                            spec, plan.baseRate(), sparse, objective, order, interrupt, recorder.tally());
                }
            }
            return switch (spec.optimizer()) {
                case FirstOrder optimizer ->
                    new BatchPass(spec, optimizer, plan.baseRate(), objective, order, interrupt, recorder);
            };
        }

        private static double[] start(Plan plan) {
            FitSpec spec = plan.spec();
            int features = plan.data().features();
            double[] parameters = new double[plan.shape().size()];
            switch (spec.init()) {
                case Init.Zeros _ -> {}
                case Init.Uniform(double low, double high) -> {
                    RandomStream random = RandomStream.of(spec.seed(), RandomStream.Purpose.INIT);
                    Arrays.setAll(parameters, _ -> random.uniform(low, high));
                }
                case Init.Values(var coef, double intercept) -> {
                    Arrays.setAll(parameters, j -> j < features ? coef.get(j) : intercept);
                    return plan.scaling().toScaledUnits(parameters);
                }
            }
            return parameters;
        }

        FitOutcome toTheEnd() {
            StopReason reason = StopReason.EPOCHS;
            double penaltyAtStart = penalty();
            for (state.epoch = 1; state.epoch <= spec.epochs(); state.epoch++) {
                recorder.epochBegins();
                double penaltyBefore = convergence.active() ? penalty() : 0;
                Pass.End end = pass.run(state);
                if (end == Pass.End.NOT_FINITE || !state.isFinite()) {
                    return diverged(FitOutcome.Diverged.Cause.NOT_FINITE);
                }
                if (end == Pass.End.INTERRUPTED && interrupt.cancelled()) {
                    return new FitOutcome.Cancelled(recorder.history(), epochs);
                }
                if (end == Pass.End.INTERRUPTED) {
                    reason = StopReason.TIME_LIMIT;
                    break;
                }
                boolean measured = needsObjective();
                double after = measured ? objective.value(state.parameters) : Double.NaN;
                if (measured && !Double.isFinite(after)) {
                    return diverged(FitOutcome.Diverged.Cause.NOT_FINITE);
                }
                epochs = state.epoch;
                if (epochs == 1) {
                    firstObjective = pass.meanLoss() + penaltyAtStart;
                }
                boolean converged = convergence.active()
                        && convergence.settled(order.batches() == 1 ? pass.meanLoss() + penaltyBefore : after);
                boolean timeIsUp = interrupt.timeIsUp();
                boolean last = converged || timeIsUp || epochs == spec.epochs();
                recorder.epochEnded(state, pass.meanLoss(), after, last);
                listener.epochEnded(epochs);
                // a pass over few rows ends before it looks
                if (!last && interrupt.cancelled()) {
                    return new FitOutcome.Cancelled(recorder.history(), epochs);
                }
                if (converged) {
                    reason = StopReason.CONVERGED;
                    break;
                }
                if (timeIsUp && epochs < spec.epochs()) {
                    reason = StopReason.TIME_LIMIT;
                    break;
                }
            }
            return fitted(reason);
        }

        private double penalty() {
            return spec.penalty().value(state.parameters, plan.shape().weights());
        }

        private boolean needsObjective() {
            return spec.history().evaluate() == HistorySpec.Evaluate.EPOCH_END
                    || (convergence.active() && order.batches() > 1);
        }

        private FitOutcome fitted(StopReason reason) {
            double[] parameters = plan.scaling().toDataUnits(state.parameters);
            double loss = new Objective(plan.data(), spec.loss(), spec.penalty(), plan.shape()).meanLoss(parameters);
            double value = loss + penalty();
            if (!Double.isFinite(value) || !Arrays.stream(parameters).allMatch(Double::isFinite)) {
                return diverged(FitOutcome.Diverged.Cause.NOT_FINITE);
            }
            if (value > RISE * firstObjective && value > ROUNDING * objective.meanLoss(new double[parameters.length])) {
                return diverged(FitOutcome.Diverged.Cause.LOSS_ROSE);
            }
            return new FitOutcome.Fitted(recorder.history(), epochs, reason, parameters, loss, value);
        }

        private FitOutcome diverged(FitOutcome.Diverged.Cause cause) {
            Curvature curvature = Curvature.of(spec, plan.scaled());
            return new FitOutcome.Diverged(
                    recorder.history(),
                    epochs,
                    cause,
                    Math.min(state.epoch, spec.epochs()),
                    state.updates,
                    state.learningRate,
                    curvature.largestStableRate(spec, plan.data().rows()));
        }
    }
}
