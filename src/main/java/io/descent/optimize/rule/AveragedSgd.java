package io.descent.optimize.rule;

/**
 * Averaged stochastic gradient descent (Ruppert 1988, Polyak and Juditsky 1992): plain steps w ← w − rate·g, answered
 * by their average, w̄ ← w̄ + (decay + 1) / (k + decay)·(w − w̄) with w the k-th that enters. Decay 0 is the plain mean
 * of scikit-learn's {@code SGDClassifier(average=…)} and PyTorch's {@code torch.optim.ASGD}; above, later parameters
 * weigh more, about as k^decay (polynomial-decay averaging, Shamir and Zhang 2013), and what the first ones were is
 * forgotten. PyTorch's {@code ASGD} also lowers the rate as it goes, for which there are schedules.
 *
 * <p>Under an l1 penalty the steps are proximal ones; the average of a weight is exactly 0 where all that entered were.
 *
 * @param averageStart after how many updates the averaging begins; scikit-learn counts rows; PyTorch counts
 *     updates, but its {@code t0} is one less
 * @param averageDecay finite and at least 0
 */
public record AveragedSgd(LearningRate learningRate, int averageStart, double averageDecay) implements FirstOrder {

    /** The name of this rule. */
    public static final String NAME = "averaged_sgd";

    public AveragedSgd {
        Checks.notNegative("average_start", averageStart);
        Checks.notNegative("average_decay", averageDecay);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AveragedSgd withLearningRate(LearningRate other) {
        return new AveragedSgd(other, averageStart, averageDecay);
    }

    @Override
    public boolean answersLastStep() {
        return false;
    }

    @Override
    public AutomaticRate automaticRate() {
        return new AutomaticRate.OfCurvature(1);
    }

    @Override
    public Stepper stepper(int parameters, int penalised, double l1) {
        return new AveragedSgdStepper(this, parameters, penalised, l1);
    }
}
