package io.descent.inference;

import io.descent.data.Dataset;
import io.descent.optimize.solve.BlockReader;
import io.descent.optimize.solve.BlockTriangle;
import java.util.Arrays;

/**
 * The design matrix of one margin, the column of the intercept first, so that what a triangle leaves of the other columns is
 * centred. It is read some rows at a time, column after column.
 */
final class Design {

    /** How many rows a tile has at most. */
    static final int HEIGHT = BlockTriangle.ROWS;

    private final Dataset data;
    private final int first;

    Design(Dataset data, boolean intercept) {
        this.data = data;
        this.first = intercept ? 1 : 0;
    }

    int columns() {
        return first + data.features();
    }

    /** Returns what reads it, for one thread, into tiles whose columns are so long. */
    Reader reader(int height) {
        return new Reader(height);
    }

    /** Reads it. */
    final class Reader {

        private final int height;
        private final BlockReader features;

        private Reader(int height) {
            this.height = height;
            this.features = new BlockReader(data, height);
        }

        /** Loads some rows, as many as a column is long at most, and nothing behind them. */
        void load(int from, int count, double[] tile) {
            if (first == 1) {
                Arrays.fill(tile, 0, count, 1);
                Arrays.fill(tile, count, height, 0);
            }
            features.load(from, count, tile, first);
        }
    }
}
