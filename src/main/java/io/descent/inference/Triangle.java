package io.descent.inference;

import io.descent.kernel.Kernels;

/**
 * An upper triangle R, of which RᵀR is a positive definite matrix.
 *
 * @param values column after column, each {@code size} long
 */
record Triangle(int size, double[] values) {

    double at(int row, int column) {
        return values[column * size + row];
    }

    /** Puts R⁻ᵀx in the place of x. */
    void solveTransposed(double[] x) {
        for (int j = 0; j < size; j++) {
            x[j] = (x[j] - Kernels.dot(values, j * size, x, 0, j)) / at(j, j);
        }
    }

    /** Puts R⁻¹x in the place of x. */
    void solve(double[] x) {
        for (int j = size - 1; j >= 0; j--) {
            x[j] /= at(j, j);
            Kernels.axpy(-x[j], values, j * size, x, 0, j);
        }
    }

    /**
     * Puts X·R⁻¹ in the place of a tile of rows X, which stands column after column.
     *
     * @param negative −R
     * @param height how long a column is
     */
    static void solveRows(Triangle negative, double[] tile, int height) {
        int size = negative.size;
        for (int j = 0; j < size; j++) {
            Kernels.addRows(negative.values, j * size, 1, tile, 0, j, tile, j * height, height);
            Kernels.scale(-1 / negative.at(j, j), tile, j * height, height);
        }
    }

    /** Returns −R. */
    Triangle negative() {
        double[] negative = new double[values.length];
        Kernels.axpy(-1, values, 0, negative, 0, values.length);
        return new Triangle(size, negative);
    }

    /** Returns the least share of the length of a column that those before it leave; NaN where a column is 0. */
    double leastShare() {
        double least = 1;
        for (int j = 0; j < size; j++) {
            least = Math.min(least, Math.abs(at(j, j)) / length(j));
        }
        return least;
    }

    /** Returns the length of a column, down to the diagonal. */
    double length(int column) {
        return Math.sqrt(Kernels.dot(values, column * size, values, column * size, column + 1));
    }
}
