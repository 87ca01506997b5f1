package io.descent.optimize.rule;

/**
 * The buffers of {@link RmsProp}. Under an l1 penalty the buffer takes in what the shrinking moved, as that of
 * {@link SgdStepper} does: else the penalty would be scaled by 1 − momentum.
 */
final class RmsPropStepper extends CoordinateStepper {

    private final RmsProp rmsProp;
    private final double[] squares;
    private final double[] means;
    private final double[] buffer;

    RmsPropStepper(RmsProp rmsProp, int parameters, int penalised, double l1) {
        super(parameters, penalised, l1);
        this.rmsProp = rmsProp;
        this.squares = new double[parameters];
        this.means = new double[rmsProp.centered() ? parameters : 0];
        this.buffer = new double[rmsProp.momentum() > 0 ? parameters : 0];
    }

    @Override
    public void step(double[] parameters, double[] gradient, double learningRate) {
        double alpha = rmsProp.alpha();
        for (int j = 0; j < parameters.length; j++) {
            squares[j] = alpha * squares[j] + (1 - alpha) * (gradient[j] * gradient[j]);
            scale[j] = squares[j];
        }
        if (rmsProp.centered()) {
            for (int j = 0; j < parameters.length; j++) {
                means[j] = alpha * means[j] + (1 - alpha) * gradient[j];
                // a variance, which rounding can make negative
                scale[j] = Math.max(scale[j] - means[j] * means[j], 0);
            }
        }
        for (int j = 0; j < parameters.length; j++) {
            double divisor = Math.sqrt(scale[j]) + rmsProp.eps();
            scale[j] = 1 / divisor;
            direction[j] = gradient[j] / divisor;
        }
        if (rmsProp.momentum() > 0) {
            for (int j = 0; j < parameters.length; j++) {
                direction[j] += rmsProp.momentum() * buffer[j];
            }
        }
        move(parameters, learningRate);
        System.arraycopy(direction, 0, buffer, 0, buffer.length);
    }

    @Override
    public double[][] state() {
        return new double[][] {squares, means, buffer};
    }
}
