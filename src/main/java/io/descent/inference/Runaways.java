package io.descent.inference;

import io.descent.data.Dataset;
import io.descent.objective.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Steps that become short beside standard errors without end, but move margins all the same: the likelihood rises for ever along
 * them, and the errors grow faster than the parameters. Where there is a maximum, margins move by the square of what they have.
 */
final class Runaways {

    /** A step at the optimum moves no margin by more than this. */
    private static final double STANDSTILL = 1e-3;

    /** Steps that are shorter, in standard errors, and move a margin by more than {@link #FAR_RUN}, look as if nothing held them. */
    private static final double SHORT_RUN = 0.01;

    private static final double FAR_RUN = 0.1;

    /** Steps that are shorter than this need no others after them to look so. */
    private static final double NO_STEP = 1e-4;

    /** So many such steps, one after the other, run away. */
    private static final int RUNS = 3;

    /** A feature takes part in a step from this share of the largest weight on. */
    private static final double TAKES_PART = 0.1;

    private final Objective objective;
    private final Blocks blocks;
    private final IntFunction<String> names;

    private List<String> features = List.of();
    private int seen;

    /**
     * Makes what watches steps.
     *
     * @param names of the parameters in blocks
     */
    Runaways(Objective objective, Blocks blocks, IntFunction<String> names) {
        this.objective = objective;
        this.blocks = blocks;
        this.names = names;
    }

    /** Returns the features that take part in the last step that looked so. */
    List<String> features() {
        return features;
    }

    /** Tells whether the steps so far run away. */
    boolean sees(double[] step, double length) {
        if (!Double.isFinite(length)) {
            return seen > 0;
        }
        double moved = farthest(step);
        if (length <= Estimator.SHORT_STEP ? moved > STANDSTILL : length < SHORT_RUN && moved > FAR_RUN) {
            double most = Arrays.stream(step).map(Math::abs).max().orElse(0);
            List<String> all = IntStream.range(0, step.length)
                    .filter(j -> Math.abs(step[j]) > TAKES_PART * most)
                    .mapToObj(names)
                    .distinct()
                    .toList();
            // an intercept follows the features that run away
            List<String> own = all.stream()
                    .filter(name -> !name.equals(Estimator.INTERCEPT))
                    .toList();
            features = own.isEmpty() ? all : own;
            seen++;
        } else {
            seen = 0;
        }
        return seen > RUNS || (seen > 0 && length < NO_STEP);
    }

    /** Returns how far a step moves a margin at most. */
    private double farthest(double[] step) {
        Dataset data = objective.data();
        int outputs = objective.shape().outputs();
        double[] direction = blocks.inOrder(step);
        double[] margins = new double[Design.HEIGHT * outputs];
        double farthest = 0;
        for (int from = 0; from < data.rows(); from += Design.HEIGHT) {
            int count = Math.min(Design.HEIGHT, data.rows() - from);
            objective.margins(direction, null, from, count, margins);
            for (int i = 0; i < count * outputs; i++) {
                farthest = Math.max(farthest, Math.abs(margins[i]));
            }
        }
        return farthest;
    }
}
