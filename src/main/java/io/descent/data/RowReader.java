package io.descent.data;

import org.jspecify.annotations.Nullable;

/**
 * Dense rows one after the other in an array: that of the dataset where it has one, else a copy of the stretch that was
 * asked for last, so that going through the rows in order reads a file by large pieces. For one thread at a time.
 */
public final class RowReader {

    private static final int WINDOW_BYTES = 1 << 16;

    private final MappedDataset.@Nullable Source source;
    private final int features;
    private final int rows;
    private final int room;
    private final double[] values;
    private int first;
    private int end;

    RowReader(DenseDataset data) {
        this.source = null;
        this.features = data.features();
        this.rows = data.rows();
        this.room = rows;
        this.values = data.values();
        this.end = rows;
    }

    RowReader(MappedDataset.Source source) {
        this.source = source;
        this.features = source.file().features();
        this.rows = source.rows();
        this.room = Math.clamp(WINDOW_BYTES / Double.BYTES / features, 1, rows);
        this.values = new double[room * features];
    }

    /** Returns the features of rows, where {@link #at} says. */
    public double[] values() {
        return values;
    }

    /** Loads a row, if it is not there, and those after it where rows are asked for in order; returns where it begins. */
    public int at(int row) {
        if (row < first || row >= end) {
            fill(row, 1);
        }
        return (row - first) * features;
    }

    /** Loads the rows from this one on, and returns how many of them are there, at least 1 and at most {@code most}. */
    public int load(int row, int most) {
        if (row < first || row >= end) {
            fill(row, most);
        }
        return Math.min(end - row, most);
    }

    private void fill(int row, int most) {
        if (source == null) {
            throw new IndexOutOfBoundsException(row);
        }
        int count = Math.min(room, row == end ? rows - row : most);
        end = row;
        first = row;
        source.copy(null, row, count, values, 0);
        end = row + count;
    }
}
