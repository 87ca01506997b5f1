package io.descent.kernel;

import static jdk.incubator.vector.DoubleVector.fromArray;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Kernels#addProducts} by vectors of 256 bits: of two columns with four others at a time, so that a number is loaded for several sums. */
final class VectorProducts {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;

    /** Whether four lanes are one vector. */
    static final boolean SUITS = SPECIES.length() == 4;

    private VectorProducts() {}

    static void addProducts(double[] x, int columns, int height, double[] sums) {
        for (int row = 0; row < columns; row += 2) {
            // of an odd number the last two overlap those before, of which the first has its sums
            int j = Math.max(Math.min(row, columns - 2), 0);
            int end = Math.min(j + 2, columns);
            for (int k = 0; k < end; k += 4) {
                if (end == j + 2 && k + 4 <= columns) {
                    twoByFour(x, j, k, j == row, columns, height, sums);
                } else {
                    singly(x, row, end, k, columns, height, sums);
                }
            }
        }
    }

    /** Of some columns with up to four, as far as the diagonal. */
    private static void singly(double[] x, int first, int end, int from, int columns, int height, double[] sums) {
        for (int j = Math.max(first, from); j < end; j++) {
            for (int k = from; k <= Math.min(j, from + 3); k++) {
                sums[j * columns + k] += one(x, j * height, k * height, height);
            }
        }
    }

    private static double one(double[] x, int p, int q, int height) {
        DoubleVector s = DoubleVector.zero(SPECIES);
        for (int i = 0; i < height; i += 4) {
            s = s.add(fromArray(SPECIES, x, p + i).mul(fromArray(SPECIES, x, q + i)));
        }
        return (s.lane(0) + s.lane(2)) + (s.lane(1) + s.lane(3));
    }

    private static void twoByFour(double[] x, int j, int k, boolean both, int columns, int height, double[] sums) {
        int p = j * height;
        int q = k * height;
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        DoubleVector t0 = s0;
        DoubleVector t1 = s0;
        DoubleVector t2 = s0;
        DoubleVector t3 = s0;
        for (int i = 0; i < height; i += 4) {
            DoubleVector a = fromArray(SPECIES, x, p + i);
            DoubleVector b = fromArray(SPECIES, x, p + height + i);
            DoubleVector x0 = fromArray(SPECIES, x, q + i);
            s0 = s0.add(a.mul(x0));
            t0 = t0.add(b.mul(x0));
            DoubleVector x1 = fromArray(SPECIES, x, q + height + i);
            s1 = s1.add(a.mul(x1));
            t1 = t1.add(b.mul(x1));
            DoubleVector x2 = fromArray(SPECIES, x, q + 2 * height + i);
            s2 = s2.add(a.mul(x2));
            t2 = t2.add(b.mul(x2));
            DoubleVector x3 = fromArray(SPECIES, x, q + 3 * height + i);
            s3 = s3.add(a.mul(x3));
            t3 = t3.add(b.mul(x3));
        }
        if (both) {
            add(s0, s1, s2, s3, sums, j * columns + k, j - k);
        }
        add(t0, t1, t2, t3, sums, (j + 1) * columns + k, j + 1 - k);
    }

    /** Adds the sums of lanes, as far as the diagonal, which is so far off. */
    private static void add(
            DoubleVector s0, DoubleVector s1, DoubleVector s2, DoubleVector s3, double[] sums, int at, int diagonal) {
        if (diagonal >= 0) {
            sums[at] += (s0.lane(0) + s0.lane(2)) + (s0.lane(1) + s0.lane(3));
        }
        if (diagonal >= 1) {
            sums[at + 1] += (s1.lane(0) + s1.lane(2)) + (s1.lane(1) + s1.lane(3));
        }
        if (diagonal >= 2) {
            sums[at + 2] += (s2.lane(0) + s2.lane(2)) + (s2.lane(1) + s2.lane(3));
        }
        if (diagonal >= 3) {
            sums[at + 3] += (s3.lane(0) + s3.lane(2)) + (s3.lane(1) + s3.lane(3));
        }
    }
}
