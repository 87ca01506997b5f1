package io.descent.fit.prepare;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.MappedDataset;
import io.descent.data.SparseDataset;
import io.descent.optimize.Plan;
import io.descent.optimize.rule.Exact;
import io.descent.optimize.solve.LeastSquares;

/** About how many bytes a fit holds: its data as given and as scaled, its validation rows, and what its solver takes. */
public final class MemoryEstimate {

    private MemoryEstimate() {}

    public static long of(Preparation ready) {
        Plan plan = ready.plan();
        Dataset data = ready.data().dataset();
        Dataset validation = ready.validation();
        double solver = plan.spec().training().optimizer() instanceof Exact
                ? Double.BYTES * LeastSquares.cells(data.rows(), plan.shape())
                : 0;
        return 2 * bytes(data) + (validation == null ? 0 : bytes(validation)) + (long) solver;
    }

    private static long bytes(Dataset data) {
        long stored = switch (data) {
            case DenseDataset dense -> Double.BYTES * dense.stored();
            case MappedDataset mapped -> (long) Integer.BYTES * mapped.rows();
            case SparseDataset sparse ->
                (Double.BYTES + Integer.BYTES) * sparse.stored() + (long) Integer.BYTES * sparse.rows();
        };
        return stored + (long) Double.BYTES * data.rows();
    }
}
