package io.descent.optimize;

import io.descent.data.RandomStream;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Shuffle;
import org.jspecify.annotations.Nullable;

/** The batches of an epoch: which rows, in which order. Decided by seed and epoch alone. */
final class RowOrder {

    private final long seed;
    private final int rows;
    private final int batch;
    private final int batches;
    private final int @Nullable [] permutation;
    private final int @Nullable [] batchOrder;

    /** The epoch that was begun last; it need not be shuffled again to be gone on with. */
    private int begun;

    RowOrder(FitSpec spec, int rows) {
        this.seed = spec.seed();
        this.rows = rows;
        this.batch = spec.training().batchSize().of(rows);
        this.batches = spec.training().updatesPerEpoch(rows);
        // the mean over one batch of all rows is the same in any order
        boolean matters = batches > 1;
        // batches of one row are rows
        boolean byRow = spec.training().shuffle() == Shuffle.SAMPLES
                || (spec.training().shuffle() == Shuffle.BATCHES && batch == 1);
        this.permutation = matters && byRow ? new int[rows] : null;
        this.batchOrder = matters && spec.training().shuffle() == Shuffle.BATCHES && !byRow ? new int[batches] : null;
    }

    void beginEpoch(int epoch) {
        int[] order = permutation != null ? permutation : batchOrder;
        if (order != null && epoch != begun) {
            begun = epoch;
            RandomStream.of(seed, RandomStream.Purpose.SHUFFLE, epoch).permutation(order);
        }
    }

    int batches() {
        return batches;
    }

    int largestBatch() {
        return batch;
    }

    /** Returns the first place of a batch in {@link #rows()}. */
    int from(int number) {
        return (batchOrder == null ? number : batchOrder[number]) * batch;
    }

    /** Returns the place after the last of a batch. */
    int to(int number) {
        return Math.min(from(number) + batch, rows);
    }

    /** Returns the row at each place; null where place and row are the same. */
    int @Nullable [] rows() {
        return permutation;
    }
}
