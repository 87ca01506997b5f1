package io.descent.optimize.rule;

/** The buffers of {@link Adadelta}. */
final class AdadeltaStepper extends CoordinateStepper {

    private final double rho;
    private final double eps;
    private final double[] squares;
    private final double[] squaredMoves;

    AdadeltaStepper(Adadelta adadelta, int parameters, int penalised, double l1) {
        super(parameters, penalised, l1);
        this.rho = adadelta.rho();
        this.eps = adadelta.eps();
        this.squares = new double[parameters];
        this.squaredMoves = new double[parameters];
    }

    @Override
    public void step(double[] parameters, double[] gradient, double learningRate) {
        double intake = 1 - rho;
        for (int j = 0; j < parameters.length; j++) {
            squares[j] = rho * squares[j] + intake * (gradient[j] * gradient[j]);
            scale[j] = Math.sqrt(squaredMoves[j] + eps) / Math.sqrt(squares[j] + eps);
            direction[j] = scale[j] * gradient[j];
        }
        move(parameters, learningRate);
        for (int j = 0; j < parameters.length; j++) {
            squaredMoves[j] = rho * squaredMoves[j] + intake * (direction[j] * direction[j]);
        }
    }

    @Override
    public double[][] state() {
        return new double[][] {squares, squaredMoves};
    }
}
