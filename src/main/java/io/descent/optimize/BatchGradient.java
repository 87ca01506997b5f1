package io.descent.optimize;

import io.descent.data.Dataset;
import io.descent.data.DenseRows;
import io.descent.data.ParameterShape;
import io.descent.kernel.Kernels;
import io.descent.objective.Objective;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sums the losses and the gradients of a batch. It is cut into stretches of rows by its size alone; each has sums of its
 * own, which are added in their order, so that several threads give the same bits as one.
 */
final class BatchGradient implements Team.Parts {

    /** Rows are taken a tile at a time, so that a row is still in the cache when its gradient is added. */
    private static final int TILE_BYTES = 1 << 16;

    private static final int SMALLEST_TILE = 16;
    private static final int LARGEST_TILE = 256;

    private static final int MOST_PARTS = 16;

    /** Multiply-adds that are worth a part: some microseconds, several times what it takes to hand a part over. */
    private static final long WORTH_A_PART = 7000;

    /** The most numbers in the gradients of the parts together. */
    private static final int ROOM = 1 << 20;

    private final Objective objective;
    private final ParameterShape shape;
    private final @Nullable RowOrder order;
    private final int @Nullable [] rows;
    private final @Nullable Tally tally;
    private final Team team;
    private final Part[] parts;
    private double[] parameters = {};
    private int from;
    private int to;
    private int count;

    /**
     * Sums over batches of up to {@code largest} rows.
     *
     * @param order of the epoch; null where place and row are the same
     * @param tally takes in what is measured on the way; null for none
     */
    BatchGradient(Objective objective, @Nullable RowOrder order, int largest, @Nullable Tally tally, Team team) {
        this.objective = objective;
        this.shape = objective.shape();
        this.order = order;
        this.rows = order == null ? null : order.rows();
        this.tally = tally;
        this.team = team;
        this.parts = new Part[parts(largest)];
        int tile = Math.clamp(TILE_BYTES / Double.BYTES / shape.features(), SMALLEST_TILE, LARGEST_TILE);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new Part(Math.min(largest, tile));
        }
    }

    /** Returns a power of two. */
    private int parts(int rows) {
        double work = 2.0 * objective.data().stored() / objective.data().rows() * shape.outputs() * rows;
        long worth = Math.min((long) (work / WORTH_A_PART), rows);
        long most = Math.clamp(Math.min(worth, ROOM / shape.size()), 1, MOST_PARTS);
        return (int) Long.highestOneBit(most);
    }

    /** Calls for as many helpers as can be of use; metrics are measured in the order of the rows, by one thread. */
    void muster() {
        team.muster(measuresMetrics() ? 1 : parts.length);
    }

    /** Puts Σ weight·∇ℓ over the rows at some places of the epoch into {@code gradient} and returns Σ weight·ℓ. */
    double accumulate(double[] at, int first, int last, double[] gradient) {
        parameters = at;
        from = first;
        to = last;
        count = Math.min(parts.length, parts(last - first));
        if (tally != null) {
            tally.weigh(rows, first, last - first);
        }
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
        return from + (int) ((long) (to - from) * number / count);
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
                    margins(tile, rowsOfTile);
                } else {
                    objective.margins(parameters, rows, start, rowsOfTile, margins);
                }
                if (tally != null && tally.hasMetrics()) {
                    tally.measureMetrics(margins, rowsOfTile, rows, start);
                }
                loss += objective.loss().lossAndSlopes(margins, shape.outputs(), data, rows, start, rowsOfTile);
                if (tile != null) {
                    addGradient(tile, rowsOfTile);
                } else {
                    objective.addGradient(margins, rows, start, rowsOfTile, gradient);
                }
            }
        }

        private void margins(RowTile loaded, int rowsOfTile) {
            int d = shape.features();
            int outputs = shape.outputs();
            for (int k = 0; k < outputs; k++) {
                double intercept = shape.intercept() ? parameters[shape.weights() + k] : 0;
                Kernels.dots(loaded.values, loaded.first * d, rowsOfTile, parameters, k * d, d, margins, k, outputs);
                for (int i = 0; i < rowsOfTile; i++) {
                    margins[i * outputs + k] += intercept;
                }
            }
        }

        private void addGradient(RowTile loaded, int rowsOfTile) {
            int d = shape.features();
            int outputs = shape.outputs();
            for (int k = 0; k < outputs; k++) {
                Kernels.addRows(margins, k, outputs, loaded.values, loaded.first * d, rowsOfTile, gradient, k * d, d);
                if (shape.intercept()) {
                    double slopes = 0;
                    for (int i = 0; i < rowsOfTile; i++) {
                        slopes += margins[i * outputs + k];
                    }
                    gradient[shape.weights() + k] += slopes;
                }
            }
        }
    }
}
