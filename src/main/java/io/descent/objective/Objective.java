package io.descent.objective;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.ParameterShape;
import io.descent.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/** Mean loss plus penalty over a dataset, as a function of parameters over its features. */
public record Objective(Dataset data, Loss loss, Penalty penalty, ParameterShape shape) {

    private static final int TILE = 256;

    public Objective {
        if (shape.features() != data.features()) {
            throw new IllegalArgumentException("parameters belong to the features of the data");
        }
    }

    /** Returns Σ weight·loss / Σ weight, exact at these parameters. */
    public double meanLoss(double[] parameters) {
        double[] tiles = new double[tiles()];
        sumTiles(parameters, 0, tiles.length, tiles, new double[marginsOfTile()]);
        return meanOfTiles(tiles);
    }

    /** Returns how many tiles the rows make, of which {@link #sumTiles} sums the losses. */
    public int tiles() {
        return (data.rows() + TILE - 1) / TILE;
    }

    /** Returns how many margins a tile has at most. */
    public int marginsOfTile() {
        return Math.min(TILE, data.rows()) * shape.outputs();
    }

    /**
     * Puts Σ weight·loss over each of the tiles [from, to) into the same places.
     *
     * @param margins room for those of a tile
     */
    public void sumTiles(double[] parameters, int from, int to, double[] into, double[] margins) {
        for (int tile = from; tile < to; tile++) {
            int first = tile * TILE;
            int count = Math.min(TILE, data.rows() - first);
            margins(parameters, null, first, count, margins);
            into[tile] = loss.sum(margins, shape.outputs(), data, null, first, count);
        }
    }

    /** Returns the mean loss that the sums of all tiles make. */
    public double meanOfTiles(double[] tiles) {
        double sum = 0;
        for (double tile : tiles) {
            sum += tile;
        }
        return sum / data.totalWeight();
    }

    /** Returns the mean loss plus the penalty. */
    public double value(double[] parameters) {
        return meanLoss(parameters) + penalty.value(parameters, shape.weights());
    }

    /**
     * Puts the margins of a stretch of rows into {@code into}: output k of the i-th row at i·K + k.
     *
     * @param rows the rows, the stretch beginning at {@code from}; null for the rows from, from + 1, …
     */
    public void margins(double[] parameters, int @Nullable [] rows, int from, int count, double[] into) {
        int outputs = shape.outputs();
        if (outputs == 1 && rows == null && data instanceof DenseDataset dense) {
            denseMargins(dense, parameters, from, count, into);
            return;
        }
        for (int i = 0; i < count; i++) {
            int row = rows == null ? from + i : rows[from + i];
            for (int k = 0; k < outputs; k++) {
                double intercept = shape.intercept() ? parameters[shape.weights() + k] : 0;
                into[i * outputs + k] = data.dot(row, parameters, k * shape.features()) + intercept;
            }
        }
    }

    /** The same, without asking the dataset for every row. */
    private void denseMargins(DenseDataset dense, double[] parameters, int from, int count, double[] into) {
        int d = shape.features();
        double intercept = shape.intercept() ? parameters[d] : 0;
        Kernels.dots(dense.values(), from * d, count, parameters, 0, d, into, 0, 1);
        for (int i = 0; i < count; i++) {
            into[i] += intercept;
        }
    }

    /**
     * Adds Σ slope·∂m/∂θ over a stretch of rows to a gradient: what the slopes of {@link Loss#lossAndSlopes} say of the
     * parameters.
     */
    public void addGradient(double[] slopes, int @Nullable [] rows, int from, int count, double[] gradient) {
        int outputs = shape.outputs();
        for (int i = 0; i < count; i++) {
            int row = rows == null ? from + i : rows[from + i];
            for (int k = 0; k < outputs; k++) {
                double slope = slopes[i * outputs + k];
                data.axpy(slope, row, gradient, k * shape.features());
                if (shape.intercept()) {
                    gradient[shape.weights() + k] += slope;
                }
            }
        }
    }
}
