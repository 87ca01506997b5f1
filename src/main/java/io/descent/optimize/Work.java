package io.descent.optimize;

import io.descent.data.Dataset;
import io.descent.data.DenseRows;
import io.descent.data.ParameterShape;
import io.descent.data.SparseDataset;
import io.descent.optimize.rule.Exact;
import io.descent.optimize.solve.LeastSquares;
import io.descent.optimize.spec.FitSpec;

/**
 * About how many multiply-adds a fit takes.
 *
 * @param epoch those of an epoch: rows × parameters, or, for sparse rows, outputs × what they store and all parameters as
 *     often as they are all touched. That of {@link LeastSquares} is not in it
 * @param total those of all epochs
 */
public record Work(double epoch, double total) {

    /** Estimates the work of a fit to this dataset. */
    public static Work of(FitSpec spec, Dataset data) {
        ParameterShape shape = spec.model().shape(data);
        double epoch = epoch(spec, data, shape);
        return new Work(
                epoch,
                spec.training().optimizer() instanceof Exact
                        ? epoch + LeastSquares.work(data.rows(), shape)
                        : epoch * spec.training().epochs());
    }

    private static double epoch(FitSpec spec, Dataset data, ParameterShape shape) {
        return switch (data) {
            case DenseRows _ -> (double) data.rows() * shape.size();
            case SparseDataset sparse -> {
                boolean lazy = RowPass.suits(spec, data.rows()) || SparseBatchPass.suits(spec, sparse);
                double touchingAll = lazy ? 1 : spec.training().updatesPerEpoch(data.rows());
                yield (double) shape.outputs() * (sparse.stored() + data.rows()) + touchingAll * shape.size();
            }
        };
    }
}
