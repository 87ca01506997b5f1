package io.descent.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels by SIMD instructions, bit for bit what {@link ScalarKernels} computes. The 16 lanes of a sum are two
 * vectors of 512 bits, four of 256 or eight of 128, whichever the machine has; they are folded one by one, because
 * the order in which {@code reduceLanes} adds is not defined.
 *
 * <p>Loading this class needs the module {@code jdk.incubator.vector}.
 */
final class VectorKernels {

    /** Shorter sums have another shape, which {@link ScalarKernels} knows. */
    static final int SHORTEST_SUM = 8;

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    private VectorKernels() {}

    /** Returns how many bits a vector of this machine has. */
    static int bits() {
        return SPECIES.vectorBitSize();
    }

    static double dot(double[] a, int aFrom, double[] b, int bFrom, int length) {
        return switch (WIDTH) {
            case 8 -> dotBy8(a, aFrom, b, bFrom, length);
            case 4 -> dotBy4(a, aFrom, b, bFrom, length);
            default -> dotBy2(a, aFrom, b, bFrom, length);
        };
    }

    private static double dotBy8(double[] a, int aFrom, double[] b, int bFrom, int length) {
        DoubleVector s = DoubleVector.zero(SPECIES);
        DoubleVector t = s;
        int i = 0;
        for (; i <= length - 16; i += 16) {
            s = plusProduct(s, a, aFrom + i, b, bFrom + i);
            t = plusProduct(t, a, aFrom + i + 8, b, bFrom + i + 8);
        }
        s = s.add(t);
        if (i <= length - 8) {
            s = plusProduct(s, a, aFrom + i, b, bFrom + i);
            i += 8;
        }
        return ScalarKernels.foldWithRest(
                s.lane(0),
                s.lane(1),
                s.lane(2),
                s.lane(3),
                s.lane(4),
                s.lane(5),
                s.lane(6),
                s.lane(7),
                a,
                aFrom + i,
                b,
                bFrom + i,
                length - i);
    }

    private static double dotBy4(double[] a, int aFrom, double[] b, int bFrom, int length) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s4 = s0;
        DoubleVector t0 = s0;
        DoubleVector t4 = s0;
        int i = 0;
        for (; i <= length - 16; i += 16) {
            s0 = plusProduct(s0, a, aFrom + i, b, bFrom + i);
            s4 = plusProduct(s4, a, aFrom + i + 4, b, bFrom + i + 4);
            t0 = plusProduct(t0, a, aFrom + i + 8, b, bFrom + i + 8);
            t4 = plusProduct(t4, a, aFrom + i + 12, b, bFrom + i + 12);
        }
        s0 = s0.add(t0);
        s4 = s4.add(t4);
        if (i <= length - 8) {
            s0 = plusProduct(s0, a, aFrom + i, b, bFrom + i);
            s4 = plusProduct(s4, a, aFrom + i + 4, b, bFrom + i + 4);
            i += 8;
        }
        return ScalarKernels.foldWithRest(
                s0.lane(0),
                s0.lane(1),
                s0.lane(2),
                s0.lane(3),
                s4.lane(0),
                s4.lane(1),
                s4.lane(2),
                s4.lane(3),
                a,
                aFrom + i,
                b,
                bFrom + i,
                length - i);
    }

    private static double dotBy2(double[] a, int aFrom, double[] b, int bFrom, int length) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s2 = s0;
        DoubleVector s4 = s0;
        DoubleVector s6 = s0;
        DoubleVector t0 = s0;
        DoubleVector t2 = s0;
        DoubleVector t4 = s0;
        DoubleVector t6 = s0;
        int i = 0;
        for (; i <= length - 16; i += 16) {
            s0 = plusProduct(s0, a, aFrom + i, b, bFrom + i);
            s2 = plusProduct(s2, a, aFrom + i + 2, b, bFrom + i + 2);
            s4 = plusProduct(s4, a, aFrom + i + 4, b, bFrom + i + 4);
            s6 = plusProduct(s6, a, aFrom + i + 6, b, bFrom + i + 6);
            t0 = plusProduct(t0, a, aFrom + i + 8, b, bFrom + i + 8);
            t2 = plusProduct(t2, a, aFrom + i + 10, b, bFrom + i + 10);
            t4 = plusProduct(t4, a, aFrom + i + 12, b, bFrom + i + 12);
            t6 = plusProduct(t6, a, aFrom + i + 14, b, bFrom + i + 14);
        }
        s0 = s0.add(t0);
        s2 = s2.add(t2);
        s4 = s4.add(t4);
        s6 = s6.add(t6);
        if (i <= length - 8) {
            s0 = plusProduct(s0, a, aFrom + i, b, bFrom + i);
            s2 = plusProduct(s2, a, aFrom + i + 2, b, bFrom + i + 2);
            s4 = plusProduct(s4, a, aFrom + i + 4, b, bFrom + i + 4);
            s6 = plusProduct(s6, a, aFrom + i + 6, b, bFrom + i + 6);
            i += 8;
        }
        return ScalarKernels.foldWithRest(
                s0.lane(0),
                s0.lane(1),
                s2.lane(0),
                s2.lane(1),
                s4.lane(0),
                s4.lane(1),
                s6.lane(0),
                s6.lane(1),
                a,
                aFrom + i,
                b,
                bFrom + i,
                length - i);
    }

    private static DoubleVector plusProduct(DoubleVector sum, double[] a, int p, double[] b, int q) {
        return sum.add(DoubleVector.fromArray(SPECIES, a, p).mul(DoubleVector.fromArray(SPECIES, b, q)));
    }

    static void axpy(double alpha, double[] x, int xFrom, double[] y, int yFrom, int length) {
        DoubleVector alphas = DoubleVector.broadcast(SPECIES, alpha);
        int i = 0;
        for (; i <= length - WIDTH; i += WIDTH) {
            DoubleVector.fromArray(SPECIES, y, yFrom + i)
                    .add(DoubleVector.fromArray(SPECIES, x, xFrom + i).mul(alphas))
                    .intoArray(y, yFrom + i);
        }
        ScalarKernels.axpy(alpha, x, xFrom + i, y, yFrom + i, length - i);
    }

    static void descend(
            double rate, double slope, double[] x, int xFrom, double decay, double[] w, int wFrom, int length) {
        DoubleVector rates = DoubleVector.broadcast(SPECIES, rate);
        DoubleVector slopes = DoubleVector.broadcast(SPECIES, slope);
        int i = 0;
        if (decay == 0) {
            for (; i <= length - WIDTH; i += WIDTH) {
                DoubleVector gradient =
                        DoubleVector.fromArray(SPECIES, x, xFrom + i).mul(slopes);
                DoubleVector.fromArray(SPECIES, w, wFrom + i)
                        .sub(gradient.mul(rates))
                        .intoArray(w, wFrom + i);
            }
        } else {
            for (; i <= length - WIDTH; i += WIDTH) {
                DoubleVector before = DoubleVector.fromArray(SPECIES, w, wFrom + i);
                DoubleVector gradient = DoubleVector.fromArray(SPECIES, x, xFrom + i)
                        .mul(slopes)
                        .add(before.mul(decay));
                before.sub(gradient.mul(rates)).intoArray(w, wFrom + i);
            }
        }
        for (; i < length; i++) {
            double gradient = decay == 0 ? slope * x[xFrom + i] : slope * x[xFrom + i] + decay * w[wFrom + i];
            w[wFrom + i] -= rate * gradient;
        }
    }
}
