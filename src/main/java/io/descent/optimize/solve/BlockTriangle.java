package io.descent.optimize.solve;

import io.descent.kernel.Kernels;
import java.util.Arrays;

/**
 * Householder QR of rows that pass by in blocks, each of which is folded into one triangle (Golub and Van Loan 2013,
 * §6.5.3), so that no copy of the data is made.
 */
public final class BlockTriangle {

    /** How many rows a block has. */
    public static final int ROWS = 256;

    private final int columns;
    private final int width;
    private final double[] triangle;
    private final double[] block;
    private final double[] taus;
    private final double[] alphas = new double[2];
    private final double[] products = new double[2];

    /**
     * Begins with a triangle of zeros.
     *
     * @param columns how many columns make the triangle
     * @param width how many columns there are: those behind, such as a right-hand side, are turned with them
     */
    public BlockTriangle(int columns, int width) {
        this.columns = columns;
        this.width = width;
        this.triangle = new double[width * columns];
        this.block = new double[width * ROWS];
        this.taus = new double[columns];
    }

    /** Returns the triangle, column after column, each as long as there are columns to make a triangle of. */
    public double[] triangle() {
        return triangle;
    }

    /** Returns where the next rows are put, column after column, each {@link #ROWS} long; {@link #fold} leaves anything in it. */
    public double[] block() {
        return block;
    }

    /**
     * Turns the triangle on top of the block into one triangle. Two columns take all reflections before the next two do, while they are in
     * the nearest cache.
     */
    public void fold() {
        for (int j = 0; j < width; j += 2) {
            int reflectors = Math.min(j, columns);
            if (j + 1 < width) {
                turnTwo(j, reflectors);
            } else {
                turn(j, 0, reflectors);
            }
            reflect(j);
            if (j + 1 < width) {
                turn(j + 1, reflectors, Math.min(j + 1, columns));
                reflect(j + 1);
            }
        }
    }

    /** Turns a column by some reflectors. */
    private void turn(int column, int from, int end) {
        int at = column * ROWS;
        for (int k = next(from, end); k < end; k = next(k + 1, end)) {
            double product = Kernels.dot(block, k * ROWS, block, at, ROWS);
            Kernels.axpy(alpha(k, column, product), block, k * ROWS, block, at, ROWS);
        }
    }

    /** Turns a column, and the one behind it, by the first reflectors. */
    private void turnTwo(int column, int end) {
        int at = column * ROWS;
        int k = next(0, end);
        if (k < end) {
            Kernels.dots(block, at, 2, block, k * ROWS, ROWS, products, 0, 1);
        }
        while (k < end) {
            alphas[0] = alpha(k, column, products[0]);
            alphas[1] = alpha(k, column + 1, products[1]);
            int then = next(k + 1, end);
            if (then < end) {
                Kernels.addThenDots(alphas, block, k * ROWS, then * ROWS, block, at, ROWS, products);
            } else {
                Kernels.axpy(alphas[0], block, k * ROWS, block, at, ROWS);
                Kernels.axpy(alphas[1], block, k * ROWS, block, at + ROWS, ROWS);
            }
            k = then;
        }
    }

    /** Turns the triangle's part of a column; returns what multiple of the reflector turns that of the block. */
    private double alpha(int reflector, int column, double product) {
        int at = column * columns + reflector;
        double share = taus[reflector] * (triangle[at] + product);
        triangle[at] -= share;
        return -share;
    }

    /** Returns the next reflector that turns anything, or {@code end}. */
    private int next(int from, int end) {
        int k = from;
        while (k < end && taus[k] == 0) {
            k++;
        }
        return k;
    }

    /** Makes the reflector that leaves of a column of the triangle no more than its diagonal; it takes the place of the block's column. */
    private void reflect(int column) {
        if (column >= columns) {
            return;
        }
        int at = column * ROWS;
        double square = Kernels.dot(block, at, block, at, ROWS);
        taus[column] = 0;
        if (square == 0) {
            return;
        }
        int head = column * columns + column;
        double diagonal = triangle[head];
        double norm = Math.sqrt(diagonal * diagonal + square);
        double image = diagonal > 0 ? -norm : norm;
        taus[column] = (image - diagonal) / image;
        Kernels.scale(1 / (diagonal - image), block, at, ROWS);
        triangle[head] = image;
    }

    /** Folds the rows of another triangle of the same kind. */
    public void fold(BlockTriangle other) {
        for (int first = 0; first < columns; first += ROWS) {
            int count = Math.min(ROWS, columns - first);
            Arrays.fill(block, 0);
            for (int j = 0; j < width; j++) {
                System.arraycopy(other.triangle, j * columns + first, block, j * ROWS, count);
            }
            fold();
        }
    }
}
