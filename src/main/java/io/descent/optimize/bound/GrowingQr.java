package io.descent.optimize.bound;

import io.descent.kernel.Kernels;

/**
 * The QR factors of a matrix whose columns come and go: by Gram-Schmidt, each column orthogonalised twice, and by Givens
 * rotations (Golub and Van Loan, "Matrix Computations", 2013, §5.2.7 and §6.5.2).
 */
final class GrowingQr {

    /** Of a column of length 1, what the columns before it must leave. */
    private static final double INDEPENDENT = 1e-12;

    private final int size;

    /** Orthonormal vectors, one after another. */
    private final double[] q;

    /** Column j begins at j·size. */
    private final double[] r;

    private int count;

    GrowingQr(int size) {
        this.size = size;
        this.q = new double[size * size];
        this.r = new double[size * size];
    }

    int count() {
        return count;
    }

    /** Appends a column of length 1; false where it depends on those that are there, and nothing was done. */
    boolean add(double[] column) {
        if (count == size) {
            return false;
        }
        int at = count * size;
        double[] own = column.clone();
        double[] shares = new double[count];
        takeOut(own, shares);
        double norm = Math.sqrt(Kernels.dot(own, 0, own, 0, size));
        if (!(norm > INDEPENDENT)) {
            return false;
        }
        System.arraycopy(shares, 0, r, at, count);
        r[at + count] = norm;
        Kernels.scale(1 / norm, own, 0, size);
        System.arraycopy(own, 0, q, at, size);
        count++;
        return true;
    }

    private void takeOut(double[] vector, double[] shares) {
        for (int time = 0; time < 2; time++) {
            for (int k = 0; k < count; k++) {
                double share = Kernels.dot(q, k * size, vector, 0, size);
                Kernels.axpy(-share, q, k * size, vector, 0, size);
                shares[k] += share;
            }
        }
    }

    /** Takes a column away; those behind it move up. */
    void remove(int column) {
        count--;
        for (int j = column; j < count; j++) {
            System.arraycopy(r, (j + 1) * size, r, j * size, j + 2);
        }
        for (int i = column; i < count; i++) {
            double head = r[i * size + i];
            double below = r[i * size + i + 1];
            double norm = Math.hypot(head, below);
            double cosine = head / norm;
            double sine = below / norm;
            for (int j = i; j < count; j++) {
                rotate(r, j * size + i, j * size + i + 1, cosine, sine);
            }
            for (int k = 0; k < size; k++) {
                rotate(q, i * size + k, (i + 1) * size + k, cosine, sine);
            }
        }
    }

    private static void rotate(double[] values, int one, int other, double cosine, double sine) {
        double first = values[one];
        double second = values[other];
        values[one] = cosine * first + sine * second;
        values[other] = cosine * second - sine * first;
    }

    /** Returns what the columns leave of a vector: its distance from their span. */
    double[] rest(double[] vector) {
        double[] rest = vector.clone();
        takeOut(rest, new double[count]);
        return rest;
    }

    /** Returns the factors of the columns whose sum comes nearest to a vector. */
    double[] factors(double[] vector) {
        double[] factors = new double[count];
        takeOut(vector.clone(), factors);
        for (int k = count - 1; k >= 0; k--) {
            factors[k] /= r[k * size + k];
            Kernels.axpy(-factors[k], r, k * size, factors, 0, k);
        }
        return factors;
    }
}
