package io.descent.kernel;

import static jdk.incubator.vector.DoubleVector.fromArray;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Kernels#addMoments} by SIMD instructions: the sums of some columns stay in registers for all rows. */
final class VectorMoments {

    private static final VectorSpecies<Double> SPECIES = VectorKernels.SPECIES;
    private static final int WIDTH = SPECIES.length();

    private VectorMoments() {}

    /** Takes columns from one on; returns the first that is left. */
    static int addMoments(
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
        int j = first;
        for (; j <= end - 2 * WIDTH; j += 2 * WIDTH) {
            two(weights, wFrom, x, from + j, rows, center, shifts, squares, j);
        }
        for (; j <= end - WIDTH; j += WIDTH) {
            one(weights, wFrom, x, from + j, rows, center, shifts, squares, j);
        }
        return j;
    }

    private static void two(
            double[] weights,
            int wFrom,
            double[] x,
            int from,
            int rows,
            double[] center,
            double[] shifts,
            double[] squares,
            int j) {
        int d = center.length;
        int next = j + WIDTH;
        DoubleVector c = fromArray(SPECIES, center, j);
        DoubleVector e = fromArray(SPECIES, center, next);
        DoubleVector shift = fromArray(SPECIES, shifts, j);
        DoubleVector shiftOfNext = fromArray(SPECIES, shifts, next);
        DoubleVector square = fromArray(SPECIES, squares, j);
        DoubleVector squareOfNext = fromArray(SPECIES, squares, next);
        for (int i = 0; i < rows; i++) {
            DoubleVector weight = DoubleVector.broadcast(SPECIES, weights[wFrom + i]);
            int p = from + i * d;
            DoubleVector off = fromArray(SPECIES, x, p).sub(c);
            DoubleVector offOfNext = fromArray(SPECIES, x, p + WIDTH).sub(e);
            DoubleVector weighted = off.mul(weight);
            DoubleVector weightedOfNext = offOfNext.mul(weight);
            shift = shift.add(weighted);
            shiftOfNext = shiftOfNext.add(weightedOfNext);
            square = square.add(weighted.mul(off));
            squareOfNext = squareOfNext.add(weightedOfNext.mul(offOfNext));
        }
        shift.intoArray(shifts, j);
        shiftOfNext.intoArray(shifts, next);
        square.intoArray(squares, j);
        squareOfNext.intoArray(squares, next);
    }

    private static void one(
            double[] weights,
            int wFrom,
            double[] x,
            int from,
            int rows,
            double[] center,
            double[] shifts,
            double[] squares,
            int j) {
        int d = center.length;
        DoubleVector c = fromArray(SPECIES, center, j);
        DoubleVector shift = fromArray(SPECIES, shifts, j);
        DoubleVector square = fromArray(SPECIES, squares, j);
        for (int i = 0; i < rows; i++) {
            DoubleVector off = fromArray(SPECIES, x, from + i * d).sub(c);
            DoubleVector weighted = off.mul(DoubleVector.broadcast(SPECIES, weights[wFrom + i]));
            shift = shift.add(weighted);
            square = square.add(weighted.mul(off));
        }
        shift.intoArray(shifts, j);
        square.intoArray(squares, j);
    }
}
