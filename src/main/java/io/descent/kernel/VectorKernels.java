package io.descent.kernel;

import static jdk.incubator.vector.DoubleVector.fromArray;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels by SIMD instructions, bit for bit what {@link ScalarKernels} computes, on vectors of 256 bits or 128,
 * whichever the machine has.
 *
 * <p>Vectors of 512 bits are not used where there are any: arrays begin 16 bytes into a cache line, so each access
 * would reach over two lines, and rows would more often leave a rest that is no vector. An epoch over 200 features
 * took a quarter longer with them.
 *
 * <p>Vectors stay inside a method: handed to another one that the compiler does not inline, they would be allocated.
 *
 * <p>Loading this class needs the module {@code jdk.incubator.vector}.
 */
final class VectorKernels {

    static final VectorSpecies<Double> SPECIES =
            DoubleVector.SPECIES_PREFERRED.length() < 4 ? DoubleVector.SPECIES_128 : DoubleVector.SPECIES_256;

    private static final int WIDTH = SPECIES.length();

    private VectorKernels() {}

    /** Returns how many bits the widest vector has that both the machine and these kernels know. */
    static int bits() {
        return Math.min(DoubleVector.SPECIES_PREFERRED.vectorBitSize(), SPECIES.vectorBitSize());
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

    static void rescale(double[] x, int from, double[] center, double[] scale, int length) {
        int i = 0;
        for (; i <= length - WIDTH; i += WIDTH) {
            fromArray(SPECIES, x, from + i)
                    .sub(fromArray(SPECIES, center, i))
                    .div(fromArray(SPECIES, scale, i))
                    .intoArray(x, from + i);
        }
        ScalarKernels.rescale(x, from, center, scale, i, length);
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
