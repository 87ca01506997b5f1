package io.descent.optimize;

import io.descent.data.DenseRows;
import io.descent.kernel.Kernels;
import io.descent.objective.MarginLoss;
import io.descent.objective.Penalty;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Schedule;
import java.util.Arrays;

/**
 * Plain stochastic gradient descent, a row at a time: margin, slope and update in one go, without a gradient vector.
 *
 * <p>Each update waits for the one before, so whatever does not depend on it is kept out of that chain and done for a
 * tile of rows at once: rows of a shuffled epoch are first copied together, so that the processor fetches many at a
 * time and not one after the other, and whether the losses are finite is asked at the end.
 */
final class RowPass implements Pass {

    /** What a checkpoint knows it by: never changed. */
    static final String NAME = "rows";

    /** How many rows pass between two checks of the clock. */
    private static final int STRETCH = 1024;

    private static final int TILE_BYTES = 1 << 16;
    private static final int SMALLEST_TILE = 16;
    private static final int LARGEST_TILE = 256;

    private final FitSpec spec;
    private final DenseRows data;
    private final MarginLoss loss;
    private final Penalty penalty;
    private final Rates rates;
    private final RowOrder order;
    private final Interrupt interrupt;
    private final double meanWeight;
    private final boolean simple;
    private final RowTile tile;
    private final double[] margins;
    private final double[] rateOf;
    private double lossSum;

    RowPass(FitSpec spec, Rates rates, DenseRows data, MarginLoss loss, RowOrder order, Interrupt interrupt) {
        this.spec = spec;
        this.rates = rates;
        this.data = data;
        this.loss = loss;
        this.penalty = spec.model().penalty();
        this.order = order;
        this.interrupt = interrupt;
        this.meanWeight = data.totalWeight() / data.rows();
        this.simple = isSimple();
        int rows = Math.clamp(TILE_BYTES / Double.BYTES / data.features(), SMALLEST_TILE, LARGEST_TILE);
        // a power of two, so that tiles end where stretches end
        this.tile = new RowTile(data, order, Integer.highestOneBit(rows));
        this.margins = new double[tile.size()];
        this.rateOf = new double[tile.size()];
    }

    private boolean isSimple() {
        return data.weights() == null
                && spec.model().fitIntercept()
                && penalty.l1() == 0
                && penalty.l2() == 0
                && spec.training().schedule() instanceof Schedule.Constant;
    }

    /** Tells whether this way gives all that a fit asks for. */
    static boolean suits(FitSpec spec, int rows) {
        return spec.training().batchSize().of(rows) == 1
                && Passes.descendsPlainly(spec)
                && spec.history().metrics().isEmpty();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public End run(TrainingState state) {
        order.beginEpoch(state.epoch);
        lossSum = state.place == 0 ? 0 : lossSum;
        for (int from = state.place; from < data.rows(); from += tile.size()) {
            int count = Math.min(tile.size(), data.rows() - from);
            tile.load(from, count);
            double before = lossSum;
            lossSum += steps(state.parameters, state.updates, count);
            boolean finite = Double.isFinite(lossSum);
            int updates = finite ? count : finiteLosses(before, count);
            if (updates > 0) {
                state.updates += updates;
                state.learningRate = rateOf[updates - 1];
            }
            if (!finite) {
                return End.NOT_FINITE;
            }
            int done = from + count;
            if (done % STRETCH == 0 && done < data.rows() && interrupt.raised()) {
                state.place = done;
                return End.INTERRUPTED;
            }
        }
        return End.COMPLETE;
    }

    /** Makes the updates of a tile and returns Σ weight·loss. */
    private double steps(double[] parameters, long updates, int count) {
        return switch (simple ? data.features() : 0) {
            case 1 -> stepsOnALine(parameters, updates, count);
            case 2 -> stepsOnAPlane(parameters, updates, count);
            default -> stepsInSpace(parameters, updates, count);
        };
    }

    private double stepsInSpace(double[] parameters, long updates, int count) {
        int d = data.features();
        double[] x = tile.values;
        double[] y = tile.targets;
        double[] weights = tile.weights;
        double l1 = penalty.l1();
        double l2 = penalty.l2();
        boolean intercepted = parameters.length > d;
        double rate = rates.of(updates + 1);
        boolean held = rates.holdsUntil(updates + count);
        double intercept = intercepted ? parameters[d] : 0;
        boolean penalised = l1 > 0 || l2 > 0;
        double product = Kernels.dot(x, tile.from * d, parameters, 0, d);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            int place = tile.from + i;
            double margin = product + intercept;
            margins[i] = margin;
            double slope = loss.slope(margin, y[place]);
            double value = loss.value(margin, y[place]);
            if (weights != null) {
                slope = weights[place] * slope / meanWeight;
                value *= weights[place];
            }
            sum += value;
            if (!held) {
                rate = rates.of(updates + i + 1);
            }
            rateOf[i] = rate;
            if (intercepted) {
                intercept -= rate * slope;
            }
            boolean last = i + 1 == count;
            if (!last && !penalised) {
                product = Kernels.descendThenDot(rate, slope, x, place * d, (place + 1) * d, parameters, d);
                continue;
            }
            Kernels.descend(rate, slope, x, place * d, l2, parameters, 0, d);
            if (l1 > 0) {
                for (int j = 0; j < d; j++) {
                    parameters[j] = Penalty.shrink(parameters[j], rate * l1);
                }
            }
            if (!last) {
                product = Kernels.dot(x, (place + 1) * d, parameters, 0, d);
            }
        }
        if (intercepted) {
            parameters[d] = intercept;
        }
        return sum;
    }

    /** The same for one feature, bit for bit: the parameters stay in registers, which halves the time. */
    private double stepsOnALine(double[] parameters, long updates, int count) {
        double[] x = tile.values;
        double[] y = tile.targets;
        double rate = rates.of(updates + 1);
        double coef = parameters[0];
        double intercept = parameters[1];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            int place = tile.from + i;
            double margin = x[place] * coef + intercept;
            margins[i] = margin;
            sum += loss.value(margin, y[place]);
            double slope = loss.slope(margin, y[place]);
            coef -= rate * (slope * x[place]);
            intercept -= rate * slope;
        }
        Arrays.fill(rateOf, 0, count, rate);
        parameters[0] = coef;
        parameters[1] = intercept;
        return sum;
    }

    /** The same for two features. */
    private double stepsOnAPlane(double[] parameters, long updates, int count) {
        double[] x = tile.values;
        double[] y = tile.targets;
        double rate = rates.of(updates + 1);
        double first = parameters[0];
        double second = parameters[1];
        double intercept = parameters[2];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            int place = tile.from + i;
            double margin = x[2 * place] * first + x[2 * place + 1] * second + intercept;
            margins[i] = margin;
            sum += loss.value(margin, y[place]);
            double slope = loss.slope(margin, y[place]);
            first -= rate * (slope * x[2 * place]);
            second -= rate * (slope * x[2 * place + 1]);
            intercept -= rate * slope;
        }
        Arrays.fill(rateOf, 0, count, rate);
        parameters[0] = first;
        parameters[1] = second;
        parameters[2] = intercept;
        return sum;
    }

    /** Returns how many rows of a tile come before the first whose loss makes the sum infinite. */
    private int finiteLosses(double before, int count) {
        double sum = before;
        for (int i = 0; i < count; i++) {
            double weight = tile.weights == null ? 1 : tile.weights[tile.from + i];
            sum += weight * loss.value(margins[i], tile.targets[tile.from + i]);
            if (!Double.isFinite(sum)) {
                return i;
            }
        }
        // added in another order, which overflows later
        return count - 1;
    }

    @Override
    public double meanLoss() {
        return lossSum / data.totalWeight();
    }

    @Override
    public void save(StateWriter out) {
        out.put(lossSum);
    }

    @Override
    public void restore(StateReader in, TrainingState state) {
        lossSum = in.readDouble();
    }
}
