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
        for (int j = 0; j < columns; j += 2) {
            boolean two = j + 1 < columns;
            int k = 0;
            for (; two && k + 3 <= j; k += 4) {
                twoByFour(x, j, k, columns, height, sums);
            }
            for (; k <= j; k++) {
                sums[j * columns + k] += one(x, j * height, k * height, height);
                if (two) {
                    sums[(j + 1) * columns + k] += one(x, (j + 1) * height, k * height, height);
                }
            }
            if (two) {
                sums[(j + 1) * columns + j + 1] += one(x, (j + 1) * height, (j + 1) * height, height);
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

    private static void twoByFour(double[] x, int j, int k, int columns, int height, double[] sums) {
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
        int at = j * columns + k;
        int next = at + columns;
        sums[at] += (s0.lane(0) + s0.lane(2)) + (s0.lane(1) + s0.lane(3));
        sums[at + 1] += (s1.lane(0) + s1.lane(2)) + (s1.lane(1) + s1.lane(3));
        sums[at + 2] += (s2.lane(0) + s2.lane(2)) + (s2.lane(1) + s2.lane(3));
        sums[at + 3] += (s3.lane(0) + s3.lane(2)) + (s3.lane(1) + s3.lane(3));
        sums[next] += (t0.lane(0) + t0.lane(2)) + (t0.lane(1) + t0.lane(3));
        sums[next + 1] += (t1.lane(0) + t1.lane(2)) + (t1.lane(1) + t1.lane(3));
        sums[next + 2] += (t2.lane(0) + t2.lane(2)) + (t2.lane(1) + t2.lane(3));
        sums[next + 3] += (t3.lane(0) + t3.lane(2)) + (t3.lane(1) + t3.lane(3));
    }
}
