package io.descent.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sparse twins of dense datasets. */
public final class Sparse {

    private Sparse() {}

    /** Returns the same data without their zeros. */
    public static SparseDataset of(DenseDataset dense) {
        int d = dense.features();
        DoubleArray values = new DoubleArray();
        IntArray indices = new IntArray();
        int[] offsets = new int[dense.rows() + 1];
        for (int i = 0; i < dense.rows(); i++) {
            for (int j = 0; j < d; j++) {
                if (dense.values()[i * d + j] != 0) {
                    values.add(dense.values()[i * d + j]);
                    indices.add(j);
                }
            }
            offsets[i + 1] = values.size();
        }
        SparseRows rows = new SparseRows(values.drain(), indices.drain(), offsets);
        return of(rows, dense.featureNames(), dense.targets(), dense.weights());
    }

    // javac writes no type annotations on the parameters of a record's constructor
    @SuppressWarnings("NullAway")
    static SparseDataset of(SparseRows rows, List<String> names, double[] targets, double @Nullable [] weights) {
        return new SparseDataset(rows, names, targets, weights);
    }
}
