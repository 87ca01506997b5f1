package io.descent.fit.prepare;

import io.descent.optimize.solve.LeastSquares;

/**
 * What one request may ask for.
 *
 * @param maxCells the most numbers that a dataset's features, or a history, may hold
 * @param maxWork the most multiply-adds, rows × parameters × epochs
 */
public record Limits(long maxCells, double maxWork) {

    /** Returns what solving least squares outright may take. */
    public LeastSquares.Ceiling leastSquares() {
        return new LeastSquares.Ceiling(maxCells, maxWork);
    }
}
