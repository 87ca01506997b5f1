package io.descent.judge;

import java.util.ArrayList;
import java.util.List;

/** The losses that are made of pieces of lines and parabolas, of one row each, as sums of ramps. */
final class LossRamps {

    private static final double[] UP = {1};
    private static final double[] DOWN = {-1};

    private LossRamps() {}

    /** Tells whether the loss is made of such pieces. */
    static boolean make(Problem problem) {
        return !problem.loss().equals("log_loss") && !problem.loss().equals("poisson");
    }

    /** Returns the ramps over the margin of a row with this target. */
    private static List<Ramp> of(String loss, double setting, double y) {
        double always = Double.POSITIVE_INFINITY;
        return switch (loss) {
            case "squared_error" -> both(y, 0, always, 0.5);
            case "absolute_error" -> both(y, 0, 1, 0);
            case "huber" -> both(y, 0, setting, 1);
            case "quantile" -> List.of(new Ramp(UP, y, 1 - setting, 0), new Ramp(DOWN, -y, setting, 0));
            case "epsilon_insensitive" -> both(y, setting, 1, 0);
            case "squared_epsilon_insensitive" -> both(y, setting, always, 0.5);
            case "hinge" -> List.of(shortfall(y, 1, 1, 0));
            case "squared_hinge" -> List.of(shortfall(y, 1, always, 0.5));
            case "modified_huber" -> List.of(shortfall(y, 1, 4, 0.5));
            case "perceptron" -> List.of(shortfall(y, 0, 1, 0));
            default -> throw new IllegalArgumentException(loss + " is not made of ramps");
        };
    }

    /** Of the error in both directions, from {@code tube} on. */
    private static List<Ramp> both(double y, double tube, double steepness, double softness) {
        return List.of(new Ramp(UP, y + tube, steepness, softness), new Ramp(DOWN, tube - y, steepness, softness));
    }

    /** Of what the margin lacks to {@code enough}, in the direction of the class. */
    private static Ramp shortfall(double y, double enough, double steepness, double softness) {
        return new Ramp(y == 1 ? DOWN : UP, -enough, steepness, softness);
    }

    /**
     * Returns the mean loss where every margin is the same. An epsilon counts as 0: one above all errors would leave
     * nothing to measure others by.
     */
    static double meanWithoutTubeAt(Problem problem, double margin) {
        double sum = 0;
        double[] parameters = {margin};
        for (int i = 0; i < problem.y().length; i++) {
            for (Ramp ramp : of(problem.loss(), tubeless(problem), problem.y()[i])) {
                sum += problem.weights()[i] * ramp.value(ramp.reach(parameters));
            }
        }
        return sum;
    }

    private static double tubeless(Problem problem) {
        return problem.loss().endsWith("epsilon_insensitive") ? 0 : problem.setting();
    }

    /**
     * Returns the ramps of all rows over the parameters of a design, in other units: margins are counted from
     * {@code center} on in units of {@code margin}, the objective in units of {@code value}.
     */
    static List<Ramp> of(Problem problem, Design design, double center, double margin, double value) {
        List<Ramp> ramps = new ArrayList<>();
        for (int i = 0; i < design.rows().length; i++) {
            double weight = problem.weights()[i];
            double[] row = design.rows()[i];
            // a target is shifted first: a threshold of y + tube would lose the digits of the tube
            for (Ramp ramp : of(problem.loss(), problem.setting(), problem.y()[i] - center)) {
                ramps.add(new Ramp(
                        ramp.row()[0] > 0 ? row : Vectors.times(-1, row),
                        ramp.threshold() / margin,
                        ramp.steepness() * weight * (margin / value),
                        ramp.softness() / weight * (value / margin / margin)));
            }
        }
        return ramps;
    }
}
