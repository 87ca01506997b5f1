package io.descent.optimize.bound;

import io.descent.kernel.Kernels;
import java.util.Arrays;

/** A symmetric matrix without negative eigenvalues, of which the upper triangle is filled and then factored in place. */
final class SymmetricMatrix {

    /** What is added to a diagonal of ones, so that dependent rows can be factored: what rounding leaves of their pivots. */
    private static final double RIDGE = 1e-13;

    private final int size;
    private final double[] values;
    private final double[] scale;

    SymmetricMatrix(int size) {
        this.size = size;
        this.values = new double[size * size];
        this.scale = new double[size];
    }

    /** Adds factor · a·bᵀ, with both vectors {@code length} long, to the block that begins at this row and column. */
    void addOuter(double factor, double[] vector, int length, int row, int column) {
        for (int i = 0; i < length; i++) {
            int skipped = row == column ? i : 0;
            int at = (row + i) * size + column + skipped;
            Kernels.axpy(factor * vector[i], vector, skipped, values, at, length - skipped);
        }
    }

    void addToDiagonal(int index, double value) {
        values[index * size + index] += value;
    }

    void multiply(double factor) {
        Kernels.scale(factor, values, 0, values.length);
    }

    /** Cuts a row and its column off from the others. */
    void isolate(int index) {
        for (int i = 0; i < size; i++) {
            values[Math.min(i, index) * size + Math.max(i, index)] = 0;
        }
        values[index * size + index] = 1;
    }

    double diagonal(int index) {
        return values[index * size + index];
    }

    /** Factors it as UᵀU, scaled to a diagonal of ones, with as large a ridge as rounding makes necessary. */
    void factor() {
        for (int i = 0; i < size; i++) {
            scale[i] = diagonal(i) > 0 ? 1 / Math.sqrt(diagonal(i)) : 1;
        }
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                values[i * size + j] *= scale[i] * scale[j];
            }
        }
        double[] whole = values.clone();
        double ridge = RIDGE;
        while (!factored(ridge)) {
            System.arraycopy(whole, 0, values, 0, whole.length);
            ridge *= 100;
        }
    }

    private boolean factored(double ridge) {
        for (int i = 0; i < size; i++) {
            values[i * size + i] += ridge;
        }
        for (int i = 0; i < size; i++) {
            double pivot = values[i * size + i];
            if (!(pivot > 0)) {
                // numbers that overflowed are factored by no ridge
                return Double.isNaN(pivot) || ridge > 1;
            }
            Kernels.scale(1 / Math.sqrt(pivot), values, i * size + i, size - i);
            for (int k = i + 1; k < size; k++) {
                Kernels.axpy(-values[i * size + k], values, i * size + k, values, k * size + k, size - k);
            }
        }
        return true;
    }

    /** Returns the solution of the equations with this right-hand side; it must be factored. */
    double[] solve(double[] right) {
        double[] solution = new double[size];
        Arrays.setAll(solution, i -> right[i] * scale[i]);
        for (int i = 0; i < size; i++) {
            solution[i] /= values[i * size + i];
            Kernels.axpy(-solution[i], values, i * size + i + 1, solution, i + 1, size - i - 1);
        }
        for (int i = size - 1; i >= 0; i--) {
            double behind = Kernels.dot(values, i * size + i + 1, solution, i + 1, size - i - 1);
            solution[i] = (solution[i] - behind) / values[i * size + i];
        }
        Arrays.setAll(solution, i -> solution[i] * scale[i]);
        return solution;
    }
}
