package io.descent.optimize.rule;

/**
 * Adam (Kingma and Ba 2015): w ← w − rate·m̂ / (√v̂ + eps), as PyTorch's {@code torch.optim.Adam}; see {@link Moments}.
 * An l2 penalty goes through the gradient, as PyTorch's {@code weight_decay} there.
 */
public record Adam(LearningRate learningRate, Moments moments) implements FirstOrder {

    /** The name of this rule. */
    public static final String NAME = "adam";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Adam withLearningRate(LearningRate other) {
        return new Adam(other, moments);
    }

    @Override
    public AutomaticRate automaticRate() {
        return new AutomaticRate.OfReach(0.1, 0, true);
    }

    @Override
    public Stepper stepper(int parameters, int penalised, double l1) {
        return new AdamStepper(moments, 0, false, parameters, penalised, l1);
    }
}
