package io.descent.optimize;

import io.descent.data.ParameterShape;
import io.descent.kernel.Kernels;
import io.descent.objective.Objective;
import io.descent.objective.Penalty;
import java.util.Arrays;

/**
 * Batches of any size under any optimizer: margins into a buffer, slopes in place, the gradient accumulated, the
 * penalty, one step. A batch is taken in tiles, so that a row is still in the cache when its gradient is added.
 *
 * <p>The gradient is Σ weight·∇ℓ over the batch, divided by its number of rows times the mean weight of all rows: the
 * mean where there are no weights, and without bias where there are.
 */
final class BatchPass implements Pass {

    private static final int TILE = 256;

    private final Objective objective;
    private final Rates rates;
    private final RowOrder order;
    private final Interrupt interrupt;
    private final Recorder recorder;
    private final Tally tally;
    private final Stepper stepper;
    private final double[] gradient;
    private final double[] margins;
    private final double meanWeight;
    private double epochLoss;

    BatchPass(
            FirstOrder optimizer,
            Rates rates,
            Objective objective,
            RowOrder order,
            Interrupt interrupt,
            Recorder recorder) {
        this.rates = rates;
        this.objective = objective;
        this.order = order;
        this.interrupt = interrupt;
        this.recorder = recorder;
        ParameterShape shape = objective.shape();
        this.stepper = optimizer.stepper(
                shape.size(), shape.weights(), objective.penalty().l1());
        this.gradient = new double[shape.size()];
        this.margins = new double[Math.min(order.largestBatch(), TILE) * shape.outputs()];
        this.meanWeight = objective.data().totalWeight() / objective.data().rows();
        this.tally = recorder.tally();
        recorder.watch(gradient, stepper);
    }

    @Override
    public End run(TrainingState state) {
        order.beginEpoch(state.epoch);
        epochLoss = 0;
        int sinceLook = 0;
        for (int k = 0; k < order.batches(); k++) {
            int from = order.from(k);
            int to = order.to(k);
            double loss = accumulate(state.parameters, from, to);
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
            if (sinceLook >= TILE && k + 1 < order.batches()) {
                sinceLook = 0;
                if (interrupt.raised()) {
                    return End.INTERRUPTED;
                }
            }
        }
        return End.COMPLETE;
    }

    /** Puts the mean gradient of the loss over a batch into {@link #gradient} and returns Σ weight·loss. */
    private double accumulate(double[] parameters, int from, int to) {
        int[] rows = order.rows();
        int outputs = objective.shape().outputs();
        Arrays.fill(gradient, 0);
        double sum = 0;
        for (int start = from; start < to; start += TILE) {
            int count = Math.min(TILE, to - start);
            objective.margins(parameters, rows, start, count, margins);
            tally.measure(margins, count, rows, start);
            sum += objective.loss().slopes(margins, outputs, objective.data(), rows, start, count);
            objective.addGradient(margins, rows, start, count, gradient);
        }
        Kernels.scale(1 / ((to - from) * meanWeight), gradient, 0, gradient.length);
        return sum;
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
}
