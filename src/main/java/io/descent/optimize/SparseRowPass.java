package io.descent.optimize;

import io.descent.data.SparseDataset;
import io.descent.kernel.SparseKernels;
import io.descent.objective.MarginLoss;
import io.descent.optimize.spec.FitSpec;

/**
 * Plain stochastic gradient descent over sparse rows, one at a time: the twin of {@link RowPass}. A row costs as much as
 * it has stored features, whatever the penalty.
 */
final class SparseRowPass implements Pass {

    /** What a checkpoint knows it by: never changed. */
    static final String NAME = "sparse_rows";

    /** How many rows pass between two checks of the clock, up to a tile more. */
    private static final int STRETCH = 1024;

    private final SparseDataset data;
    private final MarginLoss loss;
    private final Rates rates;
    private final RowOrder order;
    private final Interrupt interrupt;
    private final SparseRowTile tile;
    private final LazyWeights weights;
    private final double meanWeight;
    private double lossSum;

    SparseRowPass(FitSpec spec, Rates rates, SparseDataset data, MarginLoss loss, RowOrder order, Interrupt interrupt) {
        this.data = data;
        this.loss = loss;
        this.rates = rates;
        this.order = order;
        this.interrupt = interrupt;
        this.tile = new SparseRowTile(data, order.rows());
        this.weights = new LazyWeights(data.features(), spec.model().penalty());
        this.meanWeight = data.totalWeight() / data.rows();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public End run(TrainingState state) {
        order.beginEpoch(state.epoch);
        lossSum = state.place == 0 ? 0 : lossSum;
        End end = tiles(state);
        if (end != End.INTERRUPTED) {
            weights.settle(state.parameters);
        }
        return end;
    }

    @Override
    public void abandon(TrainingState state) {
        weights.settle(state.parameters);
    }

    private End tiles(TrainingState state) {
        int from = state.place;
        int sinceLook = 0;
        while (true) {
            int count = tile.load(from);
            if (!steps(state, count)) {
                return End.NOT_FINITE;
            }
            from += count;
            sinceLook += count;
            if (from == data.rows()) {
                return End.COMPLETE;
            }
            if (sinceLook >= STRETCH) {
                sinceLook = 0;
                if (interrupt.raised()) {
                    state.place = from;
                    return End.INTERRUPTED;
                }
            }
        }
    }

    private boolean steps(TrainingState state, int count) {
        int d = data.features();
        double[] values = tile.values;
        int[] indices = tile.indices;
        int[] offsets = tile.offsets;
        double[] targets = tile.targets;
        double[] rowWeights = tile.weights;
        double[] parameters = state.parameters;
        double first = rates.of(state.updates + 1);
        boolean held = rates.holdsUntil(state.updates + count);
        double rate = held ? first : state.learningRate;
        // where nothing scales or weighs, the row that comes next does not wait for a product or quotient by 1
        boolean penalised = weights.scales();
        double sum = lossSum;
        int i = 0;
        for (; i < count; i++) {
            int row = tile.from + i;
            int begin = offsets[row];
            int end = offsets[row + 1];
            weights.catchUp(parameters, 0, indices, begin, end);
            double intercept = parameters.length > d ? parameters[d] : 0;
            double product = SparseKernels.dot(values, indices, begin, end, parameters, 0);
            double margin = (penalised ? weights.scale() * product : product) + intercept;
            double slope = loss.slope(margin, targets[row]);
            double value = loss.value(margin, targets[row]);
            if (rowWeights != null) {
                slope = rowWeights[row] * slope / meanWeight;
                value *= rowWeights[row];
            }
            sum += value;
            if (!(Math.abs(sum) <= Double.MAX_VALUE)) {
                break;
            }
            if (!held) {
                rate = rates.of(state.updates + i + 1);
            }
            weights.decay(parameters, rate);
            double step = -rate * slope;
            SparseKernels.axpy(penalised ? step / weights.scale() : step, values, indices, begin, end, parameters, 0);
            weights.shrink(rate);
            if (parameters.length > d) {
                parameters[d] -= rate * slope;
            }
        }
        state.updates += i;
        // the rate that is told is that of the last update
        state.learningRate = i > 0 ? rate : state.learningRate;
        lossSum = sum;
        return i == count;
    }

    @Override
    public double meanLoss() {
        return lossSum / data.totalWeight();
    }

    @Override
    public void save(StateWriter out) {
        out.put(lossSum);
        weights.save(out);
    }

    @Override
    public void restore(StateReader in, TrainingState state) {
        lossSum = in.readDouble();
        weights.restore(in);
    }
}
