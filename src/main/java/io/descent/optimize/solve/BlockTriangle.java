package io.descent.optimize.solve;

import io.descent.kernel.Kernels;

/**
 * Householder QR of rows that pass by in blocks, each of which is folded into one triangle (Golub and Van Loan 2013,
 * §6.5.3), so that no copy of the data is made.
 */
public final class BlockTriangle {

    /** How many rows a block has. */
    public static final int ROWS = 256;

    private BlockTriangle() {}

    /**
     * Turns the triangle on top of a block into one triangle.
     *
     * @param triangle column after column, each as long as there are columns to make a triangle of
     * @param block column after column, each {@link #ROWS} long; overwritten
     * @param columns how many columns make the triangle
     * @param width how many columns there are: those behind, such as a right-hand side, are turned with them
     */
    public static void fold(double[] triangle, double[] block, int columns, int width) {
        for (int k = 0; k < columns; k++) {
            int head = k * columns + k;
            int below = k * ROWS;
            double square = Kernels.dot(block, below, block, below, ROWS);
            if (square == 0) {
                continue;
            }
            double diagonal = triangle[head];
            double norm = Math.sqrt(diagonal * diagonal + square);
            double image = diagonal > 0 ? -norm : norm;
            double tau = (image - diagonal) / image;
            Kernels.scale(1 / (diagonal - image), block, below, ROWS);
            triangle[head] = image;
            for (int j = k + 1; j < width; j++) {
                double product = tau * (triangle[j * columns + k] + Kernels.dot(block, below, block, j * ROWS, ROWS));
                triangle[j * columns + k] -= product;
                Kernels.axpy(-product, block, below, block, j * ROWS, ROWS);
            }
        }
    }
}
