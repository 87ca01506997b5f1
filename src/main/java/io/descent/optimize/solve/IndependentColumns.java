package io.descent.optimize.solve;

import io.descent.kernel.Kernels;
import java.util.Arrays;

/** Independent vectors, and what of other vectors they make up: Gram-Schmidt, each vector orthogonalised twice. */
final class IndependentColumns {

    private final int size;

    /** Orthonormal vectors, one after another. */
    private final double[] basis;

    /** Of each of those, how much of each independent vector it is made of. */
    private final double[] made;

    private int count;

    IndependentColumns(int size) {
        this.size = size;
        this.basis = new double[size * size];
        this.made = new double[size * size];
    }

    int count() {
        return count;
    }

    /** Returns how much of each independent vector makes up what it takes away from a vector. */
    double[] takeOut(double[] vector) {
        double[] shares = new double[count];
        for (int time = 0; time < 2; time++) {
            for (int k = 0; k < count; k++) {
                double share = Kernels.dot(basis, k * size, vector, 0, size);
                Kernels.axpy(-share, basis, k * size, vector, 0, size);
                Kernels.axpy(share, made, k * size, shares, 0, count);
            }
        }
        return shares;
    }

    /**
     * Adds an independent vector.
     *
     * @param rest what {@link #takeOut} left of it
     * @param shares what that returned
     */
    void add(double[] rest, double[] shares) {
        double norm = norm(rest);
        int at = count * size;
        for (int k = 0; k < size; k++) {
            basis[at + k] = rest[k] / norm;
        }
        for (int k = 0; k < count; k++) {
            made[at + k] = -shares[k] / norm;
        }
        made[at + count] = 1 / norm;
        count++;
    }

    /** Returns by how much the share of a vector may be off where a vector is off by 1. */
    double sensitivity(int share) {
        double sum = 0;
        for (int k = share; k < count; k++) {
            sum += Math.abs(made[k * size + share]);
        }
        return sum;
    }

    static double norm(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
    }
}
