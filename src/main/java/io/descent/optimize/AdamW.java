package io.descent.optimize;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019): w ← w·(1 − rate·weightDecay), then Adam's step, as
 * PyTorch's {@code torch.optim.AdamW}; in the paper the schedule multiplies the decay, but not the base rate. The
 * intercept does not decay. The decay is no penalty of the objective: it moves the fit away from the objective's
 * minimum, the further the larger the rate is.
 *
 * @param weightDecay finite and at least 0
 */
public record AdamW(LearningRate learningRate, Moments moments, double weightDecay) implements FirstOrder {
    public AdamW {
        Checks.notNegative("weight_decay", weightDecay);
    }

    @Override
    public AdamW withLearningRate(LearningRate other) {
        return new AdamW(other, moments, weightDecay);
    }

    @Override
    public Stepper stepper(int parameters, int penalised, double l1) {
        return new AdamStepper(moments, weightDecay, false, parameters, penalised, l1);
    }
}
