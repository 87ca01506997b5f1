package io.descent.optimize.rule;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019): w ← w·(1 − rate·weightDecay), then Adam's step, as
 * PyTorch's {@code torch.optim.AdamW}; in the paper the schedule multiplies the decay, but not the base rate. The
 * intercept does not decay. The decay is no penalty of the objective: it moves the fit away from the objective's
 * minimum, the further the larger the rate is.
 *
 * @param weightDecay finite and at least 0
 */
public record AdamW(LearningRate learningRate, Moments moments, double weightDecay) implements FirstOrder {

    /** The name of this rule. */
    public static final String NAME = "adamw";

    public AdamW {
        Checks.notNegative("weight_decay", weightDecay);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AdamW withLearningRate(LearningRate other) {
        return new AdamW(other, moments, weightDecay);
    }

    @Override
    public AutomaticRate automaticRate() {
        return new AutomaticRate.OfReach(0.1, 0, true);
    }

    /** Without the decay: such a rate has the size of the parameters, which the decay would undo at each step. */
    @Override
    public AdamW withAutomaticRate() {
        return new AdamW(new LearningRate.Auto(), moments, 0);
    }

    /** Above 2 / weightDecay the decay alone makes the weights grow. */
    @Override
    public double largestStableRate(double smoothness) {
        return 2 / weightDecay;
    }

    @Override
    public boolean decaysWeights() {
        return weightDecay > 0;
    }

    @Override
    public Stepper stepper(int parameters, int penalised, double l1) {
        return new AdamStepper(moments, weightDecay, false, parameters, penalised, l1);
    }
}
