package io.descent.optimize;

import io.descent.data.DenseDataset;
import io.descent.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of an epoch's rows that stand one after the other: those of the dataset where the epoch takes them in order,
 * else a copy of them. The copies do not wait for one another, so the processor has many of them under way at once; a
 * row at a time, each would cost the whole way to the memory.
 */
final class RowTile {

    private final DenseDataset data;
    private final int @Nullable [] rows;
    private final int size;

    /** Features of the rows, the first row's at {@code from}·d. */
    double[] values;

    /** Targets of the rows, the first at {@code from}. */
    double[] targets;

    /** Weights of the rows, the first at {@code from}; null where every row weighs 1. */
    double @Nullable [] weights;

    /** The place of the first row. */
    int from;

    /**
     * Makes a tile.
     *
     * @param rows the row at each place of the epoch, filled before rows are loaded; null where place and row are the same
     */
    RowTile(DenseDataset data, int @Nullable [] rows, int size) {
        this.data = data;
        this.rows = rows;
        this.size = size;
        boolean copies = rows != null;
        this.values = copies ? new double[size * data.features()] : data.values();
        this.targets = copies ? new double[size] : data.targets();
        double[] all = data.weights();
        this.weights = copies && all != null ? new double[size] : all;
    }

    /** Returns how many rows it holds at most. */
    int size() {
        return size;
    }

    /** Takes the rows of an epoch's places from {@code start} on. */
    void load(int start, int count) {
        if (rows == null) {
            from = start;
            return;
        }
        int d = data.features();
        double[] x = data.values();
        double[] y = data.targets();
        for (int i = 0; i < count; i++) {
            int row = rows[start + i];
            targets[i] = y[row];
            Kernels.copy(x, row * d, values, i * d, d);
        }
        double[] all = data.weights();
        if (all != null && weights != null) {
            for (int i = 0; i < count; i++) {
                weights[i] = all[rows[start + i]];
            }
        }
    }
}
