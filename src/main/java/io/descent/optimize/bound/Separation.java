package io.descent.optimize.bound;

import io.descent.kernel.Kernels;
import io.descent.objective.LogLoss;
import io.descent.objective.Loss;
import io.descent.objective.Objective;
import io.descent.objective.Poisson;
import io.descent.objective.SoftmaxLoss;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether an objective falls for ever in some direction, so that it has no minimum (Albert and Anderson, "On the existence
 * of maximum likelihood estimates in logistic regression models", 1984): where it moves every row's margins towards its
 * class, or not at all, and for counts those of some zeros down and no others.
 *
 * <p>Where a fit has come to its minimum, one step of Newton's method shows it: the step changes the slope λ of a row's loss
 * into about λ·(1 − move), so that where moves are short the changed slopes have the sign of the loss and a sum of 0, which
 * no direction allows. Else {@link RowsApart} decides it. The features told are as few as set the same rows apart.
 */
public final class Separation {

    private static final int MOST_PARAMETERS = 128;

    /** How many multiply-adds a step of Newton's method may take. */
    private static final double MOST_WORK = 2e8;

    /** How many multiply-adds the rows that are set apart may take to find. */
    private static final double MOST_SEARCH = 3e9;

    /** How many the fewest features may take beyond that. */
    private static final double MOST_NAMING = 1e9;

    /** A step that moves no margin by more than this shows that there is a minimum near by. */
    private static final double STANDSTILL = 0.05;

    /** Beyond such a margin hardly anything curves, and what does is lost beside other rows. */
    private static final double SATURATED = 8;

    /** A weight belongs to a direction from this share of its largest weight on. */
    private static final double TAKES_PART = 1e-6;

    private final Objective objective;
    private final double[] point;
    private final double[] moves;

    private Separation(Objective objective, double[] point) {
        this.objective = objective;
        this.point = point;
        this.moves = new double[objective.data().rows() * objective.shape().outputs()];
    }

    /**
     * Returns the features in whose direction the objective falls for ever, ascending; none where it has a minimum, where
     * the intercept alone does it, or where that takes too much work to see.
     *
     * @param rounding how much of the values of each feature is rounding, beside that of what they are
     * @param point where a fit has ended
     */
    public static List<Integer> of(Objective objective, double[] rounding, double[] point) {
        boolean penalised = objective.penalty().l1() > 0 || objective.penalty().l2() > 0;
        double size = objective.shape().size();
        return penalised
                        || !mayFallForEver(objective.loss())
                        || size > MOST_PARAMETERS
                        || objective.data().rows() * size * size > MOST_WORK
                        || new Separation(objective, point).standsStill()
                ? List.of()
                : features(objective, rounding);
    }

    private static boolean mayFallForEver(Loss loss) {
        return loss instanceof LogLoss || loss instanceof SoftmaxLoss || loss instanceof Poisson;
    }

    private boolean standsStill() {
        return longest(point) <= SATURATED && longest(step()) <= STANDSTILL;
    }

    /** Returns how far the margins of parameters, or what a step moves them by, are at most from 0 and from each other. */
    private double longest(double[] parameters) {
        int outputs = objective.shape().outputs();
        objective.margins(parameters, null, 0, objective.data().rows(), moves);
        double longest = 0;
        for (int from = 0; from < moves.length; from += outputs) {
            double least = 0;
            double most = 0;
            for (int k = from; k < from + outputs; k++) {
                least = Math.min(least, moves[k]);
                most = Math.max(most, moves[k]);
            }
            // keeps what is not a number
            longest = Math.max(longest, most - least);
        }
        return longest;
    }

    private double[] step() {
        SecondOrder at = new SecondOrder(objective, point, () -> false);
        at.measure();
        SymmetricMatrix curvature = at.curvature(1);
        if (curvature == null) {
            throw new IllegalStateException("nothing aborts it");
        }
        curvature.factor();
        double[] step = at.inOrder(curvature.solve(at.inBlocks(at.gradient())));
        Kernels.scale(-1, step, 0, step.length);
        return step;
    }

    /** Returns the features of the direction that sets the most rows apart, as few as do so. */
    private static List<Integer> features(Objective objective, double[] rounding) {
        Halfspaces all = new Halfspaces(objective, rounding);
        RowsApart apart = RowsApart.of(all, MOST_SEARCH);
        if (apart.conditions().isEmpty()) {
            return List.of();
        }
        double[] weights = new double[objective.shape().features()];
        Arrays.setAll(weights, j -> all.weight(apart.direction(), j));
        double least = TAKES_PART * Arrays.stream(weights).max().orElse(0);
        int[] taking = IntStream.range(0, weights.length)
                .filter(j -> weights[j] > least)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(j -> -weights[j]).thenComparing(j -> j))
                .mapToInt(j -> j)
                .toArray();
        return Arrays.stream(fewest(all, apart, taking)).sorted().boxed().toList();
    }

    /** Returns features of which none can be left out: first as many of the heaviest as it takes, then without the others. */
    private static int[] fewest(Halfspaces all, RowsApart apart, int[] byWeight) {
        double work = MOST_NAMING;
        int[] kept = byWeight;
        for (int count = 0; count < byWeight.length && work > 0; count++) {
            int[] heaviest = Arrays.copyOf(byWeight, count);
            RowsApart same = RowsApart.of(all.of(heaviest), work);
            work -= same.work();
            if (same.conditions().equals(apart.conditions())) {
                kept = heaviest;
                break;
            }
        }
        for (int i = kept.length - 2; i >= 0 && work > 0; i--) {
            int[] without = without(kept, i);
            RowsApart same = RowsApart.of(all.of(without), work);
            work -= same.work();
            if (same.conditions().equals(apart.conditions())) {
                kept = without;
            }
        }
        return kept;
    }

    private static int[] without(int[] features, int index) {
        return IntStream.range(0, features.length)
                .filter(i -> i != index)
                .map(i -> features[i])
                .toArray();
    }
}
