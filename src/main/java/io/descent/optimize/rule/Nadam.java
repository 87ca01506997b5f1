package io.descent.optimize.rule;

/**
 * Nadam, Adam with Nesterov's momentum (Dozat 2016): w ← w − rate·((1 − μ_t)/(1 − Π_t)·g + μ_{t+1}/(1 − Π_{t+1})·m) /
 * (√v̂ + eps) with μ_t = beta1·(1 − ½·0.96^(t·momentumDecay)) and Π_t = μ_1···μ_t, as PyTorch's
 * {@code torch.optim.NAdam} since 2.0; 1.13 takes μ_t into Π_{t+1} twice. See {@link Moments}.
 *
 * @param momentumDecay finite and at least 0
 */
public record Nadam(LearningRate learningRate, Moments moments, double momentumDecay) implements FirstOrder {

    /** The name of this rule. */
    public static final String NAME = "nadam";

    public Nadam {
        Checks.notNegative("momentum_decay", momentumDecay);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Nadam withLearningRate(LearningRate other) {
        return new Nadam(other, moments, momentumDecay);
    }

    @Override
    public AutomaticRate automaticRate() {
        return new AutomaticRate.OfReach(0.1, 0, true);
    }

    @Override
    public Stepper stepper(int parameters, int penalised, double l1) {
        return new NadamStepper(this, parameters, penalised, l1);
    }
}
