package io.descent.optimize.rule;

/**
 * Adadelta (Zeiler 2012): V ← rho·V + (1 − rho)·g², Δ = √(U + eps) / √(V + eps) · g, U ← rho·U + (1 − rho)·Δ², w ← w −
 * rate·Δ, as PyTorch's {@code torch.optim.Adadelta} and Keras'. The paper has no rate, that is 1, and eps decides how
 * slowly the first steps are made. Under an l1 penalty U takes in what a weight has moved, shrinking included: Δ itself
 * never vanishes there, and the steps would grow without end.
 *
 * @param rho in [0, 1); 0.9 in PyTorch, 0.95 in the paper and Keras
 * @param eps finite and above 0; 1e-6 in the paper and PyTorch, 1e-7 in Keras
 */
public record Adadelta(LearningRate learningRate, double rho, double eps) implements FirstOrder {

    /** The name of this rule. */
    public static final String NAME = "adadelta";

    public Adadelta {
        Checks.decay("rho", rho);
        Checks.positive("eps", eps);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Adadelta withLearningRate(LearningRate other) {
        return new Adadelta(other, rho, eps);
    }

    @Override
    public AutomaticRate automaticRate() {
        // the first steps are √eps of the rate
        return new AutomaticRate.OfReach(10, 0, true);
    }

    @Override
    public Stepper stepper(int parameters, int penalised, double l1) {
        return new AdadeltaStepper(this, parameters, penalised, l1);
    }
}
