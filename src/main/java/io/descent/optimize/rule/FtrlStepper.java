package io.descent.optimize.rule;

import java.util.Arrays;

/** The buffers of {@link Ftrl}. */
final class FtrlStepper implements Stepper {

    private final Ftrl ftrl;
    private final int penalised;
    private final double l1OfObjective;
    private final double[] sums;
    private final double[] squares;

    /** 1/η of each coordinate. */
    private final double[] stiffness;

    /** One number: how many steps were made. */
    private final double[] steps = new double[1];

    private final double[] direction;

    FtrlStepper(Ftrl ftrl, int parameters, int penalised, double l1OfObjective) {
        this.ftrl = ftrl;
        this.penalised = penalised;
        this.l1OfObjective = l1OfObjective;
        this.sums = new double[parameters];
        this.squares = new double[parameters];
        this.stiffness = new double[parameters];
        this.direction = new double[parameters];
        Arrays.fill(squares, ftrl.initialAccumulator());
    }

    @Override
    public void step(double[] parameters, double[] gradient, double learningRate) {
        if (steps[0] == 0) {
            begin(parameters, learningRate);
        }
        steps[0]++;
        double l1 = ftrl.l1() + steps[0] * l1OfObjective;
        step(parameters, gradient, learningRate, 0, penalised, l1, ftrl.l2());
        step(parameters, gradient, learningRate, penalised, parameters.length, 0, 0);
    }

    private void begin(double[] parameters, double rate) {
        for (int j = 0; j < parameters.length; j++) {
            stiffness[j] = (ftrl.beta() + Math.sqrt(squares[j])) / rate;
            double l1 = j < penalised ? ftrl.l1() : 0;
            double l2 = j < penalised ? ftrl.l2() : 0;
            sums[j] = -parameters[j] * (stiffness[j] + l2) - Math.signum(parameters[j]) * l1;
        }
    }

    private void step(double[] w, double[] gradient, double rate, int from, int to, double l1, double l2) {
        for (int j = from; j < to; j++) {
            squares[j] += gradient[j] * gradient[j];
            double stiff = (ftrl.beta() + Math.sqrt(squares[j])) / rate;
            sums[j] += gradient[j] - (stiff - stiffness[j]) * w[j];
            stiffness[j] = stiff;
            double before = w[j];
            double excess = Math.abs(sums[j]) - l1;
            // without beta and any gradient so far nothing says where to go
            if (stiff + l2 > 0) {
                w[j] = excess > 0 ? -Math.copySign(excess, sums[j]) / (stiff + l2) : 0;
            }
            direction[j] = (before - w[j]) / rate;
        }
    }

    @Override
    public double[] direction() {
        return direction;
    }

    @Override
    public double[][] state() {
        return new double[][] {sums, squares, stiffness, steps};
    }
}
