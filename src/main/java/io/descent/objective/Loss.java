package io.descent.objective;

import io.descent.data.Dataset;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The loss of a row as a function of its K margins and its target. A loss is convex in the margins; margins and targets
 * are finite. A value or slope that overflows becomes infinite, which the trainer reports as divergence.
 *
 * <p>Margins of a stretch of rows stand row after row: output k of the i-th row at i·K + k. The stretch is the places
 * from {@code from} on of {@code rows}, or the rows from {@code from} on where that is null.
 */
public sealed interface Loss extends Serializable permits MarginLoss, SoftmaxLoss {

    /**
     * Turns margins into slopes in place, each multiplied by its row's weight, and sums the weighted losses.
     *
     * @param margins replaced by weight · ∂ℓ/∂m
     * @param outputs K
     * @return Σ weight · ℓ
     */
    double lossAndSlopes(double[] margins, int outputs, Dataset data, int @Nullable [] rows, int from, int count);

    /** Returns Σ weight · ℓ; the margins stay as they are. */
    double sum(double[] margins, int outputs, Dataset data, int @Nullable [] rows, int from, int count);

    /**
     * Returns the largest second derivative along any direction of the margins; the stable rates follow from it.
     * Infinite where there is none.
     */
    double curvature();

    /**
     * Returns the second derivative that learning rates are taken from: {@link #curvature}, and where that is infinite
     * what a fit to these targets is likely to meet.
     */
    default double curvatureAt(Dataset data) {
        return curvature();
    }

    /**
     * Tells whether the loss is made of pieces of lines: its slopes are bounded and jump, so that no constant rate ends
     * at the minimum.
     */
    default boolean kinked() {
        return false;
    }

    /**
     * Puts the second derivatives at the K margins of one row into a K × K matrix, row after row.
     *
     * @param margins of which those of the row begin at {@code at}; they may be overwritten
     */
    void curvatures(double[] margins, int at, int outputs, double target, double[] into);

    /** Returns a bound below which no parameters bring the mean loss over a dataset; 0 for a loss that is never below it. */
    default double leastMean(Dataset data) {
        return 0;
    }

    /**
     * Returns the K margins, the same for all rows, that are best for these targets, or a good start where finding the
     * best takes a search; 0 where the best is not finite.
     */
    double[] constant(Dataset data, int outputs);
}
