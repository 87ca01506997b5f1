package io.descent.optimize;

import io.descent.data.ParameterShape;
import io.descent.data.SparseDataset;
import io.descent.data.SparseRows;
import io.descent.kernel.SparseKernels;
import io.descent.objective.Objective;
import io.descent.optimize.spec.FitSpec;
import java.util.Arrays;

/**
 * Plain stochastic gradient descent over batches of sparse rows: the twin of {@link BatchPass}. A batch costs as much as
 * it has stored features, whatever the penalty, because only the weights of these features are touched.
 */
final class SparseBatchPass implements Pass {

    /** What a checkpoint knows it by: never changed. */
    static final String NAME = "sparse_batches";

    private static final int TILE = 256;

    private final SparseDataset data;
    private final Objective objective;
    private final Rates rates;
    private final RowOrder order;
    private final Interrupt interrupt;
    private final Tally tally;
    private final ParameterShape shape;
    private final LazyWeights weights;
    private final double meanWeight;
    private final double[] margins;

    /** 0 outside the touched features between two batches. */
    private final double[] gradient;

    /** The features of the batch so far, and for each feature the number, from 1 on, of the last batch that had it. */
    private final int[] touched;

    private final int[] touchedBy;
    private int touchedCount;
    private double epochLoss;

    SparseBatchPass(
            Rates rates, SparseDataset data, Objective objective, RowOrder order, Interrupt interrupt, Tally tally) {
        this.data = data;
        this.objective = objective;
        this.rates = rates;
        this.order = order;
        this.interrupt = interrupt;
        this.tally = tally;
        this.shape = objective.shape();
        this.weights = new LazyWeights(shape.weights(), objective.penalty());
        this.meanWeight = data.totalWeight() / data.rows();
        this.margins = new double[Math.min(order.largestBatch(), TILE) * shape.outputs()];
        this.gradient = new double[shape.size()];
        this.touched = new int[shape.features()];
        this.touchedBy = new int[shape.features()];
    }

    /** Tells whether this way gives all that a fit asks for, and costs less than that of dense batches. */
    static boolean suits(FitSpec spec, SparseDataset data) {
        int batches = spec.training().updatesPerEpoch(data.rows());
        return batches > 1 && data.stored() / batches < data.features() && Passes.descendsPlainly(spec);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public End run(TrainingState state) {
        order.beginEpoch(state.epoch);
        epochLoss = state.place == 0 ? 0 : epochLoss;
        Arrays.fill(touchedBy, 0);
        End end = batches(state);
        if (end != End.INTERRUPTED) {
            weights.settle(state.parameters);
        }
        return end;
    }

    @Override
    public void abandon(TrainingState state) {
        weights.settle(state.parameters);
    }

    private End batches(TrainingState state) {
        int sinceLook = 0;
        for (int k = state.place; k < order.batches(); k++) {
            int from = order.from(k);
            int to = order.to(k);
            touchedCount = 0;
            double loss = 0;
            for (int start = from; start < to; start += TILE) {
                loss += tile(state.parameters, k + 1, start, Math.min(TILE, to - start));
            }
            epochLoss += loss;
            if (!Double.isFinite(epochLoss)) {
                return End.NOT_FINITE;
            }
            state.updates++;
            state.learningRate = rates.of(state.updates);
            step(state.parameters, state.learningRate, 1 / ((to - from) * meanWeight));
            tally.batch(loss);
            sinceLook += to - from;
            if (sinceLook >= TILE && k + 1 < order.batches()) {
                sinceLook = 0;
                if (interrupt.raised()) {
                    state.place = k + 1;
                    return End.INTERRUPTED;
                }
            }
        }
        return End.COMPLETE;
    }

    /** Adds Σ weight·∇ℓ of some rows to the gradient and returns Σ weight·ℓ. */
    private double tile(double[] parameters, int batch, int start, int count) {
        SparseRows matrix = data.matrix();
        int[] rows = order.rows();
        int outputs = shape.outputs();
        for (int i = 0; i < count; i++) {
            int row = rows == null ? start + i : rows[start + i];
            int begin = matrix.offsets()[row];
            int end = matrix.offsets()[row + 1];
            touch(matrix.indices(), begin, end, batch);
            for (int k = 0; k < outputs; k++) {
                int from = k * shape.features();
                weights.catchUp(parameters, from, matrix.indices(), begin, end);
                double intercept = shape.intercept() ? parameters[shape.weights() + k] : 0;
                margins[i * outputs + k] = weights.scale()
                                * SparseKernels.dot(matrix.values(), matrix.indices(), begin, end, parameters, from)
                        + intercept;
            }
        }
        tally.measure(margins, count, rows, start);
        double loss = objective.loss().lossAndSlopes(margins, outputs, data, rows, start, count);
        objective.addGradient(margins, rows, start, count, gradient);
        return loss;
    }

    private void touch(int[] indices, int begin, int end, int batch) {
        for (int p = begin; p < end; p++) {
            int feature = indices[p];
            if (touchedBy[feature] != batch) {
                touchedBy[feature] = batch;
                touched[touchedCount++] = feature;
            }
        }
    }

    private void step(double[] parameters, double rate, double share) {
        weights.decay(parameters, rate);
        double own = rate * share / weights.scale();
        for (int k = 0; k < shape.outputs(); k++) {
            int from = k * shape.features();
            for (int t = 0; t < touchedCount; t++) {
                int j = from + touched[t];
                parameters[j] -= own * gradient[j];
                gradient[j] = 0;
            }
        }
        weights.shrink(rate);
        for (int j = shape.weights(); j < shape.size(); j++) {
            parameters[j] -= rate * share * gradient[j];
            gradient[j] = 0;
        }
    }

    @Override
    public double meanLoss() {
        return epochLoss / data.totalWeight();
    }

    @Override
    public void save(StateWriter out) {
        out.put(epochLoss);
        weights.save(out);
    }

    @Override
    public void restore(StateReader in, TrainingState state) {
        epochLoss = in.readDouble();
        weights.restore(in);
    }
}
