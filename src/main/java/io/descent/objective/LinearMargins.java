package io.descent.objective;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.ParameterShape;
import io.descent.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/** Margins m_k = w_k·x + b_k, a weight for each feature and output. */
public record LinearMargins(Dataset data, ParameterShape shape) implements Margins {

    @Override
    public void margins(double[] parameters, int @Nullable [] rows, int from, int count, double[] into) {
        int outputs = shape.outputs();
        if (outputs == 1 && rows == null && data instanceof DenseDataset dense) {
            denseMargins(dense, parameters, from, count, into);
            return;
        }
        for (int i = 0; i < count; i++) {
            int row = rows == null ? from + i : rows[from + i];
            for (int k = 0; k < outputs; k++) {
                double intercept = shape.intercept() ? parameters[shape.weights() + k] : 0;
                into[i * outputs + k] = data.dot(row, parameters, k * shape.features()) + intercept;
            }
        }
    }

    /** The same, without asking the dataset for every row. */
    private void denseMargins(DenseDataset dense, double[] parameters, int from, int count, double[] into) {
        int d = shape.features();
        double intercept = shape.intercept() ? parameters[d] : 0;
        Kernels.dots(dense.values(), from * d, count, parameters, 0, d, into, 0, 1);
        for (int i = 0; i < count; i++) {
            into[i] += intercept;
        }
    }

    @Override
    public void addGradient(double[] slopes, int @Nullable [] rows, int from, int count, double[] gradient) {
        int outputs = shape.outputs();
        for (int i = 0; i < count; i++) {
            int row = rows == null ? from + i : rows[from + i];
            for (int k = 0; k < outputs; k++) {
                double slope = slopes[i * outputs + k];
                data.axpy(slope, row, gradient, k * shape.features());
                if (shape.intercept()) {
                    gradient[shape.weights() + k] += slope;
                }
            }
        }
    }
}
