package io.descent.inference;

import io.descent.data.Dataset;
import io.descent.data.DenseRows;
import io.descent.data.RowReader;
import io.descent.optimize.solve.BlockTriangle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The design matrix of one margin, the column of the intercept first, so that what a triangle leaves of the other columns is
 * centred. It is read some rows at a time, column after column, each {@link #HEIGHT} long.
 */
final class Design {

    /** How many rows a tile has at most. */
    static final int HEIGHT = BlockTriangle.ROWS;

    /** So many rows are turned into columns at a time that whole lines of the cache are written. */
    private static final int STRIP = 8;

    private final Dataset data;
    private final int first;

    Design(Dataset data, boolean intercept) {
        this.data = data;
        this.first = intercept ? 1 : 0;
    }

    int columns() {
        return first + data.features();
    }

    /** Returns what reads it, for one thread. */
    Reader reader() {
        return new Reader();
    }

    /** Reads it. */
    final class Reader {

        private final @Nullable RowReader dense = data instanceof DenseRows rows ? rows.reader() : null;
        private final double[] row = new double[dense == null ? data.features() : 0];

        /** Loads some rows, at most {@link #HEIGHT}, and nothing behind them. */
        void load(int from, int count, double[] tile) {
            if (first == 1) {
                Arrays.fill(tile, 0, count, 1);
                Arrays.fill(tile, count, HEIGHT, 0);
            }
            if (count < HEIGHT) {
                for (int j = first; j < columns(); j++) {
                    Arrays.fill(tile, j * HEIGHT + count, (j + 1) * HEIGHT, 0);
                }
            }
            for (int done = 0, loaded; done < count; done += loaded) {
                loaded = dense == null ? sparse(from + done, done, tile) : dense(dense, from + done, done, count, tile);
            }
        }

        private int sparse(int index, int place, double[] tile) {
            Arrays.fill(row, 0);
            data.axpy(1, index, row, 0);
            for (int j = 0; j < row.length; j++) {
                tile[(first + j) * HEIGHT + place] = row[j];
            }
            return 1;
        }

        private int dense(RowReader rows, int index, int place, int count, double[] tile) {
            int loaded = rows.load(index, count - place);
            double[] values = rows.values();
            int at = rows.at(index);
            int features = data.features();
            for (int strip = 0; strip < loaded; strip += STRIP) {
                int height = Math.min(STRIP, loaded - strip);
                for (int j = 0; j < features; j++) {
                    int to = (first + j) * HEIGHT + place + strip;
                    int of = at + strip * features + j;
                    for (int i = 0; i < height; i++) {
                        tile[to + i] = values[of + i * features];
                    }
                }
            }
            return loaded;
        }
    }
}
