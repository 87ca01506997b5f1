package io.descent.optimize.solve;

import io.descent.data.Dataset;
import io.descent.data.DenseRows;
import io.descent.data.RowReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads rows of a dataset as the columns of a block. For one thread at a time. */
public final class BlockReader {

    /** So many rows are turned into columns at a time that whole lines of the cache are written. */
    private static final int STRIP = 8;

    private final Dataset data;
    private final int height;
    private final int features;
    private final @Nullable RowReader dense;
    private final double[] row;

    /**
     * Makes a reader of all features.
     *
     * @param height how long a column of the block is
     */
    public BlockReader(Dataset data, int height) {
        this.data = data;
        this.height = height;
        this.features = data.features();
        this.dense = data instanceof DenseRows rows ? rows.reader() : null;
        this.row = new double[dense == null ? features : 0];
    }

    /**
     * Loads some rows, as many as a column is long at most, and zeros behind them.
     *
     * @param first the column of the first feature
     */
    public void load(int from, int count, double[] block, int first) {
        for (int j = first; j < first + features && count < height; j++) {
            Arrays.fill(block, j * height + count, (j + 1) * height, 0);
        }
        for (int done = 0, loaded; done < count; done += loaded) {
            int to = first * height + done;
            loaded =
                    dense == null ? sparse(from + done, block, to) : dense(dense, from + done, count - done, block, to);
        }
    }

    private int sparse(int index, double[] block, int to) {
        Arrays.fill(row, 0);
        data.axpy(1, index, row, 0);
        for (int j = 0; j < features; j++) {
            block[to + j * height] = row[j];
        }
        return 1;
    }

    private int dense(RowReader rows, int index, int most, double[] block, int to) {
        int loaded = rows.load(index, most);
        double[] values = rows.values();
        int at = rows.at(index);
        int strip = 0;
        for (; strip <= loaded - STRIP; strip += STRIP) {
            turn(values, at + strip * features, block, to + strip);
        }
        for (int i = strip; i < loaded; i++) {
            for (int j = 0; j < features; j++) {
                block[to + i + j * height] = values[at + i * features + j];
            }
        }
        return loaded;
    }

    /** Straight lines: a loop of few rounds costs more than what it copies. */
    private void turn(double[] values, int at, double[] block, int to) {
        int d = features;
        for (int j = 0; j < d; j++) {
            int p = at + j;
            int q = to + j * height;
            block[q] = values[p];
            block[q + 1] = values[p + d];
            block[q + 2] = values[p + 2 * d];
            block[q + 3] = values[p + 3 * d];
            block[q + 4] = values[p + 4 * d];
            block[q + 5] = values[p + 5 * d];
            block[q + 6] = values[p + 6 * d];
            block[q + 7] = values[p + 7 * d];
        }
    }
}
