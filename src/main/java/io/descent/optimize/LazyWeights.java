package io.descent.optimize;

import io.descent.objective.Penalty;
import java.util.Arrays;

/**
 * How plain gradient descent leaves alone the weights of features that a sparse batch does not hold, though a penalty
 * changes all weights in every step.
 *
 * <p>While an epoch runs, a weight is w = scale · v, with v in the array of parameters. The step of an l2 penalty is a
 * change of the scale (Bottou, "Stochastic gradient descent tricks", 2012). That of an l1 penalty shrinks v by
 * rate·l1 / |scale|; what has come together of that is applied to a weight before it is next used (Tsuruoka et al.,
 * "Stochastic gradient descent training for l1-regularized log-linear models with cumulative penalty", 2009, without
 * their clipping): shrinking twice is shrinking by the sum. So each weight comes out as the dense step leaves it, but for
 * rounding. {@link #settle} makes the array hold the weights themselves.
 *
 * <p>The steps of a batch are: {@link #catchUp} what it uses, {@link #decay}, subtract rate·gradient / {@link #scale},
 * {@link #shrink}.
 */
final class LazyWeights {

    /** Beyond these the scale is multiplied in, long before anything can over- or underflow. */
    private static final double SMALLEST_SCALE = 1e-9;

    private static final double LARGEST_SCALE = 1e9;

    private final int weights;
    private final double l1;
    private final double l2;

    /** The sum of shrinking that each weight has had; empty where nothing is shrunk. */
    private final double[] had;

    private double due;
    private double scale = 1;

    LazyWeights(int weights, Penalty penalty) {
        this.weights = weights;
        this.l1 = penalty.l1();
        this.l2 = penalty.l2();
        this.had = new double[l1 > 0 ? weights : 0];
    }

    /** Tells whether the scale is ever another than 1. */
    boolean scales() {
        return l2 > 0;
    }

    double scale() {
        return scale;
    }

    /** Makes scale · v the weight of every coordinate {@code from + indices[p]}, p in [begin, end). */
    void catchUp(double[] parameters, int from, int[] indices, int begin, int end) {
        if (l1 > 0) {
            for (int p = begin; p < end; p++) {
                catchUp(parameters, from + indices[p]);
            }
        }
    }

    private void catchUp(double[] parameters, int coordinate) {
        double owed = due - had[coordinate];
        // most often nothing was used since, or nothing is left to shrink
        if (owed != 0) {
            parameters[coordinate] = Penalty.shrink(parameters[coordinate], owed);
            had[coordinate] = due;
        }
    }

    /** Takes the l2 penalty's part of a step. */
    void decay(double[] parameters, double rate) {
        if (l2 > 0) {
            scale *= 1 - rate * l2;
            if (!(Math.abs(scale) >= SMALLEST_SCALE && Math.abs(scale) <= LARGEST_SCALE)) {
                settle(parameters);
            }
        }
    }

    /** Takes the l1 penalty's part of a step. */
    void shrink(double rate) {
        if (l1 > 0) {
            due += rate * l1 / Math.abs(scale);
        }
    }

    void save(StateWriter out) {
        out.put(scale);
        out.put(due);
        // settled weights have had nothing
        out.put(due != 0);
        if (due != 0) {
            out.put(had);
        }
    }

    void restore(StateReader in) {
        scale = in.readDouble();
        due = in.readDouble();
        if (in.readBoolean()) {
            in.readInto(had);
        }
    }

    /** Makes the array hold the weights themselves. */
    void settle(double[] parameters) {
        if (l1 > 0 && due != 0) {
            for (int j = 0; j < weights; j++) {
                catchUp(parameters, j);
            }
            Arrays.fill(had, 0);
            due = 0;
        }
        if (scale != 1) {
            for (int j = 0; j < weights; j++) {
                // a negative scale must not make a negative zero
                parameters[j] = scale * parameters[j] + 0.0;
            }
            scale = 1;
        }
    }
}
