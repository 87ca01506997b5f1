package io.descent.optimize;

import io.descent.data.DealtRows;
import io.descent.data.DenseDataset;
import io.descent.data.DenseRows;
import io.descent.data.MappedDataset;
import io.descent.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of an epoch's rows that stand one after the other: those of the dataset where the epoch takes them in order
 * and they are in the heap, else a copy of them. The copies do not wait for one another, so the processor has many of them under way at once; a
 * row at a time, each would cost the whole way to the memory.
 */
final class RowTile {

    private final DenseRows data;
    private final int @Nullable [] rows;
    private final @Nullable DealtRows dealt;
    private final int size;
    private final boolean copies;

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
     * @param order of the epoch, which is begun before rows are loaded; null where place and row are the same
     */
    RowTile(DenseRows data, @Nullable RowOrder order, int size) {
        this.data = data;
        this.rows = order == null ? null : order.rows();
        this.dealt = order == null ? null : order.dealt();
        this.size = size;
        this.copies = rows != null || data instanceof MappedDataset;
        this.values = data instanceof DenseDataset dense && rows == null
                ? dense.values()
                : new double[size * data.features()];
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
        if (!copies) {
            from = start;
            return;
        }
        switch (data) {
            case DenseDataset dense -> copy(dense.values(), start, count);
            case MappedDataset mapped -> {
                if (dealt != null && rows != null) {
                    dealt.copy(rows, start, count, values, 0);
                } else {
                    mapped.copy(rows, start, count, values, 0);
                }
            }
        }
        copy(data.targets(), start, count, targets);
        double[] all = data.weights();
        if (all != null && weights != null) {
            copy(all, start, count, weights);
        }
    }

    private void copy(double[] x, int start, int count) {
        int d = data.features();
        for (int i = 0; i < count; i++) {
            Kernels.copy(x, row(start + i) * d, values, i * d, d);
        }
    }

    private void copy(double[] all, int start, int count, double[] into) {
        for (int i = 0; i < count; i++) {
            into[i] = all[row(start + i)];
        }
    }

    private int row(int place) {
        return rows == null ? place : rows[place];
    }
}
