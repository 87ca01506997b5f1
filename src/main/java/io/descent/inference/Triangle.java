package io.descent.inference;

import io.descent.kernel.Kernels;
import io.descent.optimize.solve.BlockTriangle;
import java.util.Arrays;

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

    /** Puts X·R⁻¹ in the place of a tile of rows X, which stands column after column. */
    void solveRows(double[] tile) {
        int height = Design.HEIGHT;
        for (int j = 0; j < size; j++) {
            for (int k = 0; k < j; k++) {
                double factor = at(k, j);
                if (factor != 0) {
                    Kernels.axpy(-factor, tile, k * height, tile, j * height, height);
                }
            }
            Kernels.scale(1 / at(j, j), tile, j * height, height);
        }
    }

    /** Returns the length of a column, down to the diagonal. */
    double length(int column) {
        return Math.sqrt(Kernels.dot(values, column * size, values, column * size, column + 1));
    }

    /** Folds the rows of a triangle with {@code width} columns into another of the same kind. */
    static void fold(double[] from, double[] into, int size, int width) {
        double[] block = new double[width * BlockTriangle.ROWS];
        for (int first = 0; first < size; first += BlockTriangle.ROWS) {
            int count = Math.min(BlockTriangle.ROWS, size - first);
            Arrays.fill(block, 0);
            for (int j = 0; j < width; j++) {
                System.arraycopy(from, j * size + first, block, j * BlockTriangle.ROWS, count);
            }
            BlockTriangle.fold(into, block, size, width);
        }
    }
}
