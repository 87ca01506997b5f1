package io.descent.kernel;

/**
 * Dense vector arithmetic on stretches of arrays.
 *
 * <p>Every sum has one fixed shape, so that the same input gives the same bits however the code is compiled: from
 * {@value #LANES} elements on, element {@code i} of a whole block goes to lane {@code i mod 8}, the lanes are folded
 * pairwise in a fixed order, and the rest is added one by one. No fused multiply-add is used, because its rounding
 * differs from multiplying and adding.
 *
 * <p>Nothing is allocated; indices outside the arrays throw {@link IndexOutOfBoundsException}.
 */
public final class Kernels {

    private static final int LANES = 8;

    private Kernels() {}

    /** Returns Σ a[aFrom+i]·b[bFrom+i] for i in [0, length). */
    public static double dot(double[] a, int aFrom, double[] b, int bFrom, int length) {
        double sum = 0;
        int i = 0;
        if (length >= LANES) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            double s4 = 0;
            double s5 = 0;
            double s6 = 0;
            double s7 = 0;
            for (int last = length - LANES; i <= last; i += LANES) {
                int p = aFrom + i;
                int q = bFrom + i;
                s0 += a[p] * b[q];
                s1 += a[p + 1] * b[q + 1];
                s2 += a[p + 2] * b[q + 2];
                s3 += a[p + 3] * b[q + 3];
                s4 += a[p + 4] * b[q + 4];
                s5 += a[p + 5] * b[q + 5];
                s6 += a[p + 6] * b[q + 6];
                s7 += a[p + 7] * b[q + 7];
            }
            sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
        }
        for (; i < length; i++) {
            sum += a[aFrom + i] * b[bFrom + i];
        }
        return sum;
    }

    /** Adds alpha·x[xFrom+i] to y[yFrom+i] for i in [0, length). */
    public static void axpy(double alpha, double[] x, int xFrom, double[] y, int yFrom, int length) {
        for (int i = 0; i < length; i++) {
            y[yFrom + i] += alpha * x[xFrom + i];
        }
    }

    /**
     * Subtracts rate·(slope·x[xFrom+i] + decay·w[wFrom+i]) from w[wFrom+i] for i in [0, length): a step of plain
     * gradient descent on one row, rounded as if the gradient had been stored first.
     */
    public static void descend(
            double rate, double slope, double[] x, int xFrom, double decay, double[] w, int wFrom, int length) {
        if (decay == 0) {
            for (int i = 0; i < length; i++) {
                w[wFrom + i] -= rate * (slope * x[xFrom + i]);
            }
        } else {
            for (int i = 0; i < length; i++) {
                w[wFrom + i] -= rate * (slope * x[xFrom + i] + decay * w[wFrom + i]);
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
