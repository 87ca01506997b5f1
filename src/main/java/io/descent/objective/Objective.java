package io.descent.objective;

import io.descent.data.Dataset;
import io.descent.data.ParameterShape;
import org.jspecify.annotations.Nullable;

/** Mean loss plus penalty over a dataset, as a function of parameters over its features. */
public record Objective(Dataset data, Loss loss, Penalty penalty, ParameterShape shape) {

    public Objective {
        if (shape.features() != data.features()) {
            throw new IllegalArgumentException("parameters belong to the features of the data");
        }
    }

    /** Returns Σ weight·loss / Σ weight, exact at these parameters. */
    public double meanLoss(double[] parameters) {
        double[] margins = new double[shape.outputs()];
        double sum = 0;
        for (int i = 0; i < data.rows(); i++) {
            margins(parameters, null, i, 1, margins);
            sum += loss.sum(margins, shape.outputs(), data, null, i, 1);
        }
        return sum / data.totalWeight();
    }

    /** Returns the mean loss plus the penalty. */
    public double value(double[] parameters) {
        return meanLoss(parameters) + penalty.value(parameters, shape.weights());
    }

    /**
     * Puts the margins of a stretch of rows into {@code into}: output k of the i-th row at i·K + k.
     *
     * @param rows the rows, the stretch beginning at {@code from}; null for the rows from, from + 1, …
     */
    public void margins(double[] parameters, int @Nullable [] rows, int from, int count, double[] into) {
        int outputs = shape.outputs();
        for (int i = 0; i < count; i++) {
            int row = rows == null ? from + i : rows[from + i];
            for (int k = 0; k < outputs; k++) {
                double intercept = shape.intercept() ? parameters[shape.weights() + k] : 0;
                into[i * outputs + k] = data.dot(row, parameters, k * shape.features()) + intercept;
            }
        }
    }

    /**
     * Adds Σ slope·∂m/∂θ over a stretch of rows to a gradient: what the slopes of {@link Loss#slopes} say of the
     * parameters.
     */
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
