package io.descent.optimize.stretch;

import io.descent.data.ParameterShape;
import io.descent.kernel.Kernels;

/** The arithmetic of linear margins over a tile of rows that stand one after the other in an array. */
public record DenseTile(ParameterShape shape) {

    /**
     * Puts the margins of the rows into {@code margins}: output k of the i-th row at i·K + k.
     *
     * @param first the place of the first row, which begins at {@code first}·d of the values
     */
    public void margins(double[] values, int first, int rows, double[] parameters, double[] margins) {
        int d = shape.features();
        int outputs = shape.outputs();
        for (int k = 0; k < outputs; k++) {
            double intercept = shape.intercept() ? parameters[shape.weights() + k] : 0;
            Kernels.dots(values, first * d, rows, parameters, k * d, d, margins, k, outputs);
            for (int i = 0; i < rows; i++) {
                margins[i * outputs + k] += intercept;
            }
        }
    }

    /** Adds what the slopes of the rows say of the parameters to a gradient. */
    public void addGradient(double[] values, int first, int rows, double[] slopes, double[] gradient) {
        int d = shape.features();
        int outputs = shape.outputs();
        for (int k = 0; k < outputs; k++) {
            Kernels.addRows(slopes, k, outputs, values, first * d, rows, gradient, k * d, d);
            if (shape.intercept()) {
                double sum = 0;
                for (int i = 0; i < rows; i++) {
                    sum += slopes[i * outputs + k];
                }
                gradient[shape.weights() + k] += sum;
            }
        }
    }
}
