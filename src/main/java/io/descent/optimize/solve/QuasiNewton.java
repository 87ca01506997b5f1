package io.descent.optimize.solve;

import io.descent.kernel.Kernels;
import io.descent.optimize.rule.Lbfgs;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Minimises a smooth function plus l1·‖w‖₁ over its first coordinates: L-BFGS with a strong Wolfe line search (Nocedal
 * and Wright 2006, algorithm 7.5), under l1 OWL-QN, which keeps each step within one orthant and so finds exact zeros
 * (Andrew and Gao, "Scalable training of L1-regularized log-linear models", 2007).
 */
public final class QuasiNewton {

    /** How an iteration ended. */
    public enum Verdict {
        /** There may be more to gain. */
        GOING_ON,
        /** The gradient is as good as 0. */
        GRADIENT_VANISHED,
        /** The last step gained next to nothing. */
        GAIN_VANISHED,
        /** No step lowers the function any more, and its gradient is what rounding leaves of 0. */
        FLAT,
        /** No step lowers the function that was found, though its gradient says that there is one. */
        STUCK,
        /** The function or its gradient is not finite. */
        NOT_FINITE
    }

    private static final int MOST_HALVINGS = 60;

    /** So many steps in a row that lower neither the function nor its slope are a dance in the last digits. */
    private static final int MOST_IDLE = 10;

    /** Values that are good to an ulp know where the minimum is only up to slopes of this share. */
    private static final double FLAT_SHARE = Math.sqrt(Math.ulp(1.0));

    /** How many ulps a coordinate may be off. */
    private static final double ULPS = 8;

    private final Differentiable function;

    /** The same, asked by a line search. */
    private final Differentiable trial;

    private final Lbfgs settings;
    private final double l1;
    private final int shrunk;
    private final double[] point;
    private final double[] gradient;
    private final double[] subgradient;
    private final double[] direction;
    private final double[] moved;
    private final double[] gradientBefore;
    private final WolfeSearch search;
    private final LbfgsMemory memory;
    private double value = Double.NaN;
    private double slopeScale;
    private double step;
    private double promise = Double.POSITIVE_INFINITY;
    private double lowest = Double.POSITIVE_INFINITY;
    private double flattest = Double.POSITIVE_INFINITY;
    private int idle;

    /**
     * Starts at a point, which moves with the iterations.
     *
     * @param penalised how many coordinates, from the first on, l1 is for
     */
    public QuasiNewton(Differentiable function, double[] point, Lbfgs settings, double l1, int penalised) {
        this(function, point, settings, l1, penalised, () -> {});
    }

    /**
     * Starts at a point.
     *
     * @param beforeTrial runs before each trial of a line search, and aborts the iteration by throwing
     */
    public QuasiNewton(
            Differentiable function, double[] point, Lbfgs settings, double l1, int penalised, Runnable beforeTrial) {
        this.function = function;
        this.trial = (at, slopes) -> {
            beforeTrial.run();
            return function.at(at, slopes);
        };
        this.point = point;
        this.settings = settings;
        this.l1 = l1;
        this.shrunk = l1 > 0 ? penalised : 0;
        int size = point.length;
        this.gradient = new double[size];
        this.subgradient = new double[size];
        this.direction = new double[size];
        this.moved = new double[size];
        this.gradientBefore = new double[size];
        this.search = new WolfeSearch(trial, size);
        this.memory = new LbfgsMemory(settings.memory(), size);
    }

    /** Measures the function where it starts; to be called once, before the first iteration. */
    public Verdict begin() {
        slopeScale = slopeAtZero();
        value = function.at(point, gradient) + absolutes(point);
        System.arraycopy(gradient, 0, gradientBefore, 0, gradient.length);
        return judge(Double.POSITIVE_INFINITY);
    }

    /** The gradient at zero is the measure of a small one, so that the units of the data do not matter. */
    private double slopeAtZero() {
        double[] zero = new double[point.length];
        function.at(zero, gradient);
        pseudoGradient(zero, gradient);
        return largest(subgradient);
    }

    /** Makes a step; one that was aborted can be made again after {@link #restore}. */
    public Verdict iterate() {
        double before = value;
        boolean remembers = !memory.empty();
        boolean stepped = stepped();
        if (!stepped && remembers) {
            // the curvature that is remembered may be at fault
            memory.forget();
            stepped = stepped();
        }
        if (!stepped) {
            Verdict verdict = flatOrStuck();
            System.arraycopy(gradient, 0, gradientBefore, 0, gradient.length);
            Arrays.fill(moved, 0);
            return verdict;
        }
        return judge(before);
    }

    private Verdict judge(double before) {
        pseudoGradient(point, gradient);
        double slope = largest(subgradient);
        if (!Double.isFinite(value) || !Double.isFinite(slope)) {
            return Verdict.NOT_FINITE;
        }
        if (slope <= settings.gradientTolerance() * slopeScale) {
            return Verdict.GRADIENT_VANISHED;
        }
        idle = value < lowest || slope < 0.5 * flattest ? 0 : idle + 1;
        lowest = Math.min(lowest, value);
        flattest = Math.min(flattest, slope);
        if (idle == MOST_IDLE) {
            return flatOrStuck();
        }
        boolean gained = before - value > settings.gainTolerance() * Math.max(Math.abs(before), Math.abs(value));
        return gained || settings.gainTolerance() == 0 ? Verdict.GOING_ON : Verdict.GAIN_VANISHED;
    }

    private Verdict flatOrStuck() {
        double slope = largest(subgradient);
        return slope <= FLAT_SHARE * slopeScale || slope <= slopeOfRounding() ? Verdict.FLAT : Verdict.STUCK;
    }

    /** Returns how much the gradient changes where each coordinate is off by a few ulps. */
    private double slopeOfRounding() {
        double[] near = search.point();
        double[] there = search.gradient();
        for (int j = 0; j < near.length; j++) {
            near[j] = point[j] + Math.copySign(ULPS * Math.ulp(point[j]), subgradient[j]);
        }
        function.at(near, there);
        Kernels.axpy(-1, gradient, 0, there, 0, there.length);
        return largest(there);
    }

    private boolean stepped() {
        int size = point.length;
        for (int j = 0; j < size; j++) {
            direction[j] = -subgradient[j];
        }
        memory.apply(direction);
        for (int j = 0; j < shrunk; j++) {
            // Andrew and Gao hold back other weights, too, which keeps curvature from leading them across one another
            if (point[j] == 0 && direction[j] * subgradient[j] >= 0) {
                direction[j] = 0;
            }
        }
        double slope = Kernels.dot(direction, 0, subgradient, 0, size);
        promise = -0.5 * slope;
        if (!(slope < 0)) {
            return false;
        }
        double first = memory.empty() ? 1 / Math.sqrt(Kernels.dot(direction, 0, direction, 0, size)) : 1;
        return shrunk == 0 ? alongTheLine(slope, first) : withinTheOrthant(first);
    }

    private boolean alongTheLine(double slope, double first) {
        if (!search.search(point, direction, value, slope, first)) {
            return false;
        }
        step = search.step();
        moveTo(search.point(), search.gradient(), search.value());
        return true;
    }

    private boolean withinTheOrthant(double first) {
        double[] next = search.point();
        double[] nextGradient = search.gradient();
        double largestSlope = largest(subgradient);
        double length = first;
        for (int k = 0; k < MOST_HALVINGS; k++) {
            double promised = 0;
            for (int j = 0; j < next.length; j++) {
                next[j] = point[j] + length * direction[j];
                double orthant = point[j] != 0 ? point[j] : -subgradient[j];
                if (j < shrunk && next[j] * orthant <= 0) {
                    next[j] = 0;
                }
                promised += subgradient[j] * (next[j] - point[j]);
            }
            double there = trial.at(next, nextGradient) + absolutes(next);
            if (there <= value + WolfeSearch.DECREASE * promised
                    || (there <= value + WolfeSearch.ROUNDING * Math.abs(value)
                            && slopeAt(next, nextGradient) < largestSlope)) {
                step = length;
                moveTo(next, nextGradient, there);
                return true;
            }
            pseudoGradient(point, gradient);
            length *= 0.5;
        }
        return false;
    }

    private double slopeAt(double[] next, double[] nextGradient) {
        pseudoGradient(next, nextGradient);
        return largest(subgradient);
    }

    private void moveTo(double[] next, double[] nextGradient, double there) {
        System.arraycopy(gradient, 0, gradientBefore, 0, gradient.length);
        memory.add(point, next, gradient, nextGradient);
        for (int j = 0; j < point.length; j++) {
            moved[j] = (point[j] - next[j]) / step;
        }
        System.arraycopy(next, 0, point, 0, point.length);
        System.arraycopy(nextGradient, 0, gradient, 0, gradient.length);
        value = there;
    }

    /** The subgradient of smallest norm, which is 0 at the minimum. */
    private void pseudoGradient(double[] at, double[] smooth) {
        System.arraycopy(smooth, 0, subgradient, 0, smooth.length);
        for (int j = 0; j < shrunk; j++) {
            if (at[j] != 0) {
                subgradient[j] += Math.copySign(l1, at[j]);
            } else {
                double slope = subgradient[j];
                subgradient[j] = slope > l1 ? slope - l1 : slope < -l1 ? slope + l1 : 0;
            }
        }
    }

    private double absolutes(double[] at) {
        double sum = 0;
        for (int j = 0; j < shrunk; j++) {
            sum += Math.abs(at[j]);
        }
        return l1 * sum;
    }

    /** Returns all that the next iteration needs beside the point, for {@link #restore}. */
    public double[][] state() {
        double[] numbers = {value, slopeScale, step, lowest, flattest, idle};
        return Stream.concat(Stream.of(gradient, gradientBefore, moved, numbers), Arrays.stream(memory.state()))
                .toArray(double[][]::new);
    }

    /**
     * Continues where another was saved, instead of {@link #begin}; the point is restored already.
     *
     * @throws IllegalArgumentException for the state of another problem
     */
    public void restore(double[][] state) {
        if (state.length < 4 || state[3].length != 6) {
            throw new IllegalArgumentException("not the state of this method");
        }
        LbfgsMemory.copy(state[0], gradient);
        LbfgsMemory.copy(state[1], gradientBefore);
        LbfgsMemory.copy(state[2], moved);
        value = state[3][0];
        slopeScale = state[3][1];
        step = state[3][2];
        lowest = state[3][3];
        flattest = state[3][4];
        idle = (int) state[3][5];
        memory.restore(Arrays.copyOfRange(state, 4, state.length));
        pseudoGradient(point, gradient);
    }

    private static double largest(double[] vector) {
        double largest = 0;
        for (double coordinate : vector) {
            largest = Math.max(largest, Math.abs(coordinate));
        }
        return largest;
    }

    /** Returns the function, l1 included, where the last iteration led. */
    public double value() {
        return value;
    }

    /**
     * Returns what the function would have fallen by in the last iteration, had it been quadratic with the curvature that is
     * remembered.
     */
    public double promise() {
        return promise;
    }

    /** Returns the gradient of the smooth part where the last iteration began. */
    public double[] gradientBefore() {
        return gradientBefore;
    }

    /** Returns how far the last iteration went along its direction. */
    public double step() {
        return step;
    }

    /** Returns what that step multiplied: the point before is the point after plus step · direction. */
    public double[] direction() {
        return moved;
    }
}
