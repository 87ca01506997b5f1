package io.descent.optimize;

import io.descent.kernel.Kernels;
import io.descent.objective.Objective;
import io.descent.optimize.solve.Differentiable;
import java.util.Arrays;

/** The smooth part of an objective, over all rows: the mean loss and the squared part of the penalty. */
final class FullBatch implements Differentiable {

    private static final int TILE = 256;

    private final Objective objective;
    private final double[] margins;
    private final double totalWeight;
    private double loss;

    FullBatch(Objective objective) {
        this.objective = objective;
        this.margins = new double[TILE * objective.shape().outputs()];
        this.totalWeight = objective.data().totalWeight();
    }

    @Override
    public double at(double[] point, double[] gradient) {
        int rows = objective.data().rows();
        int outputs = objective.shape().outputs();
        int weights = objective.shape().weights();
        double l2 = objective.penalty().l2();
        Arrays.fill(gradient, 0);
        double sum = 0;
        for (int from = 0; from < rows; from += TILE) {
            int count = Math.min(TILE, rows - from);
            objective.margins(point, null, from, count, margins);
            sum += objective.loss().lossAndSlopes(margins, outputs, objective.data(), null, from, count);
            objective.addGradient(margins, null, from, count, gradient);
        }
        Kernels.scale(1 / totalWeight, gradient, 0, gradient.length);
        loss = sum / totalWeight;
        if (l2 == 0) {
            return loss;
        }
        Kernels.axpy(l2, point, 0, gradient, 0, weights);
        return loss + 0.5 * l2 * Kernels.dot(point, 0, point, 0, weights);
    }

    /** Lets {@link #loss} be what it was when a fit was saved. */
    void restore(double saved) {
        loss = saved;
    }

    /** Tells a tally of all rows at a point. */
    void measure(double[] point, Tally tally) {
        int rows = objective.data().rows();
        int outputs = objective.shape().outputs();
        double sum = 0;
        for (int from = 0; from < rows; from += TILE) {
            int count = Math.min(TILE, rows - from);
            objective.margins(point, null, from, count, margins);
            tally.measure(margins, count, null, from);
            sum += objective.loss().sum(margins, outputs, objective.data(), null, from, count);
        }
        tally.batch(sum);
    }

    /** Returns the mean loss where the function was asked last. */
    double loss() {
        return loss;
    }
}
