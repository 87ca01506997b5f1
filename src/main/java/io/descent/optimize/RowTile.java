package io.descent.optimize;

import io.descent.data.DealtRows;
import io.descent.data.DenseDataset;
import io.descent.data.DenseRows;
import io.descent.data.MappedDataset;
import io.descent.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of an epoch's rows that stand one after the other: those of the dataset where the epoch takes them in order
 * and they are in the heap, else a copy of them. The copies do not wait for one another, so the processor has many of them
 * under way at once; a row at a time, each would cost the whole way to the memory.
 *
 * <p>Of rows that an epoch takes in order from a file, the next stretch may be copied {@link #ahead} a little at a time.
 */
final class RowTile {

    /** What is copied ahead at a time: less would cost more calls, more would keep the processor from all else. */
    private static final int AHEAD_BYTES = 1 << 10;

    private static final int SELDOM = 1 << 30;

    private final DenseRows data;
    private final int @Nullable [] rows;
    private final @Nullable DealtRows dealt;
    private final int size;

    /** How many rows are copied ahead at a time. */
    private final int step;

    /** The places between which rows were copied ahead, into the half of the array that is not worked on. */
    private int aheadFrom = -1;

    private int aheadTo = -1;
    private int aheadEnd = -1;
    private int other;

    /** Features of the rows, the first row's at {@code first}·d. */
    double[] values;

    /** Targets of the rows, the first at {@code from}. */
    double[] targets;

    /** Weights of the rows, the first at {@code from}; null where every row weighs 1. */
    double @Nullable [] weights;

    /** The place of the first row's features. */
    int first;

    /** The place of the first row's target. */
    int from;

    /**
     * Makes a tile.
     *
     * @param order of the epoch, which is begun before rows are loaded; null where place and row are the same
     */
    RowTile(DenseRows data, @Nullable RowOrder order, int size) {
        int d = data.features();
        this.data = data;
        this.rows = order == null ? null : order.rows();
        this.dealt = order == null ? null : order.dealt();
        this.size = size;
        this.step = rows == null && data instanceof MappedDataset
                ? Integer.highestOneBit(Math.clamp(AHEAD_BYTES / Double.BYTES / d, 1, size))
                : SELDOM;
        this.values = switch (data) {
            case DenseDataset dense when rows == null -> dense.values();
            case DenseDataset _ -> new double[size * d];
            case MappedDataset _ -> new double[(rows == null ? 2 : 1) * size * d];
        };
        this.targets = rows == null ? data.targets() : new double[size];
        double[] all = data.weights();
        this.weights = rows == null || all == null ? all : new double[size];
    }

    /** Returns how many rows it holds at most. */
    int size() {
        return size;
    }

    /** Returns after how many rows {@link #ahead} is to be called, a power of two; after more than there are where it does nothing. */
    int step() {
        return step;
    }

    /** Takes the rows of an epoch's places from {@code start} on. */
    void load(int start, int count) {
        if (rows == null) {
            from = start;
            loadInOrder(start, count);
            return;
        }
        switch (data) {
            case DenseDataset dense -> copy(dense.values(), rows, start, count);
            case MappedDataset mapped -> {
                if (dealt != null) {
                    dealt.copy(rows, start, count, values, 0);
                } else {
                    mapped.copy(rows, start, count, values, 0);
                }
            }
        }
        copy(data.targets(), rows, start, count, targets);
        double[] all = data.weights();
        if (all != null && weights != null) {
            copy(all, rows, start, count, weights);
        }
    }

    private void loadInOrder(int start, int count) {
        if (!(data instanceof MappedDataset mapped)) {
            first = start;
            return;
        }
        int there = start == aheadFrom ? Math.min(aheadTo - start, count) : 0;
        first = other;
        other = size - other;
        if (there < count) {
            mapped.copy(null, start + there, count - there, values, (first + there) * data.features());
        }
        aheadFrom = start + count;
        aheadTo = aheadFrom;
        aheadEnd = Math.min(aheadFrom + size, data.rows());
    }

    /** Copies some of the rows that come after those that were loaded; nothing where none are copied in order. */
    void ahead() {
        if (aheadTo < aheadEnd && data instanceof MappedDataset mapped) {
            int count = Math.min(step, aheadEnd - aheadTo);
            mapped.copy(null, aheadTo, count, values, (other + aheadTo - aheadFrom) * data.features());
            aheadTo += count;
        }
    }

    private void copy(double[] x, int[] order, int start, int count) {
        int d = data.features();
        for (int i = 0; i < count; i++) {
            Kernels.copy(x, order[start + i] * d, values, i * d, d);
        }
    }

    private static void copy(double[] all, int[] order, int start, int count, double[] into) {
        for (int i = 0; i < count; i++) {
            into[i] = all[order[start + i]];
        }
    }
}
