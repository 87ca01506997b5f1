package io.descent.optimize;

import io.descent.kernel.Kernels;
import io.descent.objective.Objective;
import io.descent.optimize.solve.Differentiable;
import io.descent.optimize.stretch.GradientSums;

/** The smooth part of an objective, over all rows: the mean loss and the squared part of the penalty. */
final class FullBatch implements Differentiable {

    private final Objective objective;
    private final double totalWeight;
    private final GradientSums sums;
    private double loss;

    FullBatch(Objective objective, Team team) {
        this.objective = objective;
        this.totalWeight = objective.data().totalWeight();
        this.sums = BatchGradient.of(objective, null, objective.data().rows(), null, team);
    }

    @Override
    public double at(double[] point, double[] gradient) {
        int weights = objective.shape().weights();
        double l2 = objective.penalty().l2();
        sums.muster();
        loss = sums.accumulate(point, 0, objective.data().rows(), gradient) / totalWeight;
        Kernels.scale(1 / totalWeight, gradient, 0, gradient.length);
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

    /** Returns the mean loss where the function was asked last. */
    double loss() {
        return loss;
    }
}
