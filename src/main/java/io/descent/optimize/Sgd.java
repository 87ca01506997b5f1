package io.descent.optimize;

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
    public Sgd withLearningRate(LearningRate other) {
        return new Sgd(other, momentum, dampening, nesterov);
    }

    @Override
    public Stepper stepper(int parameters, int penalised, double l1) {
        return new SgdStepper(this, parameters, penalised, l1);
    }
}
