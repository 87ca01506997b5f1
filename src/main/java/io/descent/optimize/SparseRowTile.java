package io.descent.optimize;

import io.descent.data.SparseDataset;
import org.jspecify.annotations.Nullable;

/** The sparse twin of {@link RowTile}: a stretch of an epoch's rows one after the other, copied where it is shuffled. */
final class SparseRowTile {

    /** How many stored features the copies of a tile have room for, if a single row has not more. */
    private static final int STORED = 1 << 13;

    private static final int LARGEST_TILE = 256;

    private final SparseDataset data;
    private final int @Nullable [] rows;

    /** Stored features of the rows and their indices; those of the i-th row begin at {@code offsets[from + i]}. */
    double[] values;

    int[] indices;
    int[] offsets;

    /** Targets of the rows, the first at {@code from}. */
    double[] targets;

    /** Weights of the rows, the first at {@code from}; null where every row weighs 1. */
    double @Nullable [] weights;

    /** The place of the first row. */
    int from;

    SparseRowTile(SparseDataset data, int @Nullable [] rows) {
        this.data = data;
        this.rows = rows;
        boolean copies = rows != null;
        int room = copies ? room(data.matrix().offsets()) : 0;
        this.values = copies ? new double[room] : data.matrix().values();
        this.indices = copies ? new int[room] : data.matrix().indices();
        this.offsets = copies ? new int[LARGEST_TILE + 1] : data.matrix().offsets();
        this.targets = copies ? new double[LARGEST_TILE] : data.targets();
        double[] all = data.weights();
        this.weights = copies && all != null ? new double[LARGEST_TILE] : all;
    }

    private static int room(int[] offsets) {
        int room = Math.min(STORED, offsets[offsets.length - 1]);
        for (int i = 1; i < offsets.length; i++) {
            room = Math.max(room, offsets[i] - offsets[i - 1]);
        }
        return room;
    }

    /** Takes rows of an epoch's places from {@code start} on, and returns how many. */
    int load(int start) {
        int count = Math.min(LARGEST_TILE, data.rows() - start);
        if (rows == null) {
            from = start;
            return count;
        }
        double[] allValues = data.matrix().values();
        int[] allIndices = data.matrix().indices();
        int[] allOffsets = data.matrix().offsets();
        double[] allTargets = data.targets();
        double[] allWeights = data.weights();
        int end = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[start + i];
            int begin = allOffsets[row];
            int length = allOffsets[row + 1] - begin;
            if (end + length > values.length) {
                return i;
            }
            System.arraycopy(allValues, begin, values, end, length);
            System.arraycopy(allIndices, begin, indices, end, length);
            end += length;
            offsets[i + 1] = end;
            targets[i] = allTargets[row];
            if (allWeights != null && weights != null) {
                weights[i] = allWeights[row];
            }
        }
        return count;
    }
}
