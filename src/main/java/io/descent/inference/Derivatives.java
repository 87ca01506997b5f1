package io.descent.inference;

import io.descent.data.Dataset;
import io.descent.objective.MarginLoss;
import io.descent.objective.Objective;
import io.descent.objective.SoftmaxLoss;
import io.descent.objective.SquaredError;
import org.jspecify.annotations.Nullable;

/**
 * The first and second derivatives of the negative log-likelihood of rows by their margins, for one thread. Of the K margins of
 * softmax the first is held at 0, as only their differences tell anything; of squared errors it is (m − y)²/2.
 */
final class Derivatives {

    private final Objective objective;
    private final Dataset data;
    private final int outputs;
    private final int free;
    private final double[] margins;
    private final double[] whole;
    private final double[] slopes;
    private final double[] curvatures;
    private final @Nullable Density density;

    /**
     * Makes what measures the rows of an objective.
     *
     * @param density of its errors, where its loss does not curve
     */
    Derivatives(Objective objective, @Nullable Density density) {
        this.objective = objective;
        this.density = density;
        this.data = objective.data();
        this.outputs = objective.shape().outputs();
        this.free = free(outputs);
        this.margins = new double[Design.HEIGHT * outputs];
        this.whole = new double[outputs * outputs];
        this.slopes = new double[Design.HEIGHT * free];
        this.curvatures = new double[Design.HEIGHT * free * free];
    }

    /** Returns how many margins are free. */
    static int free(int outputs) {
        return Math.max(outputs - 1, 1);
    }

    /** Measures some rows, at most {@link Design#HEIGHT}. */
    void measure(double[] parameters, int from, int count) {
        objective.margins(parameters, null, from, count, margins);
        double[] targets = data.targets();
        if (density != null) {
            for (int i = 0; i < count; i++) {
                double error = targets[from + i] - margins[i];
                slopes[i] = density.slope(error);
                curvatures[i] = density.at(error);
            }
            return;
        }
        switch (objective.loss()) {
            case SquaredError _ -> {
                for (int i = 0; i < count; i++) {
                    slopes[i] = margins[i] - targets[from + i];
                    curvatures[i] = 1;
                }
            }
            case MarginLoss loss -> {
                for (int i = 0; i < count; i++) {
                    slopes[i] = loss.slope(margins[i], targets[from + i]);
                    curvatures[i] = loss.secondDerivative(margins[i], targets[from + i]);
                }
            }
            case SoftmaxLoss loss -> {
                for (int i = 0; i < count; i++) {
                    softmax(loss, i, (int) targets[from + i]);
                }
            }
        }
    }

    private void softmax(SoftmaxLoss loss, int row, int target) {
        // leaves the probabilities in the place of the margins
        loss.curvatures(margins, row * outputs, outputs, target, whole);
        for (int k = 0; k < free; k++) {
            // 1 − p from the shares of the others, which keeps its digits where p is nearly 1
            double others = 0;
            for (int l = 0; l < outputs; l++) {
                others += l == k + 1 ? 0 : margins[row * outputs + l];
            }
            slopes[row * free + k] = target == k + 1 ? -others : margins[row * outputs + k + 1];
            System.arraycopy(whole, (k + 1) * outputs + 1, curvatures, (row * free + k) * free, free);
        }
    }

    double slope(int row, int output) {
        return slopes[row * free + output];
    }

    /** Returns the second derivative of a row with one free margin. */
    double curvature(int row) {
        return curvatures[row];
    }

    double margin(int row) {
        return margins[row];
    }

    /**
     * Factors the second derivatives of a row as L·Lᵀ.
     *
     * @param into L, row after row
     */
    void factor(int row, double[] into) {
        int at = row * free * free;
        for (int k = 0; k < free; k++) {
            for (int l = 0; l <= k; l++) {
                double sum = curvatures[at + k * free + l];
                for (int r = 0; r < l; r++) {
                    sum -= into[k * free + r] * into[l * free + r];
                }
                double pivot = into[l * free + l];
                into[k * free + l] = k == l ? Math.sqrt(Math.max(sum, 0)) : pivot > 0 ? sum / pivot : 0;
            }
        }
    }
}
