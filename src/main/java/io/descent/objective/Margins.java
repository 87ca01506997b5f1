package io.descent.objective;

import io.descent.data.ParameterShape;
import org.jspecify.annotations.Nullable;

/**
 * The map from the features of some rows to their margins, on which the loss is measured: the seam for models that are no
 * linear map. Passes over batches and the solvers that follow a gradient know no more of a model than this; the fused
 * passes for single and for sparse rows, the curvature and least squares are for linear maps alone.
 */
public sealed interface Margins permits LinearMargins {

    /** Returns the layout of the parameters. */
    ParameterShape shape();

    /**
     * Puts the margins of a stretch of rows into {@code into}: output k of the i-th row at i·K + k.
     *
     * @param rows the rows, the stretch beginning at {@code from}; null for the rows from, from + 1, …
     */
    void margins(double[] parameters, int @Nullable [] rows, int from, int count, double[] into);

    /**
     * Adds Σ slope·∂m/∂θ over a stretch of rows to a gradient: what the slopes of {@link Loss#lossAndSlopes} say of the
     * parameters.
     */
    void addGradient(double[] slopes, int @Nullable [] rows, int from, int count, double[] gradient);
}
