package io.descent.kernel;

import static jdk.incubator.vector.DoubleVector.fromArray;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Kernels#addThenDots} by vectors of 256 bits: two columns at a time, neither of which waits for the sums of the other. */
final class VectorTurns {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;

    private VectorTurns() {}

    /** Tells whether columns of this length are whole blocks of lanes. */
    static boolean suits(int length) {
        return SPECIES.length() == 4 && length % 16 == 0;
    }

    static void addThenDots(
            double[] alphas, double[] x, int xFrom, int next, double[] y, int yFrom, int length, double[] products) {
        DoubleVector a = DoubleVector.broadcast(SPECIES, alphas[0]);
        DoubleVector b = DoubleVector.broadcast(SPECIES, alphas[1]);
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s4 = s0;
        DoubleVector s8 = s0;
        DoubleVector s12 = s0;
        DoubleVector t0 = s0;
        DoubleVector t4 = s0;
        DoubleVector t8 = s0;
        DoubleVector t12 = s0;
        for (int i = 0; i < length; i += 16) {
            int q = yFrom + i;
            int r = q + length;
            DoubleVector x0 = fromArray(SPECIES, x, xFrom + i);
            DoubleVector n0 = fromArray(SPECIES, x, next + i);
            DoubleVector y0 = fromArray(SPECIES, y, q).add(x0.mul(a));
            DoubleVector z0 = fromArray(SPECIES, y, r).add(x0.mul(b));
            y0.intoArray(y, q);
            z0.intoArray(y, r);
            s0 = s0.add(n0.mul(y0));
            t0 = t0.add(n0.mul(z0));
            DoubleVector x4 = fromArray(SPECIES, x, xFrom + i + 4);
            DoubleVector n4 = fromArray(SPECIES, x, next + i + 4);
            DoubleVector y4 = fromArray(SPECIES, y, q + 4).add(x4.mul(a));
            DoubleVector z4 = fromArray(SPECIES, y, r + 4).add(x4.mul(b));
            y4.intoArray(y, q + 4);
            z4.intoArray(y, r + 4);
            s4 = s4.add(n4.mul(y4));
            t4 = t4.add(n4.mul(z4));
            DoubleVector x8 = fromArray(SPECIES, x, xFrom + i + 8);
            DoubleVector n8 = fromArray(SPECIES, x, next + i + 8);
            DoubleVector y8 = fromArray(SPECIES, y, q + 8).add(x8.mul(a));
            DoubleVector z8 = fromArray(SPECIES, y, r + 8).add(x8.mul(b));
            y8.intoArray(y, q + 8);
            z8.intoArray(y, r + 8);
            s8 = s8.add(n8.mul(y8));
            t8 = t8.add(n8.mul(z8));
            DoubleVector x12 = fromArray(SPECIES, x, xFrom + i + 12);
            DoubleVector n12 = fromArray(SPECIES, x, next + i + 12);
            DoubleVector y12 = fromArray(SPECIES, y, q + 12).add(x12.mul(a));
            DoubleVector z12 = fromArray(SPECIES, y, r + 12).add(x12.mul(b));
            y12.intoArray(y, q + 12);
            z12.intoArray(y, r + 12);
            s12 = s12.add(n12.mul(y12));
            t12 = t12.add(n12.mul(z12));
        }
        DoubleVector s = s0.add(s8).add(s4.add(s12));
        DoubleVector t = t0.add(t8).add(t4.add(t12));
        products[0] = (s.lane(0) + s.lane(2)) + (s.lane(1) + s.lane(3));
        products[1] = (t.lane(0) + t.lane(2)) + (t.lane(1) + t.lane(3));
    }
}
