package io.descent.kernel;

import static jdk.incubator.vector.DoubleVector.fromArray;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels by SIMD instructions, bit for bit what {@link ScalarKernels} computes. The 16 lanes of a sum are two
 * vectors of 512 bits, four of 256 or eight of 128, whichever the machine has; they are folded one by one, because
 * the order in which {@code reduceLanes} adds is not defined.
 *
 * <p>Vectors stay inside a method: handed to another one that the compiler does not inline, they would be allocated.
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
            s = s.add(fromArray(SPECIES, a, aFrom + i).mul(fromArray(SPECIES, b, bFrom + i)));
            t = t.add(fromArray(SPECIES, a, aFrom + i + 8).mul(fromArray(SPECIES, b, bFrom + i + 8)));
        }
        s = s.add(t);
        if (i <= length - 8) {
            s = s.add(fromArray(SPECIES, a, aFrom + i).mul(fromArray(SPECIES, b, bFrom + i)));
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

    static void axpy(double alpha, double[] x, int xFrom, double[] y, int yFrom, int length) {
        DoubleVector alphas = DoubleVector.broadcast(SPECIES, alpha);
        int i = 0;
        for (; i <= length - WIDTH; i += WIDTH) {
            fromArray(SPECIES, y, yFrom + i)
                    .add(fromArray(SPECIES, x, xFrom + i).mul(alphas))
                    .intoArray(y, yFrom + i);
        }
        ScalarKernels.axpy(alpha, x, xFrom + i, y, yFrom + i, length - i);
    }

    static void addRows(
            double[] alphas, int aFrom, int aStep, double[] x, int xFrom, int rows, double[] y, int yFrom, int length) {
        int j = 0;
        for (; j <= length - 4 * WIDTH; j += 4 * WIDTH) {
            addFourColumns(alphas, aFrom, aStep, x, xFrom + j, length, rows, y, yFrom + j);
        }
        for (; j <= length - 2 * WIDTH; j += 2 * WIDTH) {
            addTwoColumns(alphas, aFrom, aStep, x, xFrom + j, length, rows, y, yFrom + j);
        }
        for (; j <= length - WIDTH; j += WIDTH) {
            addColumn(alphas, aFrom, aStep, x, xFrom + j, length, rows, y, yFrom + j);
        }
        if (j <= length - 4) {
            addFour(alphas, aFrom, aStep, x, xFrom + j, length, rows, y, yFrom + j);
            j += 4;
        }
        if (j < length) {
            addUpToThree(alphas, aFrom, aStep, x, xFrom + j, length, rows, y, yFrom + j, length - j);
        }
    }

    /** Four vectors of sums; their additions, which wait for those of the row before, overlap. */
    private static void addFourColumns(
            double[] alphas, int aFrom, int aStep, double[] x, int xFrom, int xStep, int rows, double[] y, int yFrom) {
        DoubleVector y0 = fromArray(SPECIES, y, yFrom);
        DoubleVector y1 = fromArray(SPECIES, y, yFrom + WIDTH);
        DoubleVector y2 = fromArray(SPECIES, y, yFrom + 2 * WIDTH);
        DoubleVector y3 = fromArray(SPECIES, y, yFrom + 3 * WIDTH);
        for (int i = 0; i < rows; i++) {
            DoubleVector alpha = DoubleVector.broadcast(SPECIES, alphas[aFrom + i * aStep]);
            int p = xFrom + i * xStep;
            y0 = y0.add(fromArray(SPECIES, x, p).mul(alpha));
            y1 = y1.add(fromArray(SPECIES, x, p + WIDTH).mul(alpha));
            y2 = y2.add(fromArray(SPECIES, x, p + 2 * WIDTH).mul(alpha));
            y3 = y3.add(fromArray(SPECIES, x, p + 3 * WIDTH).mul(alpha));
        }
        y0.intoArray(y, yFrom);
        y1.intoArray(y, yFrom + WIDTH);
        y2.intoArray(y, yFrom + 2 * WIDTH);
        y3.intoArray(y, yFrom + 3 * WIDTH);
    }

    private static void addTwoColumns(
            double[] alphas, int aFrom, int aStep, double[] x, int xFrom, int xStep, int rows, double[] y, int yFrom) {
        DoubleVector y0 = fromArray(SPECIES, y, yFrom);
        DoubleVector y1 = fromArray(SPECIES, y, yFrom + WIDTH);
        for (int i = 0; i < rows; i++) {
            DoubleVector alpha = DoubleVector.broadcast(SPECIES, alphas[aFrom + i * aStep]);
            int p = xFrom + i * xStep;
            y0 = y0.add(fromArray(SPECIES, x, p).mul(alpha));
            y1 = y1.add(fromArray(SPECIES, x, p + WIDTH).mul(alpha));
        }
        y0.intoArray(y, yFrom);
        y1.intoArray(y, yFrom + WIDTH);
    }

    private static void addColumn(
            double[] alphas, int aFrom, int aStep, double[] x, int xFrom, int xStep, int rows, double[] y, int yFrom) {
        DoubleVector sum = fromArray(SPECIES, y, yFrom);
        for (int i = 0; i < rows; i++) {
            sum = sum.add(fromArray(SPECIES, x, xFrom + i * xStep).mul(alphas[aFrom + i * aStep]));
        }
        sum.intoArray(y, yFrom);
    }

    /**
     * One by one: vectors of a second width would make the platform's calls have two kinds of receivers, and then every
     * vector of either becomes an object.
     */
    private static void addFour(
            double[] alphas, int aFrom, int aStep, double[] x, int xFrom, int xStep, int rows, double[] y, int yFrom) {
        double y0 = y[yFrom];
        double y1 = y[yFrom + 1];
        double y2 = y[yFrom + 2];
        double y3 = y[yFrom + 3];
        for (int i = 0; i < rows; i++) {
            double alpha = alphas[aFrom + i * aStep];
            int p = xFrom + i * xStep;
            y0 += alpha * x[p];
            y1 += alpha * x[p + 1];
            y2 += alpha * x[p + 2];
            y3 += alpha * x[p + 3];
        }
        y[yFrom] = y0;
        y[yFrom + 1] = y1;
        y[yFrom + 2] = y2;
        y[yFrom + 3] = y3;
    }

    private static void addUpToThree(
            double[] alphas,
            int aFrom,
            int aStep,
            double[] x,
            int xFrom,
            int xStep,
            int rows,
            double[] y,
            int yFrom,
            int columns) {
        double y0 = y[yFrom];
        double y1 = columns > 1 ? y[yFrom + 1] : 0;
        double y2 = columns > 2 ? y[yFrom + 2] : 0;
        for (int i = 0; i < rows; i++) {
            double alpha = alphas[aFrom + i * aStep];
            int p = xFrom + i * xStep;
            y0 += alpha * x[p];
            if (columns > 1) {
                y1 += alpha * x[p + 1];
            }
            if (columns > 2) {
                y2 += alpha * x[p + 2];
            }
        }
        y[yFrom] = y0;
        if (columns > 1) {
            y[yFrom + 1] = y1;
        }
        if (columns > 2) {
            y[yFrom + 2] = y2;
        }
    }

    static void descend(
            double rate, double slope, double[] x, int xFrom, double decay, double[] w, int wFrom, int length) {
        DoubleVector rates = DoubleVector.broadcast(SPECIES, rate);
        DoubleVector slopes = DoubleVector.broadcast(SPECIES, slope);
        int i = 0;
        if (decay == 0) {
            for (; i <= length - WIDTH; i += WIDTH) {
                DoubleVector gradient = fromArray(SPECIES, x, xFrom + i).mul(slopes);
                fromArray(SPECIES, w, wFrom + i).sub(gradient.mul(rates)).intoArray(w, wFrom + i);
            }
        } else {
            for (; i <= length - WIDTH; i += WIDTH) {
                DoubleVector before = fromArray(SPECIES, w, wFrom + i);
                DoubleVector gradient =
                        fromArray(SPECIES, x, xFrom + i).mul(slopes).add(before.mul(decay));
                before.sub(gradient.mul(rates)).intoArray(w, wFrom + i);
            }
        }
        for (; i < length; i++) {
            double gradient = decay == 0 ? slope * x[xFrom + i] : slope * x[xFrom + i] + decay * w[wFrom + i];
            w[wFrom + i] -= rate * gradient;
        }
    }
}
