package io.descent.optimize.rule;

import java.util.Arrays;

/** The buffers of {@link AveragedSgd}. */
final class AveragedSgdStepper extends CoordinateStepper {

    private final AveragedSgd averaged;
    private final double[] average;

    /** One number: how many steps were made. */
    private final double[] steps = new double[1];

    AveragedSgdStepper(AveragedSgd averaged, int parameters, int penalised, double l1) {
        super(parameters, penalised, l1);
        this.averaged = averaged;
        this.average = new double[parameters];
        Arrays.fill(scale, 1);
    }

    @Override
    public void step(double[] parameters, double[] gradient, double learningRate) {
        System.arraycopy(gradient, 0, direction, 0, gradient.length);
        move(parameters, learningRate);
        steps[0]++;
        double decay = averaged.averageDecay();
        double entered = Math.max(1, steps[0] - averaged.averageStart());
        double share = (decay + 1) / (entered + decay);
        for (int j = 0; j < parameters.length; j++) {
            average[j] += share * (parameters[j] - average[j]);
        }
    }

    @Override
    public double[] answer(double[] parameters) {
        return steps[0] == 0 ? parameters : average;
    }

    @Override
    public double[][] state() {
        return new double[][] {average, steps};
    }
}
