package io.descent.optimize.rule;

/**
 * Stochastic gradient descent as in PyTorch's {@code torch.optim.SGD}: the buffer starts as the first gradient and
 * then becomes momentum·buffer + (1 − dampening)·gradient; the direction is the buffer, with Nesterov's momentum
 * gradient + momentum·buffer. Keras has the learning rate inside the buffer, which differs when a schedule changes
 * the rate. Without momentum the dampening has no effect.
 *
 * <p>The constructor throws {@link IllegalArgumentException} unless momentum and dampening are in [0, 1) and [0, 1],
 * and, as PyTorch, for Nesterov's momentum with dampening or without momentum.
 */
public record Sgd(LearningRate learningRate, double momentum, double dampening, boolean nesterov)
        implements FirstOrder {

    /** The name of this rule. */
    public static final String NAME = "sgd";

    public Sgd {
        if (!(momentum >= 0 && momentum < 1 && dampening >= 0 && dampening <= 1)) {
            throw new IllegalArgumentException("momentum is in [0, 1), dampening in [0, 1]");
        }
        if (nesterov && (momentum == 0 || dampening != 0)) {
            throw new IllegalArgumentException("Nesterov's momentum needs a momentum and no dampening");
        }
    }

    /** Returns what each new gradient is multiplied by when it enters the buffer. */
    double intake() {
        return momentum == 0 ? 1 : 1 - dampening;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Sgd withLearningRate(LearningRate other) {
        return new Sgd(other, momentum, dampening, nesterov);
    }

    @Override
    public boolean isPlainDescent() {
        return momentum == 0;
    }

    @Override
    public AutomaticRate automaticRate() {
        return new AutomaticRate.OfCurvature(intake() / (1 - momentum));
    }

    /**
     * Exact for a quadratic objective and all rows at once: 2(1 + momentum) / ((1 − dampening)·L), and 2(1 + momentum) /
     * ((1 + 2·momentum)·L) for Nesterov's momentum (Polyak 1964; Su et al. 2016).
     */
    @Override
    public double largestStableRate(double smoothness) {
        double amplified = nesterov ? 1 + 2 * momentum : Math.max(intake(), 1e-12);
        return AutomaticRate.forSmoothness(smoothness * amplified) * 2 * (1 + momentum);
    }

    @Override
    public Stepper stepper(int parameters, int penalised, double l1) {
        return new SgdStepper(this, parameters, penalised, l1);
    }
}
