package io.descent.optimize;

import io.descent.data.Dataset;
import io.descent.data.DenseRows;
import io.descent.data.ParameterShape;
import io.descent.kernel.Kernels;
import io.descent.objective.Objective;
import io.descent.optimize.stretch.BatchCut;
import io.descent.optimize.stretch.DenseTile;
import io.descent.optimize.stretch.GradientSums;
import io.descent.optimize.stretch.RemoteSums;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sums the losses and the gradients of a batch. It is cut into stretches of rows by its size alone; each has sums of its
 * own, which are added in their order, so that several threads give the same bits as one.
 */
final class BatchGradient implements GradientSums, Team.Parts {

    private final Objective objective;
    private final ParameterShape shape;
    private final BatchCut cut;
    private final DenseTile arithmetic;
    private final @Nullable RowOrder order;
    private final int @Nullable [] rows;
    private final @Nullable Tally tally;
    private final Team team;
    private final Part[] parts;
    private double[] parameters = {};
    private int from;
    private int to;
    private int count;

    private BatchGradient(
            Objective objective, @Nullable RowOrder order, int largest, @Nullable Tally tally, Team team) {
        this.objective = objective;
        this.shape = objective.shape();
        this.cut = BatchCut.of(objective.data(), shape);
        this.arithmetic = new DenseTile(shape);
        this.order = order;
        this.rows = order == null ? null : order.rows();
        this.tally = tally;
        this.team = team;
        this.parts = new Part[cut.parts(largest)];
        int tile = cut.tile(largest);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new Part(tile);
        }
    }

    /**
     * Returns sums over batches of up to {@code largest} rows: of this process, or of whatever the rows of the team lie beside.
     *
     * @param order of the epoch; null where place and row are the same
     * @param tally takes in the metrics on the way; null for none
     */
    static GradientSums of(
            Objective objective, @Nullable RowOrder order, int largest, @Nullable Tally tally, Team team) {
        RemoteSums remote = team.remote();
        GradientSums elsewhere = remote == null ? null : remote.gradient(objective, tally);
        return elsewhere == null ? new BatchGradient(objective, order, largest, tally, team) : elsewhere;
    }

    /** Calls for as many helpers as can be of use; metrics are measured in the order of the rows, by one thread. */
    @Override
    public void muster() {
        team.muster(measuresMetrics() ? 1 : parts.length);
    }

    @Override
    public double accumulate(double[] at, int first, int last, double[] gradient) {
        parameters = at;
        from = first;
        to = last;
        count = Math.min(parts.length, cut.parts(last - first));
        team.run(this, count);
        double sum = 0;
        System.arraycopy(parts[0].gradient, 0, gradient, 0, gradient.length);
        for (int i = 0; i < count; i++) {
            sum += parts[i].loss;
            if (i > 0) {
                Kernels.axpy(1, parts[i].gradient, 0, gradient, 0, gradient.length);
            }
        }
        return sum;
    }

    private boolean measuresMetrics() {
        return tally != null && tally.hasMetrics();
    }

    @Override
    public void run(int number) {
        parts[number].sum(start(number), start(number + 1));
    }

    private int start(int number) {
        return from + BatchCut.start(to - from, count, number);
    }

    /** The sums of a stretch of rows. */
    private final class Part {

        private final double[] gradient = new double[shape.size()];
        private final double[] margins;
        private final @Nullable RowTile tile;
        private final int size;
        private double loss;

        Part(int size) {
            this.size = size;
            this.margins = new double[size * shape.outputs()];
            this.tile = objective.data() instanceof DenseRows dense ? new RowTile(dense, order, size) : null;
        }

        void sum(int begin, int end) {
            Dataset data = objective.data();
            Arrays.fill(gradient, 0);
            loss = 0;
            for (int start = begin; start < end; start += size) {
                int rowsOfTile = Math.min(size, end - start);
                if (tile != null) {
                    tile.load(start, rowsOfTile);
                    arithmetic.margins(tile.values, tile.first, rowsOfTile, parameters, margins);
                } else {
                    objective.margins(parameters, rows, start, rowsOfTile, margins);
                }
                if (tally != null && tally.hasMetrics()) {
                    tally.measureMetrics(margins, rowsOfTile, rows, start);
                }
                loss += objective.loss().lossAndSlopes(margins, shape.outputs(), data, rows, start, rowsOfTile);
                if (tile != null) {
                    arithmetic.addGradient(tile.values, tile.first, rowsOfTile, margins, gradient);
                } else {
                    objective.addGradient(margins, rows, start, rowsOfTile, gradient);
                }
            }
        }
    }
}
