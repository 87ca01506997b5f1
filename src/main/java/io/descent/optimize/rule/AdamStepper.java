package io.descent.optimize.rule;

/** The buffers of {@link Adam}, {@link AdamW} and {@link AmsGrad}. */
final class AdamStepper extends CoordinateStepper {

    private final Moments moments;
    private final double weightDecay;
    private final int penalised;
    private final double[] means;
    private final double[] squares;
    private final double[] largest;

    /** beta1^t and beta2^t after t steps. */
    private final double[] powers = {1, 1};

    AdamStepper(Moments moments, double weightDecay, boolean amsgrad, int parameters, int penalised, double l1) {
        super(parameters, penalised, l1);
        this.moments = moments;
        this.weightDecay = weightDecay;
        this.penalised = penalised;
        this.means = new double[parameters];
        this.squares = new double[parameters];
        this.largest = new double[amsgrad ? parameters : 0];
    }

    @Override
    public void step(double[] parameters, double[] gradient, double learningRate) {
        double beta1 = moments.beta1();
        double beta2 = moments.beta2();
        double eps = moments.eps();
        powers[0] *= beta1;
        powers[1] *= beta2;
        double meanCorrection = 1 / (1 - powers[0]);
        double rootCorrection = 1 / Math.sqrt(1 - powers[1]);
        for (int j = 0; j < parameters.length; j++) {
            means[j] = beta1 * means[j] + (1 - beta1) * gradient[j];
            squares[j] = beta2 * squares[j] + (1 - beta2) * (gradient[j] * gradient[j]);
        }
        for (int j = 0; j < largest.length; j++) {
            largest[j] = Math.max(largest[j], squares[j]);
        }
        double[] second = largest.length > 0 ? largest : squares;
        for (int j = 0; j < parameters.length; j++) {
            double divisor = Math.sqrt(second[j]) * rootCorrection + eps;
            scale[j] = 1 / divisor;
            direction[j] = means[j] * meanCorrection / divisor;
        }
        if (weightDecay > 0) {
            decay(parameters);
        }
        move(parameters, learningRate);
    }

    /** Before the step, but part of its direction. */
    private void decay(double[] parameters) {
        for (int j = 0; j < penalised; j++) {
            direction[j] += weightDecay * parameters[j];
        }
    }

    @Override
    public double[][] state() {
        return new double[][] {means, squares, largest, powers};
    }
}
