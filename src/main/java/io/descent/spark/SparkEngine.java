package io.descent.spark;

import io.descent.data.DenseRows;
import io.descent.data.RowSource;
import io.descent.optimize.FitEngine;
import io.descent.optimize.Plan;
import io.descent.optimize.spec.FitSpec;
import org.jspecify.annotations.Nullable;

/**
 * Runs fits on a cluster. What their settings leave to the data is found by another engine, in this process, which also tells how sure
 * their parameters are; the epochs run where the cluster has room for the rows.
 */
public final class SparkEngine implements FitEngine {

    private final SparkSettings settings;
    private final FitEngine local;

    /**
     * Makes an engine, which starts nothing yet.
     *
     * @param local whose answers are the same to the last bit
     */
    public SparkEngine(SparkSettings settings, FitEngine local) {
        this.settings = settings;
        this.local = local;
    }

    @Override
    public Plan plan(FitSpec spec, RowSource rows, @Nullable RowSource validation) {
        if (!(rows instanceof DenseRows dense) || (validation != null && !(validation instanceof DenseRows))) {
            throw new IllegalArgumentException("only dense rows are fitted on a cluster");
        }
        return new SparkPlan(settings, local.plan(spec, rows, validation), dense, (DenseRows) validation);
    }
}
