package io.descent.optimize;

import io.descent.data.SparseDataset;
import io.descent.kernel.SparseKernels;
import io.descent.objective.MarginLoss;

/**
 * Plain stochastic gradient descent over sparse rows, one at a time: the twin of {@link RowPass}. A row costs as much as
 * it has stored features, whatever the penalty.
 */
final class SparseRowPass implements Pass {

    /** How many rows pass between two looks at the clock. */
    private static final int STRETCH = 1024;

    private final SparseDataset data;
    private final MarginLoss loss;
    private final Rates rates;
    private final RowOrder order;
    private final Interrupt interrupt;
    private final LazyWeights weights;
    private final double meanWeight;
    private double lossSum;

    SparseRowPass(FitSpec spec, Rates rates, SparseDataset data, MarginLoss loss, RowOrder order, Interrupt interrupt) {
        this.data = data;
        this.loss = loss;
        this.rates = rates;
        this.order = order;
        this.interrupt = interrupt;
        this.weights = new LazyWeights(data.features(), spec.penalty());
        this.meanWeight = data.totalWeight() / data.rows();
    }

    @Override
    public End run(TrainingState state) {
        order.beginEpoch(state.epoch);
        lossSum = 0;
        End end = stretches(state);
        weights.settle(state.parameters);
        return end;
    }

    private End stretches(TrainingState state) {
        for (int from = 0; from < order.batches(); from += STRETCH) {
            if (!stretch(state, from, Math.min(from + STRETCH, order.batches()))) {
                return End.NOT_FINITE;
            }
            if (from + STRETCH < order.batches() && interrupt.raised()) {
                return End.INTERRUPTED;
            }
        }
        return End.COMPLETE;
    }

    private boolean stretch(TrainingState state, int from, int to) {
        int d = data.features();
        double[] values = data.matrix().values();
        int[] indices = data.matrix().indices();
        int[] offsets = data.matrix().offsets();
        double[] targets = data.targets();
        double[] rowWeights = data.weights();
        double[] parameters = state.parameters;
        int[] rows = order.rows();
        double first = rates.of(state.updates + 1);
        boolean held = rates.holdsUntil(state.updates + (to - from));
        double rate = held ? first : state.learningRate;
        double sum = lossSum;
        int i = from;
        for (; i < to; i++) {
            int row = rows != null ? rows[i] : order.from(i);
            int begin = offsets[row];
            int end = offsets[row + 1];
            weights.catchUp(parameters, 0, indices, begin, end);
            double intercept = parameters.length > d ? parameters[d] : 0;
            double margin = weights.scale() * SparseKernels.dot(values, indices, begin, end, parameters, 0) + intercept;
            double weight = rowWeights == null ? 1 : rowWeights[row];
            sum += weight * loss.value(margin, targets[row]);
            if (!(Math.abs(sum) <= Double.MAX_VALUE)) {
                break;
            }
            if (!held) {
                rate = rates.of(state.updates + (i - from) + 1);
            }
            double slope = weight * loss.slope(margin, targets[row]) / meanWeight;
            weights.decay(parameters, rate);
            SparseKernels.axpy(-rate * slope / weights.scale(), values, indices, begin, end, parameters, 0);
            weights.shrink(rate);
            if (parameters.length > d) {
                parameters[d] -= rate * slope;
            }
        }
        state.updates += i - from;
        // the rate that is told is that of the last update
        state.learningRate = i > from ? rate : state.learningRate;
        lossSum = sum;
        return i == to;
    }

    @Override
    public double meanLoss() {
        return lossSum / data.totalWeight();
    }
}
