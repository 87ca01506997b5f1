package io.descent.optimize;

import io.descent.data.DenseDataset;
import io.descent.kernel.Kernels;
import io.descent.objective.MarginLoss;
import io.descent.objective.Penalty;

/** Plain stochastic gradient descent, a row at a time: margin, slope and update in one go, without a gradient vector. */
final class RowPass implements Pass {

    /** How many rows pass between two looks at the clock. */
    private static final int STRETCH = 1024;

    private final FitSpec spec;
    private final DenseDataset data;
    private final MarginLoss loss;
    private final Penalty penalty;
    private final Rates rates;
    private final RowOrder order;
    private final Interrupt interrupt;
    private final double meanWeight;
    private final boolean onALine;
    private double lossSum;

    RowPass(FitSpec spec, Rates rates, DenseDataset data, MarginLoss loss, RowOrder order, Interrupt interrupt) {
        this.spec = spec;
        this.rates = rates;
        this.data = data;
        this.loss = loss;
        this.penalty = spec.penalty();
        this.order = order;
        this.interrupt = interrupt;
        this.meanWeight = data.totalWeight() / data.rows();
        this.onALine = isLine();
    }

    private boolean isLine() {
        return data.features() == 1
                && data.weights() == null
                && spec.fitIntercept()
                && penalty.l1() == 0
                && penalty.l2() == 0
                && spec.schedule() instanceof Schedule.Constant;
    }

    /** Tells whether this way gives all that a fit asks for. */
    static boolean suits(FitSpec spec, int rows) {
        HistorySpec history = spec.history();
        return spec.batchSize().of(rows) == 1
                && spec.optimizer() instanceof Sgd sgd
                && sgd.momentum() == 0
                && history.metrics().isEmpty()
                && history.unit() == HistorySpec.Unit.EPOCH
                && !history.include().contains(HistorySpec.Include.GRADIENT)
                && !history.include().contains(HistorySpec.Include.DIRECTION);
    }

    @Override
    public End run(TrainingState state) {
        order.beginEpoch(state.epoch);
        lossSum = 0;
        for (int from = 0; from < order.batches(); from += STRETCH) {
            int to = Math.min(from + STRETCH, order.batches());
            boolean finite = onALine ? stretchOfLine(state, from, to) : stretch(state, from, to);
            if (!finite) {
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
        double[] x = data.values();
        double[] y = data.targets();
        double[] weights = data.weights();
        double[] parameters = state.parameters;
        int[] rows = order.rows();
        double l1 = penalty.l1();
        double l2 = penalty.l2();
        double first = rates.of(state.updates + 1);
        boolean held = rates.holdsUntil(state.updates + (to - from));
        double rate = held ? first : state.learningRate;
        double sum = lossSum;
        int i = from;
        for (; i < to; i++) {
            int row = rows != null ? rows[i] : order.from(i);
            double intercept = parameters.length > d ? parameters[d] : 0;
            double margin = Kernels.dot(x, row * d, parameters, 0, d) + intercept;
            double weight = weights == null ? 1 : weights[row];
            sum += weight * loss.value(margin, y[row]);
            if (!(Math.abs(sum) <= Double.MAX_VALUE)) {
                break;
            }
            if (!held) {
                rate = rates.of(state.updates + (i - from) + 1);
            }
            double slope = weight * loss.slope(margin, y[row]) / meanWeight;
            Kernels.descend(rate, slope, x, row * d, l2, parameters, 0, d);
            if (parameters.length > d) {
                parameters[d] -= rate * slope;
            }
            if (l1 > 0) {
                for (int j = 0; j < d; j++) {
                    parameters[j] = Penalty.shrink(parameters[j], rate * l1);
                }
            }
        }
        state.updates += i - from;
        // the rate that is told is that of the last update
        state.learningRate = i > from ? rate : state.learningRate;
        lossSum = sum;
        return i == to;
    }

    /** The same on a line, bit for bit: slope and intercept stay in registers, which halves the time. */
    private boolean stretchOfLine(TrainingState state, int from, int to) {
        double[] x = data.values();
        double[] y = data.targets();
        int[] rows = order.rows();
        double rate = rates.of(state.updates + 1);
        double coef = state.parameters[0];
        double intercept = state.parameters[1];
        double sum = lossSum;
        int i = from;
        for (; i < to; i++) {
            int row = rows != null ? rows[i] : order.from(i);
            double margin = x[row] * coef + intercept;
            sum += loss.value(margin, y[row]);
            if (!(Math.abs(sum) <= Double.MAX_VALUE)) {
                break;
            }
            double slope = loss.slope(margin, y[row]);
            coef -= rate * (slope * x[row]);
            intercept -= rate * slope;
        }
        state.parameters[0] = coef;
        state.parameters[1] = intercept;
        state.updates += i - from;
        state.learningRate = rate;
        lossSum = sum;
        return i == to;
    }

    @Override
    public double meanLoss() {
        return lossSum / data.totalWeight();
    }
}
