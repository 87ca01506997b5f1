package io.descent.judge;

import java.util.Arrays;
import java.util.List;

/** Slopes and slacks of ramps inside their bounds, as {@link QuadraticProgram} moves them. */
final class Slacks {

    private final List<Ramp> ramps;
    /** α, between 0 and the steepness. */
    private final double[] slope;
    /** c − α; kept apart, as it becomes small beside both. */
    private final double[] room;
    /** s: how far on the line. */
    private final double[] above;
    /** v: how far below the threshold. */
    private final double[] below;

    Slacks(List<Ramp> ramps, double[] start) {
        int n = ramps.size();
        this.ramps = ramps;
        this.slope = new double[n];
        this.room = new double[n];
        this.above = new double[n];
        this.below = new double[n];
        for (int k = 0; k < n; k++) {
            Ramp ramp = ramps.get(k);
            double g = ramp.reach(start);
            boolean bounded = bounded(k);
            slope[k] = bounded ? ramp.steepness() / 2 : (Math.max(g, 0) + 1) / ramp.softness();
            room[k] = bounded ? ramp.steepness() / 2 : Double.POSITIVE_INFINITY;
            above[k] = bounded ? Math.max(g - ramp.softness() * slope[k], 0) + 1 : 0;
            below[k] = above[k] + ramp.softness() * slope[k] - g;
        }
    }

    /** A Newton step. */
    record Step(double[] parameters, double[] slope, double[] above, double[] below) {}

    private boolean bounded(int k) {
        return ramps.get(k).steepness() < Double.POSITIVE_INFINITY;
    }

    double slope(int k) {
        return slope[k];
    }

    /** Returns how much the slope changes with g. */
    double stiffness(int k) {
        return 1 / (above[k] / room[k] + below[k] / slope[k] + ramps.get(k).softness());
    }

    /** Returns Σ s·(c − α) + v·α. */
    double complementarity() {
        double sum = 0;
        for (int k = 0; k < slope.length; k++) {
            sum += below[k] * slope[k] + (bounded(k) ? above[k] * room[k] : 0);
        }
        return sum;
    }

    int pairs() {
        int pairs = 0;
        for (int k = 0; k < slope.length; k++) {
            pairs += bounded(k) ? 2 : 1;
        }
        return pairs;
    }

    /** Returns by how much s·(c − α) and v·α should change, so that each becomes {@code target}. */
    double[][] towards(double target) {
        double[][] aims = new double[2][slope.length];
        for (int k = 0; k < slope.length; k++) {
            aims[0][k] = bounded(k) ? target - above[k] * room[k] : 0;
            aims[1][k] = target - below[k] * slope[k];
        }
        return aims;
    }

    /** The same, less what the predictor's step would miss them by. */
    double[][] corrected(double target, Step predictor) {
        double[][] aims = towards(target);
        for (int k = 0; k < slope.length; k++) {
            aims[0][k] += predictor.above[k] * predictor.slope[k];
            aims[1][k] -= predictor.below[k] * predictor.slope[k];
        }
        return aims;
    }

    double[] pull(double[][] aims) {
        double[] pull = new double[slope.length];
        Arrays.setAll(pull, k -> aims[1][k] / slope[k] - aims[0][k] / room[k]);
        return pull;
    }

    Step step(double[] parameters, double[][] aims, double[] pull) {
        Step step = new Step(parameters, new double[slope.length], new double[slope.length], new double[slope.length]);
        for (int k = 0; k < slope.length; k++) {
            double rise = Vectors.dot(ramps.get(k).row(), parameters);
            step.slope[k] = stiffness(k) * (rise + pull[k]);
            step.above[k] = (aims[0][k] + above[k] * step.slope[k]) / room[k];
            step.below[k] = (aims[1][k] - below[k] * step.slope[k]) / slope[k];
        }
        return step;
    }

    /** Returns how many times the step goes before a bound is met; at most 1 / 0.995 matters. */
    double longest(Step step) {
        double longest = 2;
        for (int k = 0; k < slope.length; k++) {
            longest = Math.min(longest, until(slope[k], step.slope[k]));
            longest = Math.min(longest, until(below[k], step.below[k]));
            if (bounded(k)) {
                longest = Math.min(longest, until(room[k], -step.slope[k]));
                longest = Math.min(longest, until(above[k], step.above[k]));
            }
        }
        return longest;
    }

    private static double until(double value, double change) {
        return change < 0 ? -value / change : Double.POSITIVE_INFINITY;
    }

    /** Returns what the complementarity would be after a step of this length, 1 at most. */
    double after(Step step, double longest) {
        double length = Math.min(1, longest);
        double sum = 0;
        for (int k = 0; k < slope.length; k++) {
            sum += (below[k] + length * step.below[k]) * (slope[k] + length * step.slope[k]);
            sum += bounded(k) ? (above[k] + length * step.above[k]) * (room[k] - length * step.slope[k]) : 0;
        }
        return Math.max(sum, 0);
    }

    void move(Step step, double length) {
        for (int k = 0; k < slope.length; k++) {
            slope[k] += length * step.slope[k];
            room[k] -= length * step.slope[k];
            above[k] += length * step.above[k];
            below[k] += length * step.below[k];
        }
    }
}
