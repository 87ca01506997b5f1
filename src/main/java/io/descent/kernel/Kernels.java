package io.descent.kernel;

/**
 * Dense vector arithmetic on stretches of arrays, by SIMD instructions or without them: {@link #CHOICE}.
 *
 * <p>Every sum has one fixed shape, so that the same input gives the same bits whichever twin computes it and however
 * the code is compiled. From 8 elements on, element {@code i} of the whole blocks of 16 goes to lane {@code i mod 16};
 * lanes 8 to 15 are added to lanes 0 to 7; the rest goes to lanes {@code i mod 8}; the lanes are folded in halves.
 * Fewer elements are added one by one. No fused multiply-add is used, because its rounding differs from multiplying and
 * adding.
 *
 * <p>Nothing is allocated; indices outside the arrays throw {@link IndexOutOfBoundsException}.
 */
public final class Kernels {

    /** Which twin serves this process, and why. */
    public static final KernelChoice CHOICE = KernelChoice.ofThisProcess();

    /** Below this many elements the scalar loop is the faster one. */
    private static final int WORTH_VECTORS = 16;

    private static final boolean VECTOR = CHOICE.vector();

    private Kernels() {}

    /** Returns Σ a[aFrom+i]·b[bFrom+i] for i in [0, length). */
    public static double dot(double[] a, int aFrom, double[] b, int bFrom, int length) {
        return VECTOR && length >= WORTH_VECTORS
                ? VectorSums.dot(a, aFrom, b, bFrom, length)
                : ScalarKernels.dot(a, aFrom, b, bFrom, length);
    }

    /**
     * Puts Σ x[xFrom+k·length+i]·w[wFrom+i] into into[from+k·step] for k in [0, rows): the bits of as many {@link #dot}.
     */
    public static void dots(
            double[] x, int xFrom, int rows, double[] w, int wFrom, int length, double[] into, int from, int step) {
        if (VECTOR && length >= WORTH_VECTORS) {
            VectorSums.dots(x, xFrom, rows, w, wFrom, length, into, from, step);
        } else {
            for (int k = 0; k < rows; k++) {
                into[from + k * step] = ScalarKernels.dot(x, xFrom + k * length, w, wFrom, length);
            }
        }
    }

    /** Adds alpha·x[xFrom+i] to y[yFrom+i] for i in [0, length). */
    public static void axpy(double alpha, double[] x, int xFrom, double[] y, int yFrom, int length) {
        if (VECTOR && length >= WORTH_VECTORS) {
            VectorKernels.axpy(alpha, x, xFrom, y, yFrom, length);
        } else {
            ScalarKernels.axpy(alpha, x, xFrom, y, yFrom, length);
        }
    }

    /**
     * Adds alphas[aFrom+i·aStep]·x[xFrom+i·length+j] to y[yFrom+j] for j in [0, length), row after row for i in
     * [0, rows): the bits of as many {@link #axpy}, with y in registers.
     */
    public static void addRows(
            double[] alphas, int aFrom, int aStep, double[] x, int xFrom, int rows, double[] y, int yFrom, int length) {
        if (VECTOR && length >= WORTH_VECTORS) {
            VectorKernels.addRows(alphas, aFrom, aStep, x, xFrom, rows, y, yFrom, length);
        } else {
            for (int i = 0; i < rows; i++) {
                ScalarKernels.axpy(alphas[aFrom + i * aStep], x, xFrom + i * length, y, yFrom, length);
            }
        }
    }

    /**
     * Subtracts rate·(slope·x[xFrom+i] + decay·w[wFrom+i]) from w[wFrom+i] for i in [0, length): a step of plain
     * gradient descent on one row, rounded as if the gradient had been stored first.
     */
    public static void descend(
            double rate, double slope, double[] x, int xFrom, double decay, double[] w, int wFrom, int length) {
        if (VECTOR && length >= WORTH_VECTORS) {
            VectorKernels.descend(rate, slope, x, xFrom, decay, w, wFrom, length);
        } else {
            ScalarKernels.descend(rate, slope, x, xFrom, decay, w, wFrom, length);
        }
    }

    /**
     * Takes the step of {@link #descend} without decay on the row at {@code xFrom} and returns the {@link #dot} of the
     * row at {@code next} with what comes out: the bits of both, with w loaded once.
     */
    public static double descendThenDot(
            double rate, double slope, double[] x, int xFrom, int next, double[] w, int length) {
        if (VECTOR && length >= WORTH_VECTORS) {
            return VectorSums.descendThenDot(rate, slope, x, xFrom, next, w, length);
        }
        ScalarKernels.descend(rate, slope, x, xFrom, 0, w, 0, length);
        return ScalarKernels.dot(x, next, w, 0, length);
    }

    /**
     * Adds alphas[k]·x[xFrom+i] to y[yFrom+k·length+i] for i in [0, length) and puts Σ x[next+i]·y[yFrom+k·length+i] into products[k], for k
     * = 0 and 1: the bits of two {@link #axpy} and two {@link #dot}, with each number loaded once.
     */
    public static void addThenDots(
            double[] alphas, double[] x, int xFrom, int next, double[] y, int yFrom, int length, double[] products) {
        if (VECTOR && VectorTurns.suits(length)) {
            VectorTurns.addThenDots(alphas, x, xFrom, next, y, yFrom, length, products);
            return;
        }
        for (int k = 0; k < 2; k++) {
            axpy(alphas[k], x, xFrom, y, yFrom + k * length, length);
            products[k] = dot(x, next, y, yFrom + k * length, length);
        }
    }

    /** Puts x[xFrom+i] into y[yFrom+i] for i in [0, length). */
    public static void copy(double[] x, int xFrom, double[] y, int yFrom, int length) {
        if (length >= WORTH_VECTORS) {
            System.arraycopy(x, xFrom, y, yFrom, length);
            return;
        }
        int p = xFrom;
        int q = yFrom;
        // straight lines: a loop of few rounds costs more than what it copies
        if ((length & 8) != 0) {
            copyFour(x, p, y, q);
            copyFour(x, p + 4, y, q + 4);
            p += 8;
            q += 8;
        }
        if ((length & 4) != 0) {
            copyFour(x, p, y, q);
            p += 4;
            q += 4;
        }
        if ((length & 2) != 0) {
            y[q] = x[p];
            y[q + 1] = x[p + 1];
            p += 2;
            q += 2;
        }
        if ((length & 1) != 0) {
            y[q] = x[p];
        }
    }

    private static void copyFour(double[] x, int p, double[] y, int q) {
        y[q] = x[p];
        y[q + 1] = x[p + 1];
        y[q + 2] = x[p + 2];
        y[q + 3] = x[p + 3];
    }

    /**
     * Puts (x[from+i] − center[i mod d]) / scale[i mod d] into x[from+i] for i in [0, length), d being the length of {@code
     * center} and of {@code scale}.
     */
    public static void rescale(double[] x, int from, int length, double[] center, double[] scale) {
        int d = center.length;
        for (int i = 0; i < length; i += d) {
            int part = Math.min(d, length - i);
            if (VECTOR && d >= WORTH_VECTORS) {
                VectorKernels.rescale(x, from + i, center, scale, part);
            } else {
                ScalarKernels.rescale(x, from + i, center, scale, 0, part);
            }
        }
    }

    /**
     * With r = x[from+i·d+j] − center[j] adds weights[wFrom+i]·r to shifts[j] and (weights[wFrom+i]·r)·r to squares[j], row after row for i
     * in [0, rows) and for j in [0, d), d being the length of {@code center}.
     */
    public static void addMoments(
            double[] weights,
            int wFrom,
            double[] x,
            int from,
            int rows,
            double[] center,
            double[] shifts,
            double[] squares) {
        addMoments(weights, wFrom, x, from, rows, center, shifts, squares, 0, center.length);
    }

    /** Adds the same for j in [first, end) alone: the same bits. */
    public static void addMoments(
            double[] weights,
            int wFrom,
            double[] x,
            int from,
            int rows,
            double[] center,
            double[] shifts,
            double[] squares,
            int first,
            int end) {
        int rest = VECTOR
                ? VectorMoments.addMoments(weights, wFrom, x, from, rows, center, shifts, squares, first, end)
                : first;
        ScalarKernels.addMoments(weights, wFrom, x, from, rows, center, shifts, squares, rest, end);
    }

    /**
     * Adds Σ x[j·height+i]·x[k·height+i] over i in [0, height) to sums[j·columns+k] for k ≤ j &lt; columns, where {@code height} is a
     * multiple of 4: element i goes to lane i mod 4, and the lanes are folded in halves.
     */
    public static void addProducts(double[] x, int columns, int height, double[] sums) {
        if (height % 4 != 0) {
            throw new IllegalArgumentException("a column is whole lanes");
        }
        if (VECTOR && VectorProducts.SUITS) {
            VectorProducts.addProducts(x, columns, height, sums);
            return;
        }
        for (int j = 0; j < columns; j++) {
            for (int k = 0; k <= j; k++) {
                sums[j * columns + k] += ScalarKernels.product(x, j * height, k * height, height);
            }
        }
    }

    /** Multiplies x[from+i] by alpha for i in [0, length). */
    public static void scale(double alpha, double[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            x[from + i] *= alpha;
        }
    }
}
