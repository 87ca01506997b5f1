package io.descent.optimize.solve;

import io.descent.kernel.Kernels;
import java.util.Arrays;

/**
 * A line search for the strong Wolfe conditions: f(x + αd) ≤ f(x) + c₁α·f′ and |f′(x + αd)| ≤ c₂|f′|, with f′ the slope
 * along d (Nocedal and Wright, "Numerical Optimization", 2006, algorithms 3.5 and 3.6, trial steps by cubic
 * interpolation).
 *
 * <p>Close to a minimum the values differ by rounding alone; there the first condition is judged by the slopes instead,
 * (2c₁ − 1)·f′ ≥ f′(x + αd), which says the same of a quadratic function (Hager and Zhang 2005). Without that no more
 * than half of the digits of a minimiser could be found.
 */
final class WolfeSearch {

    static final double DECREASE = 1e-4;
    static final double CURVATURE = 0.9;

    /** Values that differ by less than this share are not told apart. */
    static final double ROUNDING = 1e-10;

    private static final int MOST_EVALUATIONS = 40;

    /** A step, the value there and the slope along the direction. */
    private static final class Trial {

        private double step;
        private double value;
        private double slope;

        Trial set(double step, double value, double slope) {
            this.step = step;
            this.value = value;
            this.slope = slope;
            return this;
        }
    }

    private final Differentiable function;
    private final double[] point;
    private final double[] gradient;
    private double[] from = {};
    private double[] direction = {};
    private final Trial start = new Trial();

    /** Those of one search, of which the last may come after the most; each search takes them anew. */
    private final Trial[] trials = new Trial[MOST_EVALUATIONS + 1];

    private Trial last = start;
    private int evaluations;

    WolfeSearch(Differentiable function, int size) {
        this.function = function;
        this.point = new double[size];
        this.gradient = new double[size];
        Arrays.setAll(trials, _ -> new Trial());
    }

    /**
     * Looks for a step along a direction of descent; false where none lowers the function any more. The point that was
     * found is the last at which the function was asked.
     *
     * @param value at {@code from}
     * @param slope along the direction, below 0
     * @param first the step to try first
     */
    boolean search(double[] from, double[] direction, double value, double slope, double first) {
        this.from = from;
        this.direction = direction;
        start.set(0, value, slope);
        evaluations = 0;
        Trial before = start;
        double step = first;
        while (evaluations < MOST_EVALUATIONS) {
            Trial trial = evaluate(step);
            if (!decreases(trial) || (before.step > 0 && higher(trial, before))) {
                return zoom(before, trial);
            }
            if (flatEnough(trial)) {
                return true;
            }
            if (trial.slope >= 0) {
                return zoom(trial, before);
            }
            double proposed = minimumOfCubic(before, trial);
            boolean ahead = proposed > 1.1 * step;
            step = ahead ? Math.min(proposed, 20 * step) : 4 * step;
            before = trial;
        }
        // it falls and falls: what was reached is lower in any case
        return true;
    }

    private boolean zoom(Trial low, Trial high) {
        Trial best = low;
        Trial other = high;
        while (evaluations < MOST_EVALUATIONS && best.step != other.step) {
            Trial trial = evaluate(between(best, other));
            if (!decreases(trial) || higher(trial, best)) {
                other = trial;
                continue;
            }
            if (flatEnough(trial)) {
                return true;
            }
            if (trial.slope * (other.step - best.step) >= 0) {
                other = best;
            }
            best = trial;
        }
        if (best.step == 0) {
            return false;
        }
        if (last.step != best.step) {
            evaluate(best.step);
        }
        return best.value < start.value;
    }

    private Trial evaluate(double step) {
        System.arraycopy(from, 0, point, 0, point.length);
        Kernels.axpy(step, direction, 0, point, 0, point.length);
        double value = function.at(point, gradient);
        last = trials[evaluations++].set(step, value, Kernels.dot(gradient, 0, direction, 0, point.length));
        return last;
    }

    private boolean decreases(Trial trial) {
        if (!Double.isFinite(trial.value) || !Double.isFinite(trial.slope)) {
            return false;
        }
        return trial.value <= start.value + DECREASE * trial.step * start.slope
                || (trial.value <= start.value + band() && trial.slope <= (2 * DECREASE - 1) * start.slope);
    }

    private boolean higher(Trial trial, Trial than) {
        return trial.value > than.value + band();
    }

    private boolean flatEnough(Trial trial) {
        return Math.abs(trial.slope) <= -CURVATURE * start.slope;
    }

    private double band() {
        return ROUNDING * Math.abs(start.value);
    }

    private static double between(Trial a, Trial b) {
        double from = Math.min(a.step, b.step);
        double to = Math.max(a.step, b.step);
        double margin = 0.05 * (to - from);
        double proposed = minimumOfCubic(a, b);
        return proposed >= from + margin && proposed <= to - margin ? proposed : from + 0.5 * (to - from);
    }

    /** The minimum of the cubic through both values with both slopes; NaN where it has none. */
    private static double minimumOfCubic(Trial a, Trial b) {
        double d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.step - b.step);
        double d2 = Math.signum(b.step - a.step) * Math.sqrt(d1 * d1 - a.slope * b.slope);
        return b.step - (b.step - a.step) * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
    }

    double step() {
        return last.step;
    }

    double value() {
        return last.value;
    }

    /** Returns the point that was found; the array is reused by the next search. */
    double[] point() {
        return point;
    }

    /** Returns the gradient there; the array is reused by the next search. */
    double[] gradient() {
        return gradient;
    }
}
