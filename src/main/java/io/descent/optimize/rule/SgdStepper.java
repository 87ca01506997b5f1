package io.descent.optimize.rule;

import io.descent.objective.Penalty;

/**
 * The buffers of {@link Sgd}.
 *
 * <p>Under an l1 penalty the step is a proximal one, and the buffer takes in what the shrinking moved: with plain
 * momentum as in iPiano (Ochs et al. 2014), with Nesterov's as in FISTA (Beck and Teboulle 2009), of which the
 * parameters are the extrapolated point. So the fixed point is the minimum of the penalised objective whatever the
 * momentum; shrinking after the step would scale the penalty by 1 − momentum.
 */
final class SgdStepper implements Stepper {

    private final Sgd sgd;
    private final int shrunk;
    private final double l1;
    private final double[] buffer;
    private final double[] direction;

    /** One number: how many steps were made, up to 1. */
    private final double[] begun = new double[1];

    SgdStepper(Sgd sgd, int parameters, int penalised, double l1) {
        this.sgd = sgd;
        this.shrunk = l1 > 0 ? penalised : 0;
        this.l1 = l1;
        this.buffer = new double[parameters];
        this.direction = sgd.nesterov() || shrunk > 0 ? new double[parameters] : buffer;
    }

    @Override
    public void step(double[] parameters, double[] gradient, double learningRate) {
        boolean first = begun[0] == 0;
        double keep = first ? 0 : sgd.momentum();
        double intake = first ? 1 : sgd.intake();
        if (sgd.nesterov()) {
            shrinkNesterov(parameters, gradient, learningRate, keep);
        } else {
            shrinkHeavyBall(parameters, gradient, learningRate, keep, intake);
        }
        for (int j = shrunk; j < parameters.length; j++) {
            buffer[j] = keep * buffer[j] + intake * gradient[j];
            direction[j] = sgd.nesterov() ? gradient[j] + sgd.momentum() * buffer[j] : buffer[j];
            parameters[j] -= learningRate * direction[j];
        }
        begun[0] = 1;
    }

    private void shrinkHeavyBall(double[] parameters, double[] gradient, double rate, double keep, double intake) {
        for (int j = 0; j < shrunk; j++) {
            double before = parameters[j];
            double moved = before - rate * (keep * buffer[j] + intake * gradient[j]);
            parameters[j] = Penalty.shrink(moved, rate * intake * l1);
            buffer[j] = (before - parameters[j]) / rate;
            direction[j] = buffer[j];
        }
    }

    private void shrinkNesterov(double[] parameters, double[] gradient, double rate, double keep) {
        for (int j = 0; j < shrunk; j++) {
            double extrapolated = parameters[j];
            double before = extrapolated + rate * keep * buffer[j];
            double after = Penalty.shrink(extrapolated - rate * gradient[j], rate * l1);
            buffer[j] = (before - after) / rate;
            parameters[j] = after - rate * sgd.momentum() * buffer[j];
            direction[j] = (extrapolated - parameters[j]) / rate;
        }
    }

    @Override
    public double[] direction() {
        return direction;
    }

    @Override
    public double[][] state() {
        return new double[][] {buffer, begun};
    }
}
