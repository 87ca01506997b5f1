package io.descent.kernel;

/**
 * The sparse twins of {@link Kernels}: one vector is given by its stored elements {@code values[p]} at the coordinates
 * {@code indices[p]}, p in [from, to), the other is dense and begins at an offset.
 *
 * <p>A sum has one fixed shape here, too: stored element {@code p} of a whole block goes to lane
 * {@code (p − from) mod 4}, the lanes are folded pairwise, and the rest is added one by one. Four lanes hide the latency
 * of an addition already, because each element costs three loads.
 *
 * <p>Nothing is allocated; coordinates outside the arrays throw {@link IndexOutOfBoundsException}.
 */
public final class SparseKernels {

    private static final int LANES = 4;

    private SparseKernels() {}

    /** Returns Σ values[p]·b[bFrom+indices[p]] for p in [from, to). */
    public static double dot(double[] values, int[] indices, int from, int to, double[] b, int bFrom) {
        double sum = 0;
        int p = from;
        if (to - from >= LANES) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            for (int last = to - LANES; p <= last; p += LANES) {
                s0 += values[p] * b[bFrom + indices[p]];
                s1 += values[p + 1] * b[bFrom + indices[p + 1]];
                s2 += values[p + 2] * b[bFrom + indices[p + 2]];
                s3 += values[p + 3] * b[bFrom + indices[p + 3]];
            }
            sum = (s0 + s2) + (s1 + s3);
        }
        for (; p < to; p++) {
            sum += values[p] * b[bFrom + indices[p]];
        }
        return sum;
    }

    /** Adds alpha·values[p] to y[yFrom+indices[p]] for p in [from, to). */
    public static void axpy(double alpha, double[] values, int[] indices, int from, int to, double[] y, int yFrom) {
        for (int p = from; p < to; p++) {
            y[yFrom + indices[p]] += alpha * values[p];
        }
    }
}
