package io.descent.optimize;

import io.descent.data.ParameterShape;
import io.descent.kernel.Kernels;
import io.descent.objective.Objective;
import io.descent.objective.Penalty;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.Stepper;
import io.descent.optimize.stretch.GradientSums;

/**
 * Batches of any size under any optimizer: margins into a buffer, slopes in place, the gradient accumulated, the
 * penalty, one step.
 *
 * <p>The gradient is Σ weight·∇ℓ over the batch, divided by its number of rows times the mean weight of all rows: the
 * mean where there are no weights, and without bias where there are.
 */
final class BatchPass implements Pass {

    /** What a checkpoint knows it by: never changed. */
    static final String NAME = "batches";

    /** How many rows pass between two checks of the clock. */
    private static final int STRETCH = 256;

    private final Objective objective;
    private final Rates rates;
    private final RowOrder order;
    private final Interrupt interrupt;
    private final Recorder recorder;
    private final Tally tally;
    private final Stepper stepper;
    private final double[] gradient;
    private final GradientSums sums;
    private final double meanWeight;
    private double epochLoss;

    BatchPass(
            FirstOrder optimizer,
            Rates rates,
            Objective objective,
            RowOrder order,
            Interrupt interrupt,
            Recorder recorder,
            Team team) {
        this.rates = rates;
        this.objective = objective;
        this.order = order;
        this.interrupt = interrupt;
        this.recorder = recorder;
        ParameterShape shape = objective.shape();
        this.stepper = optimizer.stepper(
                shape.size(), shape.weights(), objective.penalty().l1());
        this.gradient = new double[shape.size()];
        this.meanWeight = objective.data().totalWeight() / objective.data().rows();
        this.tally = recorder.tally();
        this.sums = BatchGradient.of(objective, order, order.largestBatch(), tally, team);
        recorder.watch(gradient, stepper);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public End run(TrainingState state) {
        order.beginEpoch(state.epoch);
        sums.muster();
        epochLoss = state.place == 0 ? 0 : epochLoss;
        int sinceLook = 0;
        for (int k = state.place; k < order.batches(); k++) {
            int from = order.from(k);
            int to = order.to(k);
            double loss = sums.accumulate(state.parameters, from, to, gradient);
            tally.weigh(order.rows(), from, to - from);
            Kernels.scale(1 / ((to - from) * meanWeight), gradient, 0, gradient.length);
            epochLoss += loss;
            if (!Double.isFinite(epochLoss)) {
                return End.NOT_FINITE;
            }
            penalise(state.parameters);
            state.updates++;
            state.learningRate = rates.of(state.updates);
            stepper.step(state.parameters, gradient, state.learningRate);
            tally.batch(loss);
            recorder.updated(state);
            sinceLook += to - from;
            if (sinceLook >= STRETCH && k + 1 < order.batches()) {
                sinceLook = 0;
                if (interrupt.raised()) {
                    state.place = k + 1;
                    return End.INTERRUPTED;
                }
            }
        }
        return End.COMPLETE;
    }

    private void penalise(double[] parameters) {
        Penalty penalty = objective.penalty();
        if (penalty.l2() > 0) {
            Kernels.axpy(
                    penalty.l2(), parameters, 0, gradient, 0, objective.shape().weights());
        }
    }

    @Override
    public double[] answer(TrainingState state) {
        return stepper.answer(state.parameters);
    }

    @Override
    public double meanLoss() {
        return epochLoss / objective.data().totalWeight();
    }

    @Override
    public void save(StateWriter out) {
        out.put(epochLoss);
        for (double[] array : stepper.state()) {
            out.put(array);
        }
    }

    @Override
    public void restore(StateReader in, TrainingState state) {
        epochLoss = in.readDouble();
        for (double[] array : stepper.state()) {
            in.readInto(array);
        }
    }
}
