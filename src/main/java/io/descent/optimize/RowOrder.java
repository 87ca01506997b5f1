package io.descent.optimize;

import io.descent.data.Dataset;
import io.descent.data.DealtRows;
import io.descent.data.MappedDataset;
import io.descent.data.RandomStream;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Shuffle;
import io.descent.optimize.stretch.AbortedException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The batches of an epoch: which rows, in which order. Decided by seed and epoch alone. */
final class RowOrder implements AutoCloseable {

    private final long seed;
    private final int rows;
    private final int batch;
    private final int batches;
    private final int @Nullable [] permutation;
    private final int @Nullable [] batchOrder;
    private final @Nullable DealtRows dealt;
    private final BooleanSupplier aborted;

    /** The epoch that was begun last; it need not be shuffled again to be gone on with. */
    private int begun;

    RowOrder(FitSpec spec, int rows) {
        this(spec, rows, null, () -> 0, () -> false);
    }

    /**
     * Makes the order of a fit.
     *
     * @param cacheable how many bytes of a file are read at random; the rows of a larger one are dealt first
     * @param aborted whether to end dealing without an epoch
     */
    RowOrder(FitSpec spec, Dataset data, LongSupplier cacheable, BooleanSupplier aborted) {
        this(spec, data.rows(), data instanceof MappedDataset mapped ? mapped : null, cacheable, aborted);
    }

    private RowOrder(
            FitSpec spec, int rows, @Nullable MappedDataset mapped, LongSupplier cacheable, BooleanSupplier aborted) {
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
        this.dealt = permutation != null && mapped != null && mapped.bytes() > cacheable.getAsLong()
                ? new DealtRows(mapped)
                : null;
        this.aborted = aborted;
    }

    /** Puts the rows into the order of an epoch; throws {@link AbortedException} where that was to be aborted. */
    void beginEpoch(int epoch) {
        int[] order = permutation != null ? permutation : batchOrder;
        if (order != null && epoch != begun) {
            RandomStream.of(seed, RandomStream.Purpose.SHUFFLE, epoch).permutation(order);
            if (dealt != null && !dealt.deal(order, aborted)) {
                begun = 0;
                throw new AbortedException();
            }
            begun = epoch;
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

    /** Returns where the rows are copied from, in the order of {@link #rows()}; null where that is the data themselves. */
    @Nullable
    DealtRows dealt() {
        return dealt;
    }

    @Override
    public void close() {
        if (dealt != null) {
            dealt.close();
        }
    }
}
