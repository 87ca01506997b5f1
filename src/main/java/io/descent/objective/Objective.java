package io.descent.objective;

import io.descent.data.DenseDataset;
import io.descent.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * Mean loss plus penalty over a dataset. Parameters are the d weights, then the intercept where there is one, over the
 * features of this dataset.
 */
public record Objective(DenseDataset data, Loss loss, Penalty penalty) {

    /** Returns Σ weight·loss / Σ weight, exact at these parameters. */
    public double meanLoss(double[] parameters) {
        double[] weights = data.weights();
        double[] targets = data.targets();
        double[] margin = new double[1];
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            margins(parameters, null, i, 1, margin);
            sum += (weights == null ? 1 : weights[i]) * loss.value(margin[0], targets[i]);
        }
        return sum / data.totalWeight();
    }

    /** Returns the mean loss plus the penalty. */
    public double value(double[] parameters) {
        return meanLoss(parameters) + penalty.value(parameters, data.features());
    }

    /**
     * Puts the margins of a stretch of rows into {@code into}.
     *
     * @param rows the rows, the stretch beginning at {@code from}; null for the rows from, from + 1, …
     */
    public void margins(double[] parameters, int @Nullable [] rows, int from, int count, double[] into) {
        double[] x = data.values();
        int d = data.features();
        double intercept = parameters.length > d ? parameters[d] : 0;
        for (int i = 0; i < count; i++) {
            int row = rows == null ? from + i : rows[from + i];
            into[i] = Kernels.dot(x, row * d, parameters, 0, d) + intercept;
        }
    }
}
