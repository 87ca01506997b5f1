package io.descent.kernel;

/** The kernels one element at a time, in sums of the shape that {@link Kernels} tells. */
final class ScalarKernels {

    private ScalarKernels() {}

    static double dot(double[] a, int aFrom, double[] b, int bFrom, int length) {
        if (length < 8) {
            double sum = 0;
            for (int i = 0; i < length; i++) {
                sum += a[aFrom + i] * b[bFrom + i];
            }
            return sum;
        }
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int p = aFrom;
        int q = bFrom;
        int left = length;
        if (left >= 16) {
            double t0 = 0;
            double t1 = 0;
            double t2 = 0;
            double t3 = 0;
            double t4 = 0;
            double t5 = 0;
            double t6 = 0;
            double t7 = 0;
            for (; left >= 16; left -= 16) {
                s0 += a[p] * b[q];
                s1 += a[p + 1] * b[q + 1];
                s2 += a[p + 2] * b[q + 2];
                s3 += a[p + 3] * b[q + 3];
                s4 += a[p + 4] * b[q + 4];
                s5 += a[p + 5] * b[q + 5];
                s6 += a[p + 6] * b[q + 6];
                s7 += a[p + 7] * b[q + 7];
                t0 += a[p + 8] * b[q + 8];
                t1 += a[p + 9] * b[q + 9];
                t2 += a[p + 10] * b[q + 10];
                t3 += a[p + 11] * b[q + 11];
                t4 += a[p + 12] * b[q + 12];
                t5 += a[p + 13] * b[q + 13];
                t6 += a[p + 14] * b[q + 14];
                t7 += a[p + 15] * b[q + 15];
                p += 16;
                q += 16;
            }
            s0 += t0;
            s1 += t1;
            s2 += t2;
            s3 += t3;
            s4 += t4;
            s5 += t5;
            s6 += t6;
            s7 += t7;
        }
        if (left >= 8) {
            s0 += a[p] * b[q];
            s1 += a[p + 1] * b[q + 1];
            s2 += a[p + 2] * b[q + 2];
            s3 += a[p + 3] * b[q + 3];
            s4 += a[p + 4] * b[q + 4];
            s5 += a[p + 5] * b[q + 5];
            s6 += a[p + 6] * b[q + 6];
            s7 += a[p + 7] * b[q + 7];
            p += 8;
            q += 8;
            left -= 8;
        }
        return foldWithRest(s0, s1, s2, s3, s4, s5, s6, s7, a, p, b, q, left);
    }

    /** Adds the products of the fewer than 8 elements that are left to their lanes, and folds the lanes. */
    static double foldWithRest(
            double s0,
            double s1,
            double s2,
            double s3,
            double s4,
            double s5,
            double s6,
            double s7,
            double[] a,
            int p,
            double[] b,
            int q,
            int left) {
        if (left > 0) {
            s0 += a[p] * b[q];
        }
        if (left > 1) {
            s1 += a[p + 1] * b[q + 1];
        }
        if (left > 2) {
            s2 += a[p + 2] * b[q + 2];
        }
        if (left > 3) {
            s3 += a[p + 3] * b[q + 3];
        }
        if (left > 4) {
            s4 += a[p + 4] * b[q + 4];
        }
        if (left > 5) {
            s5 += a[p + 5] * b[q + 5];
        }
        if (left > 6) {
            s6 += a[p + 6] * b[q + 6];
        }
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    static void axpy(double alpha, double[] x, int xFrom, double[] y, int yFrom, int length) {
        for (int i = 0; i < length; i++) {
            y[yFrom + i] += alpha * x[xFrom + i];
        }
    }

    static void descend(
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

    static void rescale(double[] x, int from, double[] center, double[] scale, int first, int end) {
        for (int i = first; i < end; i++) {
            x[from + i] = (x[from + i] - center[i]) / scale[i];
        }
    }

    /** Of some columns. */
    static void addMoments(
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
        int d = center.length;
        for (int j = first; j < end; j++) {
            double shift = shifts[j];
            double square = squares[j];
            for (int i = 0; i < rows; i++) {
                double off = x[from + i * d + j] - center[j];
                double weighted = weights[wFrom + i] * off;
                shift += weighted;
                square += weighted * off;
            }
            shifts[j] = shift;
            squares[j] = square;
        }
    }

    /** A sum in four lanes. */
    static double product(double[] x, int p, int q, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int i = 0; i < length; i += 4) {
            s0 += x[p + i] * x[q + i];
            s1 += x[p + i + 1] * x[q + i + 1];
            s2 += x[p + i + 2] * x[q + i + 2];
            s3 += x[p + i + 3] * x[q + i + 3];
        }
        return (s0 + s2) + (s1 + s3);
    }
}
