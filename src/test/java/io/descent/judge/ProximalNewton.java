package io.descent.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Minimises a smooth loss and a penalty by Newton's method with backtracking: each step goes to the minimum of the
 * second-order expansion and the penalty (Lee, Sun and Saunders, "Proximal Newton-type methods", 2014), which without
 * an absolute part is the solution of linear equations, else of a {@link QuadraticProgram}.
 */
final class ProximalNewton {

    private static final int MOST_STEPS = 200;
    private static final int MOST_HALVINGS = 60;
    private static final double ROUNDING = 1e-11;

    private final SmoothLoss loss;
    private final boolean[] penalised;
    private final double l1;
    private final double l2;

    ProximalNewton(SmoothLoss loss, boolean[] penalised, double l1, double l2) {
        this.loss = loss;
        this.penalised = penalised;
        this.l1 = l1;
        this.l2 = l2;
    }

    QuadraticProgram.Solution solve() {
        Optional<QuadraticProgram.Solution> next = Optional.of(at(new double[penalised.length]));
        QuadraticProgram.Solution best = next.orElseThrow();
        for (int step = 0; step < MOST_STEPS && next.isPresent(); step++) {
            best = next.orElseThrow();
            next = after(best, direction(best.parameters()));
        }
        return best;
    }

    /** Returns a point that is lower or, where that is a matter of rounding, one whose gap is smaller. */
    private Optional<QuadraticProgram.Solution> after(QuadraticProgram.Solution now, double[] direction) {
        double rounding = ROUNDING * Math.abs(now.value());
        return IntStream.range(0, MOST_HALVINGS)
                .mapToObj(halving -> {
                    double[] theta = now.parameters().clone();
                    Vectors.add(Math.scalb(1.0, -halving), direction, theta);
                    return at(theta);
                })
                .filter(next -> next.value() < now.value() - rounding
                        || (next.value() < now.value() + rounding && next.gap() < now.gap()))
                .findFirst();
    }

    private QuadraticProgram.Solution at(double[] theta) {
        return new QuadraticProgram.Solution(theta, value(theta), gap(theta));
    }

    private double value(double[] theta) {
        double value = loss.value(theta);
        for (int j = 0; j < theta.length; j++) {
            value += penalised[j] ? l1 * Math.abs(theta[j]) + 0.5 * l2 * theta[j] * theta[j] : 0;
        }
        return value < Double.POSITIVE_INFINITY ? value : Double.POSITIVE_INFINITY;
    }

    private double[] gradient(double[] theta) {
        double[] gradient = loss.gradient(theta);
        for (int j = 0; j < theta.length; j++) {
            gradient[j] += penalised[j] ? l2 * theta[j] : 0;
        }
        return gradient;
    }

    private double[] direction(double[] theta) {
        double[][] hessian = loss.hessian(theta);
        for (int j = 0; j < theta.length; j++) {
            hessian[j][j] += penalised[j] ? l2 : 0;
        }
        double[] gradient = gradient(theta);
        if (l1 == 0) {
            return new Cholesky(hessian).solve(Vectors.times(-1, gradient));
        }
        double[] zeros = new double[theta.length];
        return new QuadraticProgram(hessian, gradient, absolutes(penalised, l1, theta), zeros)
                .solve()
                .parameters();
    }

    /** l1·|w| of each penalised parameter, as two ramps over how far it goes from {@code theta}. */
    static List<Ramp> absolutes(boolean[] penalised, double l1, double[] theta) {
        List<Ramp> ramps = new ArrayList<>();
        for (int j = 0; j < penalised.length && l1 > 0; j++) {
            if (penalised[j]) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    double[] row = new double[penalised.length];
                    row[j] = sign;
                    ramps.add(new Ramp(row, -sign * theta[j], l1, 0));
                }
            }
        }
        return ramps;
    }

    /** By duality: of the slopes that l1·|w| has between −l1 and l1, the one that balances the gradient best. */
    private double gap(double[] theta) {
        double[] gradient = gradient(theta);
        double gap = 0;
        for (int j = 0; j < theta.length; j++) {
            if (penalised[j] && l1 > 0) {
                double slope = Math.clamp(-gradient[j], -l1, l1);
                gap += l1 * Math.abs(theta[j]) - slope * theta[j];
                gradient[j] += slope;
            }
        }
        return gap + Distance.below(gradient, theta);
    }
}
