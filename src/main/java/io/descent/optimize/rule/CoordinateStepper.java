package io.descent.optimize.rule;

import io.descent.objective.Penalty;

/**
 * What the update rules share that give each coordinate j a rate of its own: rate · scale_j.
 *
 * <p>Under an l1 penalty the step is the proximal one in the metric of those rates, w ← shrink(w − rate·direction,
 * rate·scale·l1), as in composite mirror descent (Duchi et al. 2010) and ProxGen (Yun et al. 2021). Where the gradient
 * stays g, the direction is scale·g, so that the fixed point is the minimum of the penalised objective and weights
 * become exactly 0; a subgradient of the penalty inside the gradient would only make them small.
 */
abstract class CoordinateStepper implements Stepper {

    /** What the rate multiplies: set for {@link #move}, afterwards what was moved. */
    final double[] direction;

    /** What the rate is multiplied by in each coordinate; only needed under an l1 penalty. */
    final double[] scale;

    private final int shrunk;
    private final double l1;

    CoordinateStepper(int parameters, int penalised, double l1) {
        this.direction = new double[parameters];
        this.scale = new double[parameters];
        this.shrunk = l1 > 0 ? penalised : 0;
        this.l1 = l1;
    }

    final void move(double[] parameters, double rate) {
        for (int j = 0; j < shrunk; j++) {
            double before = parameters[j];
            parameters[j] = Penalty.shrink(before - rate * direction[j], rate * scale[j] * l1);
            direction[j] = (before - parameters[j]) / rate;
        }
        for (int j = shrunk; j < parameters.length; j++) {
            parameters[j] -= rate * direction[j];
        }
    }

    @Override
    public final double[] direction() {
        return direction;
    }
}
