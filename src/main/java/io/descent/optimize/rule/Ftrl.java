package io.descent.optimize.rule;

/**
 * FTRL-Proximal with a rate for each coordinate (McMahan et al., "Ad click prediction: a view from the trenches", 2013,
 * algorithm 1): w is the minimum of z·w + ½·Σσ·w² + λ1·|w| + ½·l2·w², that is 0 where |z| ≤ λ1, else −(z − sgn(z)·λ1) /
 * (1/η + l2), with 1/η = (beta + √n) / alpha, z ← z + g − σ·w, n ← n + g², σ what 1/η has grown by, and alpha the
 * learning rate.
 *
 * <p>λ1 = l1 + t·(the l1 penalty of the objective) at update t. The paper's own l1 and l2 stand beside the sum of all
 * gradients, so that their weight in the objective falls as 1/t; the objective's penalty stands beside each
 * (McMahan 2011), so that its minimum is where the fit ends. Neither touches the intercept. A schedule changes alpha,
 * and with it σ. Where w does not begin as 0, z begins as what gives that w. Keras' {@code Ftrl} has beta 0 and an
 * {@code initial_accumulator_value} of 0.1.
 *
 * @param beta finite and at least 0
 * @param l1 finite and at least 0
 * @param l2 finite and at least 0
 * @param initialAccumulator of n, finite and at least 0
 */
public record Ftrl(LearningRate learningRate, double beta, double l1, double l2, double initialAccumulator)
        implements FirstOrder {

    /** The name of this rule. */
    public static final String NAME = "ftrl";

    public Ftrl {
        Checks.notNegative("beta", beta);
        Checks.notNegative("l1", l1);
        Checks.notNegative("l2", l2);
        Checks.notNegative("initial_accumulator", initialAccumulator);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Ftrl withLearningRate(LearningRate other) {
        return new Ftrl(other, beta, l1, l2, initialAccumulator);
    }

    @Override
    public AutomaticRate automaticRate() {
        return new AutomaticRate.OfReach(0.3, beta + Math.sqrt(initialAccumulator), false);
    }

    @Override
    public Stepper stepper(int parameters, int penalised, double l1OfObjective) {
        return new FtrlStepper(this, parameters, penalised, l1OfObjective);
    }
}
