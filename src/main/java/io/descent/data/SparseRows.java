package io.descent.data;

import java.util.Arrays;

/**
 * The stored features of rows that are 0 elsewhere (compressed sparse rows, as SciPy's {@code csr_matrix}). Immutable:
 * nobody may change the arrays.
 *
 * @param values the stored features, row after row; zeros may be among them
 * @param indices the feature of each value
 * @param offsets n + 1 places: row i is stored from {@code offsets[i]} up to {@code offsets[i + 1]}
 */
public record SparseRows(double[] values, int[] indices, int[] offsets) {

    public SparseRows {
        int rows = offsets.length - 1;
        boolean ordered = rows >= 0 && offsets[0] == 0 && offsets[rows] == values.length;
        for (int i = 0; ordered && i < rows; i++) {
            ordered = offsets[i] <= offsets[i + 1];
        }
        if (!ordered || indices.length != values.length) {
            throw new IllegalArgumentException(
                    "offsets rise from 0 to the number of values, of which each has an index");
        }
    }

    /** Returns the number of rows. */
    public int rows() {
        return offsets.length - 1;
    }

    /** Returns the number of stored features. */
    public int stored() {
        return values.length;
    }

    /** Returns some of the rows, in this order. */
    SparseRows select(int[] rows) {
        int[] places = new int[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            places[i + 1] = places[i] + offsets[rows[i] + 1] - offsets[rows[i]];
        }
        double[] selected = new double[places[rows.length]];
        int[] features = new int[selected.length];
        for (int i = 0; i < rows.length; i++) {
            int length = places[i + 1] - places[i];
            System.arraycopy(values, offsets[rows[i]], selected, places[i], length);
            System.arraycopy(indices, offsets[rows[i]], features, places[i], length);
        }
        return new SparseRows(selected, features, places);
    }

    /** Tells whether the indices of each row rise strictly, so that no feature is stored twice. */
    public boolean isCanonical() {
        for (int i = 0; i < rows(); i++) {
            for (int p = offsets[i] + 1; p < offsets[i + 1]; p++) {
                if (indices[p - 1] >= indices[p]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns the same rows with rising indices: those of a feature that is stored twice are summed, as SciPy does. */
    public SparseRows canonical() {
        if (isCanonical()) {
            return this;
        }
        double[] sums = new double[values.length];
        int[] features = new int[values.length];
        int[] ends = new int[offsets.length];
        int at = 0;
        for (int i = 0; i < rows(); i++) {
            int from = offsets[i];
            int first = at;
            for (long key : keys(i)) {
                int feature = (int) (key >>> Integer.SIZE);
                double value = values[from + (int) key];
                if (at > first && features[at - 1] == feature) {
                    sums[at - 1] += value;
                } else {
                    features[at] = feature;
                    sums[at++] = value;
                }
            }
            ends[i + 1] = at;
        }
        return new SparseRows(Arrays.copyOf(sums, at), Arrays.copyOf(features, at), ends);
    }

    /** Returns feature and place of each value of a row in one number, sorted: equal features stay in their order. */
    private long[] keys(int row) {
        long[] keys = new long[offsets[row + 1] - offsets[row]];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = (long) indices[offsets[row] + k] << Integer.SIZE | k;
        }
        Arrays.sort(keys);
        return keys;
    }
}
