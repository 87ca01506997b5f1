package io.descent.fit.prepare;

import io.descent.data.ScratchSpace;
import io.descent.optimize.solve.LeastSquares;

/**
 * What one request may ask for.
 *
 * @param maxCells the most numbers that a dataset's features, or a history, may hold
 * @param maxWork the most multiply-adds, rows × parameters × epochs
 * @param scratch where the features of tables are put that hold more numbers
 */
public record Limits(long maxCells, double maxWork, ScratchSpace scratch) {

    /** Makes limits by which all rows are in memory. */
    public Limits(long maxCells, double maxWork) {
        this(maxCells, maxWork, ScratchSpace.NONE);
    }

    /** Returns what solving least squares outright may take. */
    public LeastSquares.Ceiling leastSquares() {
        return new LeastSquares.Ceiling(maxCells, maxWork);
    }
}
