package io.descent.fit;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.SparseDataset;
import io.descent.optimize.Exact;
import io.descent.optimize.LeastSquares;
import io.descent.optimize.Plan;

/** About how many bytes a fit holds: its data as given and as scaled, its validation rows, and what its solver takes. */
final class MemoryEstimate {

    private MemoryEstimate() {}

    static long of(Preparation ready) {
        Plan plan = ready.plan();
        Dataset data = ready.data().dataset();
        Dataset validation = plan.validation();
        double solver = plan.spec().optimizer() instanceof Exact
                ? Double.BYTES * LeastSquares.cells(data.rows(), plan.shape())
                : 0;
        return 2 * bytes(data) + (validation == null ? 0 : bytes(validation)) + (long) solver;
    }

    private static long bytes(Dataset data) {
        long stored = switch (data) {
            case DenseDataset dense -> Double.BYTES * dense.stored();
            case SparseDataset sparse ->
                (Double.BYTES + Integer.BYTES) * sparse.stored() + (long) Integer.BYTES * sparse.rows();
        };
        return stored + (long) Double.BYTES * data.rows();
    }
}
