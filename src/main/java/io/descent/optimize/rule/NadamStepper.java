package io.descent.optimize.rule;

/** The buffers of {@link Nadam}. */
final class NadamStepper extends CoordinateStepper {

    private static final int BETA1 = 0;
    private static final int BETA2 = 1;
    private static final int MU = 2;
    private static final int DECAY = 3;

    private final Moments moments;
    private final double decayOfStep;
    private final double[] means;
    private final double[] squares;

    /** beta1^t, beta2^t, Π_t and 0.96^((t + 1)·momentumDecay) after t steps. */
    private final double[] powers;

    NadamStepper(Nadam nadam, int parameters, int penalised, double l1) {
        super(parameters, penalised, l1);
        this.moments = nadam.moments();
        this.decayOfStep = StrictMath.pow(0.96, nadam.momentumDecay());
        this.means = new double[parameters];
        this.squares = new double[parameters];
        this.powers = new double[] {1, 1, 1, decayOfStep};
    }

    @Override
    public void step(double[] parameters, double[] gradient, double learningRate) {
        double beta1 = moments.beta1();
        double beta2 = moments.beta2();
        double mu = beta1 * (1 - 0.5 * powers[DECAY]);
        powers[DECAY] *= decayOfStep;
        double next = beta1 * (1 - 0.5 * powers[DECAY]);
        powers[BETA1] *= beta1;
        powers[BETA2] *= beta2;
        powers[MU] *= mu;
        double ofGradient = (1 - mu) / (1 - powers[MU]);
        double ofMean = next / (1 - powers[MU] * next);
        double rootCorrection = 1 / Math.sqrt(1 - powers[BETA2]);
        // where the gradient stays g, the mean is (1 − beta1^t)·g
        double share = ofGradient + ofMean * (1 - powers[BETA1]);
        for (int j = 0; j < parameters.length; j++) {
            means[j] = beta1 * means[j] + (1 - beta1) * gradient[j];
            squares[j] = beta2 * squares[j] + (1 - beta2) * (gradient[j] * gradient[j]);
            double divisor = Math.sqrt(squares[j]) * rootCorrection + moments.eps();
            scale[j] = share / divisor;
            direction[j] = (ofGradient * gradient[j] + ofMean * means[j]) / divisor;
        }
        move(parameters, learningRate);
    }

    @Override
    public double[][] state() {
        return new double[][] {means, squares, powers};
    }
}
