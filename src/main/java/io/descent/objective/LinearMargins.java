package io.descent.objective;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.MappedDataset;
import io.descent.data.ParameterShape;
import io.descent.data.RowReader;
import io.descent.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/** Margins m_k = w_k·x + b_k, a weight for each feature and output. */
public record LinearMargins(Dataset data, ParameterShape shape) implements Margins {

    @Override
    public void margins(double[] parameters, int @Nullable [] rows, int from, int count, double[] into) {
        int outputs = shape.outputs();
        if (outputs == 1 && rows == null && data instanceof DenseDataset dense) {
            margins(dense.values(), from * shape.features(), count, parameters, into, 0);
            return;
        }
        if (rows == null && data instanceof MappedDataset mapped) {
            RowReader reader = mapped.reader();
            for (int done = 0, loaded; done < count; done += loaded) {
                loaded = reader.load(from + done, count - done);
                margins(reader.values(), reader.at(from + done), loaded, parameters, into, done);
            }
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

    /** The same, without asking the dataset for every row, of rows that stand in an array from {@code at} on. */
    private void margins(double[] values, int at, int count, double[] parameters, double[] into, int first) {
        int d = shape.features();
        int outputs = shape.outputs();
        for (int k = 0; k < outputs; k++) {
            double intercept = shape.intercept() ? parameters[shape.weights() + k] : 0;
            Kernels.dots(values, at, count, parameters, k * d, d, into, first * outputs + k, outputs);
            for (int i = first; i < first + count; i++) {
                into[i * outputs + k] += intercept;
            }
        }
    }

    @Override
    public void addGradient(double[] slopes, int @Nullable [] rows, int from, int count, double[] gradient) {
        int outputs = shape.outputs();
        if (rows == null && data instanceof DenseDataset dense) {
            addGradient(slopes, dense.values(), from * shape.features(), count, gradient);
            return;
        }
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

    /** The same bits, of rows that stand in an array from {@code at} on. */
    private void addGradient(double[] slopes, double[] values, int at, int count, double[] gradient) {
        int d = shape.features();
        int outputs = shape.outputs();
        for (int k = 0; k < outputs; k++) {
            Kernels.addRows(slopes, k, outputs, values, at, count, gradient, k * d, d);
            for (int i = 0; i < count && shape.intercept(); i++) {
                gradient[shape.weights() + k] += slopes[i * outputs + k];
            }
        }
    }
}
