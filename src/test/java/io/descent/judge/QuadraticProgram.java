package io.descent.judge;

import java.util.List;

/**
 * Minimises ½·θᵀQθ + qᵀθ + Σ ramps by a primal-dual interior-point method (Mehrotra, "On the implementation of a
 * primal-dual interior point method", 1992), and tells by duality how far from the minimum it may be.
 *
 * <p>Each ramp has a slope α between 0 and its steepness c, and a slack on either side: s where it is on its line, v
 * where it is below its threshold, with g = s − v + softness·α throughout. At the minimum s·(c − α) = 0, v·α = 0 and
 * Qθ + q + Σ α·row = 0. One step length for all keeps the first of these equations exact.
 */
final class QuadraticProgram {

    private static final int MOST_STEPS = 150;
    private static final double ENOUGH = 1e-10;
    private static final double TO_THE_EDGE = 0.995;

    private final double[][] quadratic;
    private final double[] linear;
    private final List<Ramp> ramps;
    private final double[] theta;
    private final Slacks slacks;

    /**
     * @param quadratic its lower triangle is read
     */
    QuadraticProgram(double[][] quadratic, double[] linear, List<Ramp> ramps, double[] start) {
        this.quadratic = quadratic;
        this.linear = linear;
        this.ramps = ramps;
        this.theta = start.clone();
        this.slacks = new Slacks(ramps, start);
    }

    /**
     * A point near the minimum.
     *
     * @param value the objective there
     * @param gap how far below that the minimum may be
     */
    record Solution(double[] parameters, double value, double gap) {}

    /** Goes on until the gap is small beside the value, or rounding stops it; values are expected to be about 1. */
    Solution solve() {
        Solution best = measured();
        for (int step = 0; step < MOST_STEPS && best.gap > ENOUGH * (Math.abs(best.value) + 1e-3); step++) {
            advance();
            Solution now = measured();
            if (!(now.gap < Double.POSITIVE_INFINITY)) {
                break;
            }
            best = now.gap < best.gap ? now : best;
        }
        return best;
    }

    private void advance() {
        double[] residual = dualResidual();
        Cholesky normal = normalEquations();
        Slacks.Step predictor = step(normal, residual, slacks.towards(0));
        double left = slacks.after(predictor, slacks.longest(predictor)) / slacks.complementarity();
        double target = slacks.complementarity() / slacks.pairs() * left * left * left;
        Slacks.Step step = step(normal, residual, slacks.corrected(target, predictor));
        double length = Math.min(1, TO_THE_EDGE * slacks.longest(step));
        Vectors.add(length, step.parameters(), theta);
        slacks.move(step, length);
    }

    private Slacks.Step step(Cholesky normal, double[] residual, double[][] aims) {
        double[] pull = slacks.pull(aims);
        double[] right = Vectors.times(-1, residual);
        for (int k = 0; k < pull.length; k++) {
            Vectors.add(-slacks.stiffness(k) * pull[k], ramps.get(k).row(), right);
        }
        return slacks.step(normal.solve(right), aims, pull);
    }

    /** Q + Σ stiffness·row·rowᵀ. */
    private Cholesky normalEquations() {
        int d = theta.length;
        double[][] matrix = new double[d][];
        for (int i = 0; i < d; i++) {
            matrix[i] = quadratic[i].clone();
        }
        for (int k = 0; k < ramps.size(); k++) {
            double[] row = ramps.get(k).row();
            double stiffness = slacks.stiffness(k);
            for (int i = 0; i < d; i++) {
                double factor = stiffness * row[i];
                for (int j = 0; j <= i && factor != 0; j++) {
                    matrix[i][j] += factor * row[j];
                }
            }
        }
        return new Cholesky(matrix);
    }

    private double[] dualResidual() {
        double[] residual = linear.clone();
        Vectors.add(1, Vectors.product(quadratic, theta), residual);
        for (int k = 0; k < ramps.size(); k++) {
            Vectors.add(slacks.slope(k), ramps.get(k).row(), residual);
        }
        return residual;
    }

    private Solution measured() {
        double value = 0.5 * Vectors.dot(theta, Vectors.product(quadratic, theta)) + Vectors.dot(linear, theta);
        double gap = Distance.below(dualResidual(), theta);
        for (int k = 0; k < ramps.size(); k++) {
            double g = ramps.get(k).reach(theta);
            value += ramps.get(k).value(g);
            gap += ramps.get(k).gap(g, slacks.slope(k));
        }
        return new Solution(theta.clone(), value, gap);
    }
}
