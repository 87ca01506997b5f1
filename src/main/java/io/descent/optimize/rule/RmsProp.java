package io.descent.optimize.rule;

/**
 * RMSprop (Tieleman and Hinton, lecture 6e of "Neural networks for machine learning", 2012): V ← alpha·V + (1 −
 * alpha)·g², b ← momentum·b + g / (√V + eps), w ← w − rate·b, as PyTorch's {@code torch.optim.RMSprop}. Centred (Graves
 * 2013), the root is that of V − M² with M the running mean of g. Keras calls alpha rho, with 0.9 as its default, and
 * has eps 1e-7 inside the root and the rate inside the buffer.
 *
 * @param alpha in [0, 1)
 * @param eps finite and above 0
 * @param momentum in [0, 1)
 */
public record RmsProp(LearningRate learningRate, double alpha, double eps, double momentum, boolean centered)
        implements FirstOrder {

    /** The name of this rule. */
    public static final String NAME = "rmsprop";

    public RmsProp {
        Checks.decay("alpha", alpha);
        Checks.positive("eps", eps);
        Checks.decay("momentum", momentum);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public RmsProp withLearningRate(LearningRate other) {
        return new RmsProp(other, alpha, eps, momentum, centered);
    }

    @Override
    public AutomaticRate automaticRate() {
        return new AutomaticRate.OfReach(0.1, 0, true);
    }

    @Override
    public Stepper stepper(int parameters, int penalised, double l1) {
        return new RmsPropStepper(this, parameters, penalised, l1);
    }
}
