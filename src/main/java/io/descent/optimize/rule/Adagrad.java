package io.descent.optimize.rule;

/**
 * Adagrad (Duchi, Hazan and Singer 2011): G ← G + g², w ← w − rate·g / (√G + eps), as PyTorch's
 * {@code torch.optim.Adagrad} without {@code lr_decay}, for which there are schedules. G begins as
 * {@code initialAccumulator}: 0 in the paper and PyTorch, 0.1 in Keras, which also has eps 1e-7 inside the root.
 *
 * @param initialAccumulator finite and at least 0
 * @param eps finite and above 0
 */
public record Adagrad(LearningRate learningRate, double initialAccumulator, double eps) implements FirstOrder {

    /** The name of this rule. */
    public static final String NAME = "adagrad";

    public Adagrad {
        Checks.notNegative("initial_accumulator", initialAccumulator);
        Checks.positive("eps", eps);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Adagrad withLearningRate(LearningRate other) {
        return new Adagrad(other, initialAccumulator, eps);
    }

    @Override
    public AutomaticRate automaticRate() {
        return new AutomaticRate.OfReach(0.3, Math.sqrt(initialAccumulator), false);
    }

    @Override
    public Stepper stepper(int parameters, int penalised, double l1) {
        return new AdagradStepper(this, parameters, penalised, l1);
    }
}
