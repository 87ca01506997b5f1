package io.descent.dataset;

import io.descent.data.Column;
import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.SparseDataset;
import io.descent.data.SparseRows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The common result of all forms of a dataset: features, and a target that no model has read yet. */
record Table(Features features, List<String> names, Column target, String targetPointer, double @Nullable [] weights) {

    /** The rows without their targets. */
    sealed interface Features {
        record Dense(double[] values) implements Features {}

        record Sparse(SparseRows rows) implements Features {}
    }

    Dataset dataset(double[] targets) {
        return switch (features) {
            case Features.Dense(double[] values) -> new DenseDataset(values, names, targets, weights);
            case Features.Sparse(SparseRows rows) -> new SparseDataset(rows, names, targets, weights);
        };
    }
}
