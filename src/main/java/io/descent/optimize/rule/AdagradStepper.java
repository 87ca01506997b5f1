package io.descent.optimize.rule;

import java.util.Arrays;

/** The buffers of {@link Adagrad}. */
final class AdagradStepper extends CoordinateStepper {

    private final double eps;
    private final double[] squares;

    AdagradStepper(Adagrad adagrad, int parameters, int penalised, double l1) {
        super(parameters, penalised, l1);
        this.eps = adagrad.eps();
        this.squares = new double[parameters];
        Arrays.fill(squares, adagrad.initialAccumulator());
    }

    @Override
    public void step(double[] parameters, double[] gradient, double learningRate) {
        for (int j = 0; j < parameters.length; j++) {
            squares[j] += gradient[j] * gradient[j];
            double divisor = Math.sqrt(squares[j]) + eps;
            scale[j] = 1 / divisor;
            direction[j] = gradient[j] / divisor;
        }
        move(parameters, learningRate);
    }

    @Override
    public double[][] state() {
        return new double[][] {squares};
    }
}
