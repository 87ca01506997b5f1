package io.descent.kernel;

import static jdk.incubator.vector.DoubleVector.fromArray;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sums among {@link VectorKernels}. Their 16 lanes are four vectors of 256 bits or eight of 128, folded one by one,
 * because the order in which {@code reduceLanes} adds is not defined.
 */
final class VectorSums {

    /** Shorter sums have another shape, which {@link ScalarKernels} knows. */
    static final int SHORTEST = 8;

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int WIDTH = SPECIES.length();

    private VectorSums() {}

    static double dot(double[] a, int aFrom, double[] b, int bFrom, int length) {
        return WIDTH == 4 ? dotBy4(a, aFrom, b, bFrom, length) : dotBy2(a, aFrom, b, bFrom, length);
    }

    private static double dotBy4(double[] a, int aFrom, double[] b, int bFrom, int length) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s4 = s0;
        DoubleVector t0 = s0;
        DoubleVector t4 = s0;
        int i = 0;
        for (; i <= length - 16; i += 16) {
            s0 = s0.add(fromArray(SPECIES, a, aFrom + i).mul(fromArray(SPECIES, b, bFrom + i)));
            s4 = s4.add(fromArray(SPECIES, a, aFrom + i + 4).mul(fromArray(SPECIES, b, bFrom + i + 4)));
            t0 = t0.add(fromArray(SPECIES, a, aFrom + i + 8).mul(fromArray(SPECIES, b, bFrom + i + 8)));
            t4 = t4.add(fromArray(SPECIES, a, aFrom + i + 12).mul(fromArray(SPECIES, b, bFrom + i + 12)));
        }
        s0 = s0.add(t0);
        s4 = s4.add(t4);
        if (i <= length - 8) {
            s0 = s0.add(fromArray(SPECIES, a, aFrom + i).mul(fromArray(SPECIES, b, bFrom + i)));
            s4 = s4.add(fromArray(SPECIES, a, aFrom + i + 4).mul(fromArray(SPECIES, b, bFrom + i + 4)));
            i += 8;
        }
        if (i <= length - 4) {
            // the rest of the rest goes to the other four lanes, with which these change places
            DoubleVector s0WithRest = s0.add(fromArray(SPECIES, a, aFrom + i).mul(fromArray(SPECIES, b, bFrom + i)));
            s0 = s4;
            s4 = s0WithRest;
            i += 4;
        }
        if (i == length) {
            DoubleVector s = s0.add(s4);
            return (s.lane(0) + s.lane(2)) + (s.lane(1) + s.lane(3));
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
            s0 = s0.add(fromArray(SPECIES, a, aFrom + i).mul(fromArray(SPECIES, b, bFrom + i)));
            s2 = s2.add(fromArray(SPECIES, a, aFrom + i + 2).mul(fromArray(SPECIES, b, bFrom + i + 2)));
            s4 = s4.add(fromArray(SPECIES, a, aFrom + i + 4).mul(fromArray(SPECIES, b, bFrom + i + 4)));
            s6 = s6.add(fromArray(SPECIES, a, aFrom + i + 6).mul(fromArray(SPECIES, b, bFrom + i + 6)));
            t0 = t0.add(fromArray(SPECIES, a, aFrom + i + 8).mul(fromArray(SPECIES, b, bFrom + i + 8)));
            t2 = t2.add(fromArray(SPECIES, a, aFrom + i + 10).mul(fromArray(SPECIES, b, bFrom + i + 10)));
            t4 = t4.add(fromArray(SPECIES, a, aFrom + i + 12).mul(fromArray(SPECIES, b, bFrom + i + 12)));
            t6 = t6.add(fromArray(SPECIES, a, aFrom + i + 14).mul(fromArray(SPECIES, b, bFrom + i + 14)));
        }
        s0 = s0.add(t0);
        s2 = s2.add(t2);
        s4 = s4.add(t4);
        s6 = s6.add(t6);
        if (i <= length - 8) {
            s0 = s0.add(fromArray(SPECIES, a, aFrom + i).mul(fromArray(SPECIES, b, bFrom + i)));
            s2 = s2.add(fromArray(SPECIES, a, aFrom + i + 2).mul(fromArray(SPECIES, b, bFrom + i + 2)));
            s4 = s4.add(fromArray(SPECIES, a, aFrom + i + 4).mul(fromArray(SPECIES, b, bFrom + i + 4)));
            s6 = s6.add(fromArray(SPECIES, a, aFrom + i + 6).mul(fromArray(SPECIES, b, bFrom + i + 6)));
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

    static void dots(
            double[] x, int xFrom, int rows, double[] w, int wFrom, int length, double[] into, int from, int step) {
        int k = 0;
        if (WIDTH == 4) {
            for (; k <= rows - 2; k += 2) {
                int p = xFrom + k * length;
                twoDots(x, p, p + length, w, wFrom, length, into, from + k * step, from + (k + 1) * step);
            }
        }
        for (; k < rows; k++) {
            into[from + k * step] = dot(x, xFrom + k * length, w, wFrom, length);
        }
    }

    /** Two rows at once, which load w once and need not wait for one another. */
    private static void twoDots(
            double[] x, int p, int q, double[] w, int wFrom, int length, double[] into, int first, int second) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s4 = s0;
        DoubleVector t0 = s0;
        DoubleVector t4 = s0;
        DoubleVector u0 = s0;
        DoubleVector u4 = s0;
        DoubleVector v0 = s0;
        DoubleVector v4 = s0;
        int i = 0;
        for (; i <= length - 16; i += 16) {
            DoubleVector w0 = fromArray(SPECIES, w, wFrom + i);
            DoubleVector w4 = fromArray(SPECIES, w, wFrom + i + 4);
            DoubleVector w8 = fromArray(SPECIES, w, wFrom + i + 8);
            DoubleVector w12 = fromArray(SPECIES, w, wFrom + i + 12);
            s0 = s0.add(fromArray(SPECIES, x, p + i).mul(w0));
            s4 = s4.add(fromArray(SPECIES, x, p + i + 4).mul(w4));
            t0 = t0.add(fromArray(SPECIES, x, p + i + 8).mul(w8));
            t4 = t4.add(fromArray(SPECIES, x, p + i + 12).mul(w12));
            u0 = u0.add(fromArray(SPECIES, x, q + i).mul(w0));
            u4 = u4.add(fromArray(SPECIES, x, q + i + 4).mul(w4));
            v0 = v0.add(fromArray(SPECIES, x, q + i + 8).mul(w8));
            v4 = v4.add(fromArray(SPECIES, x, q + i + 12).mul(w12));
        }
        s0 = s0.add(t0);
        s4 = s4.add(t4);
        u0 = u0.add(v0);
        u4 = u4.add(v4);
        if (i <= length - 8) {
            DoubleVector w0 = fromArray(SPECIES, w, wFrom + i);
            DoubleVector w4 = fromArray(SPECIES, w, wFrom + i + 4);
            s0 = s0.add(fromArray(SPECIES, x, p + i).mul(w0));
            s4 = s4.add(fromArray(SPECIES, x, p + i + 4).mul(w4));
            u0 = u0.add(fromArray(SPECIES, x, q + i).mul(w0));
            u4 = u4.add(fromArray(SPECIES, x, q + i + 4).mul(w4));
            i += 8;
        }
        if (i <= length - 4) {
            DoubleVector w0 = fromArray(SPECIES, w, wFrom + i);
            DoubleVector s = s0.add(fromArray(SPECIES, x, p + i).mul(w0));
            DoubleVector u = u0.add(fromArray(SPECIES, x, q + i).mul(w0));
            s0 = s4;
            s4 = s;
            u0 = u4;
            u4 = u;
            i += 4;
        }
        if (i == length) {
            DoubleVector s = s0.add(s4);
            DoubleVector u = u0.add(u4);
            into[first] = (s.lane(0) + s.lane(2)) + (s.lane(1) + s.lane(3));
            into[second] = (u.lane(0) + u.lane(2)) + (u.lane(1) + u.lane(3));
            return;
        }
        into[first] = ScalarKernels.foldWithRest(
                s0.lane(0),
                s0.lane(1),
                s0.lane(2),
                s0.lane(3),
                s4.lane(0),
                s4.lane(1),
                s4.lane(2),
                s4.lane(3),
                x,
                p + i,
                w,
                wFrom + i,
                length - i);
        into[second] = ScalarKernels.foldWithRest(
                u0.lane(0),
                u0.lane(1),
                u0.lane(2),
                u0.lane(3),
                u4.lane(0),
                u4.lane(1),
                u4.lane(2),
                u4.lane(3),
                x,
                q + i,
                w,
                wFrom + i,
                length - i);
    }

    static double descendThenDot(double rate, double slope, double[] x, int xFrom, int next, double[] w, int length) {
        if (WIDTH != 4) {
            VectorKernels.descend(rate, slope, x, xFrom, 0, w, 0, length);
            return dot(x, next, w, 0, length);
        }
        DoubleVector rates = DoubleVector.broadcast(SPECIES, rate);
        DoubleVector slopes = DoubleVector.broadcast(SPECIES, slope);
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s4 = s0;
        DoubleVector t0 = s0;
        DoubleVector t4 = s0;
        int i = 0;
        for (; i <= length - 16; i += 16) {
            DoubleVector w0 = fromArray(SPECIES, w, i)
                    .sub(fromArray(SPECIES, x, xFrom + i).mul(slopes).mul(rates));
            DoubleVector w4 = fromArray(SPECIES, w, i + 4)
                    .sub(fromArray(SPECIES, x, xFrom + i + 4).mul(slopes).mul(rates));
            DoubleVector w8 = fromArray(SPECIES, w, i + 8)
                    .sub(fromArray(SPECIES, x, xFrom + i + 8).mul(slopes).mul(rates));
            DoubleVector w12 = fromArray(SPECIES, w, i + 12)
                    .sub(fromArray(SPECIES, x, xFrom + i + 12).mul(slopes).mul(rates));
            w0.intoArray(w, i);
            w4.intoArray(w, i + 4);
            w8.intoArray(w, i + 8);
            w12.intoArray(w, i + 12);
            s0 = s0.add(fromArray(SPECIES, x, next + i).mul(w0));
            s4 = s4.add(fromArray(SPECIES, x, next + i + 4).mul(w4));
            t0 = t0.add(fromArray(SPECIES, x, next + i + 8).mul(w8));
            t4 = t4.add(fromArray(SPECIES, x, next + i + 12).mul(w12));
        }
        s0 = s0.add(t0);
        s4 = s4.add(t4);
        if (i <= length - 8) {
            DoubleVector w0 = fromArray(SPECIES, w, i)
                    .sub(fromArray(SPECIES, x, xFrom + i).mul(slopes).mul(rates));
            DoubleVector w4 = fromArray(SPECIES, w, i + 4)
                    .sub(fromArray(SPECIES, x, xFrom + i + 4).mul(slopes).mul(rates));
            w0.intoArray(w, i);
            w4.intoArray(w, i + 4);
            s0 = s0.add(fromArray(SPECIES, x, next + i).mul(w0));
            s4 = s4.add(fromArray(SPECIES, x, next + i + 4).mul(w4));
            i += 8;
        }
        if (i <= length - 4) {
            DoubleVector w0 = fromArray(SPECIES, w, i)
                    .sub(fromArray(SPECIES, x, xFrom + i).mul(slopes).mul(rates));
            w0.intoArray(w, i);
            DoubleVector s0WithRest = s0.add(fromArray(SPECIES, x, next + i).mul(w0));
            s0 = s4;
            s4 = s0WithRest;
            i += 4;
        }
        if (i == length) {
            DoubleVector s = s0.add(s4);
            return (s.lane(0) + s.lane(2)) + (s.lane(1) + s.lane(3));
        }
        for (int j = i; j < length; j++) {
            w[j] -= rate * (slope * x[xFrom + j]);
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
                x,
                next + i,
                w,
                i,
                length - i);
    }
}
