package io.descent.optimize.rule;

/**
 * AMSGrad (Reddi, Kale and Kumar 2018): Adam with the largest v so far in place of v, so that no coordinate's rate
 * grows. As PyTorch's {@code torch.optim.Adam(amsgrad=True)}: the largest v is taken before its correction, and m is
 * corrected, too; the paper corrects neither.
 */
public record AmsGrad(LearningRate learningRate, Moments moments) implements FirstOrder {

    /** The name of this rule. */
    public static final String NAME = "amsgrad";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AmsGrad withLearningRate(LearningRate other) {
        return new AmsGrad(other, moments);
    }

    @Override
    public AutomaticRate automaticRate() {
        return new AutomaticRate.OfReach(0.1, 0, true);
    }

    @Override
    public Stepper stepper(int parameters, int penalised, double l1) {
        return new AdamStepper(moments, 0, true, parameters, penalised, l1);
    }
}
