package io.descent.inference;

import io.descent.data.Dataset;
import io.descent.objective.Objective;
import io.descent.objective.Poisson;
import io.descent.objective.SquaredError;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * How probable the targets are, and how much less than for a model with a parameter for each row.
 *
 * @param deviance of squared errors their sum, weighted
 */
record Likelihood(double log, double deviance) {

    /** Returns that of squared errors, σ² being the one of the largest likelihood. */
    static Likelihood ofSquares(double squares, Dataset data, InferenceSpec.Weights weights, double rows) {
        double log = -0.5 * rows * (StrictMath.log(2 * Math.PI) + StrictMath.log(squares / rows) + 1);
        if (weights == InferenceSpec.Weights.PRECISION) {
            for (int i = 0; i < data.rows(); i++) {
                log += 0.5 * StrictMath.log(data.weight(i));
            }
        }
        return new Likelihood(log, squares);
    }

    /** Returns that of parameters over the features of an objective's data, whose loss is no squared error. */
    static Likelihood of(Objective objective, double[] parameters) {
        if (objective.loss() instanceof SquaredError) {
            throw new IllegalArgumentException("the scale of squared errors is not known");
        }
        Dataset data = objective.data();
        double log = -objective.meanLoss(parameters) * data.totalWeight();
        return objective.loss() instanceof Poisson ? counts(objective, parameters, log) : new Likelihood(log, -2 * log);
    }

    private static Likelihood counts(Objective objective, double[] parameters, double log) {
        Dataset data = objective.data();
        double[] margins = new double[Design.HEIGHT];
        double factorials = 0;
        double deviance = 0;
        for (int from = 0; from < data.rows(); from += Design.HEIGHT) {
            int count = Math.min(Design.HEIGHT, data.rows() - from);
            objective.margins(parameters, null, from, count, margins);
            for (int i = 0; i < count; i++) {
                double target = data.targets()[from + i];
                double weight = data.weight(from + i);
                factorials += weight * LogGamma.value(target + 1);
                double own = target > 0 ? target * (StrictMath.log(target) - margins[i]) : 0;
                deviance += 2 * weight * (own - (target - StrictMath.exp(margins[i])));
            }
        }
        return new Likelihood(log - factorials, deviance);
    }
}
