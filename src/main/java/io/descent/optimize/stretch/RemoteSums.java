package io.descent.optimize.stretch;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.DenseRows;
import io.descent.data.FeatureScaling;
import io.descent.data.RowReader;
import io.descent.kernel.Kernels;
import io.descent.objective.Objective;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.spec.ModelSpec;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sums over all rows of a fit that are made where {@link RemoteRows} lie, and added up here in the order of the rows. Rows are cut
 * as a batch of them is in this process, so that the sums are the same bits as here.
 */
public final class RemoteSums implements AutoCloseable {

    private final ModelSpec model;
    private final Dataset data;
    private final Dataset scaled;
    private final BatchCut cut;
    private final RemoteRows rows;
    private final BooleanSupplier aborted;

    private RemoteSums(
            ModelSpec model, Dataset data, Dataset scaled, BatchCut cut, RemoteRows rows, BooleanSupplier aborted) {
        this.model = model;
        this.data = data;
        this.scaled = scaled;
        this.cut = cut;
        this.rows = rows;
        this.aborted = aborted;
    }

    /**
     * Brings rows to a host.
     *
     * @param data in their own units
     * @param scaled the same rows in the optimizer's
     * @param aborted whether sums that can be made again are to be given up
     */
    public static RemoteSums of(
            RemoteRows.Host host,
            ModelSpec model,
            DenseRows data,
            Dataset scaled,
            FeatureScaling scaling,
            BooleanSupplier aborted) {
        BatchCut cut = BatchCut.of(data, model.shape(data));
        int count = cut.parts(data.rows());
        RemoteRows taken = host.take(count, number -> stretch(data, count, number), scaling);
        return new RemoteSums(model, data, scaled, cut, taken, aborted);
    }

    private static Stretch stretch(DenseRows data, int count, int number) {
        int n = data.rows();
        int first = BatchCut.start(n, count, number);
        int next = BatchCut.start(n, count, number + 1);
        int end = (int) Math.min(Math.ceilDiv(next, Objective.TILE) * (long) Objective.TILE, n);
        int d = data.features();
        double[] values = new double[Math.multiplyExact(end - first, d)];
        RowReader reader = data.reader();
        for (int i = first, loaded; i < end; i += loaded) {
            loaded = reader.load(i, end - i);
            System.arraycopy(reader.values(), reader.at(i), values, (i - first) * d, loaded * d);
        }
        double[] weights = data.weights();
        return new Stretch(
                new DenseDataset(
                        values,
                        data.featureNames(),
                        Arrays.copyOfRange(data.targets(), first, end),
                        weights == null ? null : Arrays.copyOfRange(weights, first, end)),
                first,
                next - first);
    }

    /**
     * Returns the sums of batches of all rows; null where the rows of the objective are not those that lie elsewhere.
     *
     * @param meter takes in the metrics; null for none
     */
    public @Nullable GradientSums gradient(Objective objective, @Nullable TileMeter meter) {
        RemoteRows.Units units = units(objective);
        return units == null ? null : new OfAllRows(objective, units, meter);
    }

    /** Returns the exact mean loss; null where the rows of the objective are not those that lie elsewhere. */
    public @Nullable ExactLoss loss(Objective objective) {
        RemoteRows.Units units = units(objective);
        return units == null ? null : parameters -> objective.meanOfTiles(losses(objective, units, parameters, null));
    }

    /**
     * Measures loss and metrics of all rows at parameters of their objective.
     *
     * @return Σ weight·ℓ; nothing where the rows of the objective are not those that lie elsewhere
     */
    public @Nullable Double measure(Objective objective, double[] parameters, TileMeter meter) {
        RemoteRows.Units units = units(objective);
        return units == null
                ? null
                : (Double) Arrays.stream(losses(objective, units, parameters, meter))
                        .reduce(0, Double::sum);
    }

    /** Returns which of the rows that lie elsewhere an objective is over: the very same, for equal ones cost a reading to be told. */
    @SuppressWarnings("ReferenceEquality")
    private RemoteRows.@Nullable Units units(Objective objective) {
        return objective.data() == scaled
                ? RemoteRows.Units.SCALED
                : objective.data() == data ? RemoteRows.Units.DATA : null;
    }

    private ModelSpec model(Objective objective) {
        return new ModelSpec(model.type(), model.fitIntercept(), objective.loss(), objective.penalty());
    }

    /** Returns the sums of the losses of all tiles. A loss is told to the end: whoever asks for it cannot do without. */
    private double[] losses(
            Objective objective, RemoteRows.Units units, double[] parameters, @Nullable TileMeter meter) {
        List<RunningMetric> metrics = meter == null ? List.of() : meter.metrics();
        List<double[]> parts = rows.each(
                units,
                new StretchWork.Losses(model(objective), objective.shape(), metrics, parameters),
                meter == null ? () -> false : aborted);
        double[] tiles = new double[objective.tiles()];
        int tile = 0;
        for (double[] part : parts) {
            for (int at = 0; at < part.length; at += 1 + metrics.size()) {
                tiles[tile++] = part[at];
                if (meter != null) {
                    meter.addMetrics(part, at + 1);
                }
            }
        }
        return tiles;
    }

    @Override
    public void close() {
        rows.close();
    }

    /** Sums over all rows as one batch. */
    private final class OfAllRows implements GradientSums {

        private final Objective objective;
        private final RemoteRows.Units units;
        private final @Nullable TileMeter meter;
        private final int tile;

        OfAllRows(Objective objective, RemoteRows.Units units, @Nullable TileMeter meter) {
            this.objective = objective;
            this.units = units;
            this.meter = meter;
            this.tile = cut.tile(objective.data().rows());
        }

        @Override
        public void muster() {
            // whoever holds the rows sums over them
        }

        @Override
        public double accumulate(double[] at, int first, int last, double[] gradient) {
            if (first != 0 || last != objective.data().rows()) {
                throw new IllegalArgumentException("rows that lie elsewhere are one batch");
            }
            List<RunningMetric> metrics = meter == null ? List.of() : meter.metrics();
            List<double[]> parts = rows.each(
                    units, new StretchWork.Gradient(model(objective), objective.shape(), metrics, tile, at), aborted);
            double loss = 0;
            for (int i = 0; i < parts.size(); i++) {
                double[] part = parts.get(i);
                loss += part[0];
                if (i == 0) {
                    System.arraycopy(part, 1, gradient, 0, gradient.length);
                } else {
                    Kernels.axpy(1, part, 1, gradient, 0, gradient.length);
                }
                for (int k = 1 + gradient.length; meter != null && k < part.length; k += metrics.size()) {
                    meter.addMetrics(part, k);
                }
            }
            return loss;
        }
    }
}
