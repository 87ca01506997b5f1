package io.descent.optimize;

import io.descent.data.DenseRows;
import io.descent.data.MappedDataset;
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

    /** What is read of a file at a time; what follows is copied while these rows are worked on. */
    private static final int PIECE_BYTES = 1 << 12;

    private static final int SMALLEST_PIECE = 4;

    private final FitSpec spec;
    private final DenseRows data;
    private final MarginLoss loss;
    private final Penalty penalty;
    private final Rates rates;
    private final RowOrder order;
    private final Interrupt interrupt;
    private final double meanWeight;
    private final boolean simple;
    private final int tileRows;
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
        this.tileRows = Integer.highestOneBit(rows);
        this.tile = new RowTile(data, order, piece());
        this.margins = new double[tileRows];
        this.rateOf = new double[tileRows];
    }

    private int piece() {
        int rows = Math.max(PIECE_BYTES / Double.BYTES / data.features(), SMALLEST_PIECE);
        return data instanceof MappedDataset && order.rows() == null
                ? Math.min(tileRows, Integer.highestOneBit(rows))
                : tileRows;
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
        for (int from = state.place; from < data.rows(); from += tileRows) {
            int count = Math.min(tileRows, data.rows() - from);
            double before = lossSum;
            lossSum += stepsOfTile(state, from, count);
            boolean finite = Double.isFinite(lossSum);
            int updates = finite ? count : finiteLosses(before, from, count);
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
    private double stepsOfTile(TrainingState state, int from, int count) {
        double sum = 0;
        for (int done = 0, loaded; done < count; done += loaded) {
            loaded = Math.min(tile.size(), count - done);
            tile.load(from + done, loaded);
            sum = steps(state.parameters, state.updates + done, done, loaded, sum);
        }
        return sum;
    }

    /** Makes the updates of a tile's rows from {@code first} on, which are loaded, and returns a sum with their losses. */
    private double steps(double[] parameters, long updates, int first, int count, double sum) {
        return switch (simple ? data.features() : 0) {
            case 1 -> stepsOnALine(parameters, updates, first, count, sum);
            case 2 -> stepsOnAPlane(parameters, updates, first, count, sum);
            default -> stepsInSpace(parameters, updates, first, count, sum);
        };
    }

    private double stepsInSpace(double[] parameters, long updates, int first, int count, double before) {
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
        int between = tile.step() - 1;
        int at = tile.first * d;
        double product = Kernels.dot(x, at, parameters, 0, d);
        double sum = before;
        for (int i = 0; i < count; i++, at += d) {
            if ((i & between) == 0) {
                tile.ahead();
            }
            int place = tile.from + i;
            double margin = product + intercept;
            margins[first + i] = margin;
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
            rateOf[first + i] = rate;
            if (intercepted) {
                intercept -= rate * slope;
            }
            boolean last = i + 1 == count;
            if (!last && !penalised) {
                product = Kernels.descendThenDot(rate, slope, x, at, at + d, parameters, d);
                continue;
            }
            Kernels.descend(rate, slope, x, at, l2, parameters, 0, d);
            if (l1 > 0) {
                for (int j = 0; j < d; j++) {
                    parameters[j] = Penalty.shrink(parameters[j], rate * l1);
                }
            }
            if (!last) {
                product = Kernels.dot(x, at + d, parameters, 0, d);
            }
        }
        if (intercepted) {
            parameters[d] = intercept;
        }
        return sum;
    }

    /** The same for one feature, bit for bit: the parameters stay in registers, which halves the time. */
    private double stepsOnALine(double[] parameters, long updates, int first, int count, double before) {
        double[] x = tile.values;
        double[] y = tile.targets;
        double rate = rates.of(updates + 1);
        double coef = parameters[0];
        double intercept = parameters[1];
        double sum = before;
        for (int i = 0; i < count; i++) {
            int place = tile.from + i;
            double feature = x[tile.first + i];
            double margin = feature * coef + intercept;
            margins[first + i] = margin;
            sum += loss.value(margin, y[place]);
            double slope = loss.slope(margin, y[place]);
            coef -= rate * (slope * feature);
            intercept -= rate * slope;
        }
        Arrays.fill(rateOf, first, first + count, rate);
        parameters[0] = coef;
        parameters[1] = intercept;
        return sum;
    }

    /** The same for two features. */
    private double stepsOnAPlane(double[] parameters, long updates, int done, int count, double before) {
        double[] x = tile.values;
        double[] y = tile.targets;
        double rate = rates.of(updates + 1);
        double first = parameters[0];
        double second = parameters[1];
        double intercept = parameters[2];
        double sum = before;
        for (int i = 0; i < count; i++) {
            int place = tile.from + i;
            int at = 2 * (tile.first + i);
            double margin = x[at] * first + x[at + 1] * second + intercept;
            margins[done + i] = margin;
            sum += loss.value(margin, y[place]);
            double slope = loss.slope(margin, y[place]);
            first -= rate * (slope * x[at]);
            second -= rate * (slope * x[at + 1]);
            intercept -= rate * slope;
        }
        Arrays.fill(rateOf, done, done + count, rate);
        parameters[0] = first;
        parameters[1] = second;
        parameters[2] = intercept;
        return sum;
    }

    /** Returns how many rows of a tile come before the first whose loss makes the sum infinite. */
    private int finiteLosses(double before, int from, int count) {
        int[] rows = order.rows();
        double sum = before;
        for (int i = 0; i < count; i++) {
            int row = rows == null ? from + i : rows[from + i];
            sum += data.weight(row) * loss.value(margins[i], data.targets()[row]);
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
