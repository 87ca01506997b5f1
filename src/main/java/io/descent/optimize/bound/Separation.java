package io.descent.optimize.bound;

import io.descent.kernel.Kernels;
import io.descent.objective.LogLoss;
import io.descent.objective.Loss;
import io.descent.objective.Objective;
import io.descent.objective.Poisson;
import io.descent.objective.SoftmaxLoss;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether an objective falls for ever in some direction, so that it has no minimum (Albert and Anderson, "On the existence
 * of maximum likelihood estimates in logistic regression models", 1984): where it moves every row's margins towards its
 * class, or not at all, and for counts those of some zeros down and no others.
 *
 * <p>Newton's steps lead there: what has a minimum soon stands still, and what goes on moves by about 1 a step. Each step
 * is held against the condition, row by row, so that what is told was seen on all rows.
 */
public final class Separation {

    private static final int MOST_PARAMETERS = 128;

    /** How many multiply-adds a step may take. */
    private static final double MOST_WORK = 2e8;

    private static final int MOST_STEPS = 40;

    /** A step that moves no margin by more than this shows that there is a minimum near by. */
    private static final double STANDSTILL = 0.05;

    /** Beyond such a margin hardly anything curves. */
    private static final double SATURATED = 8;

    /** Margins move by no more than this in a step, where the objective may not be what its curvature says. */
    private static final double LONGEST_MOVE = 4;

    /** What counts as no move, as a share of the largest. */
    private static final double UNMOVED = 1e-6;

    /** A weight belongs to the direction from this share of its largest weight on. */
    private static final double TAKES_PART = 1e-3;

    private final Objective objective;
    private final double[] moves;
    private final double[] point;

    private Separation(Objective objective, double[] point) {
        this.objective = objective;
        this.point = point.clone();
        this.moves = new double[objective.data().rows() * objective.shape().outputs()];
    }

    /**
     * Returns the features in whose direction the objective falls for ever, ascending; none where it has a minimum, or where
     * that takes too much work to see.
     *
     * @param point where a fit has ended
     */
    public static List<Integer> of(Objective objective, double[] point) {
        boolean penalised = objective.penalty().l1() > 0 || objective.penalty().l2() > 0;
        double size = objective.shape().size();
        return penalised
                        || !mayFallForEver(objective.loss())
                        || size > MOST_PARAMETERS
                        || objective.data().rows() * size * size > MOST_WORK
                ? List.of()
                : new Separation(objective, point).features();
    }

    private static boolean mayFallForEver(Loss loss) {
        return loss instanceof LogLoss || loss instanceof SoftmaxLoss || loss instanceof Poisson;
    }

    private List<Integer> features() {
        if (farthest() > SATURATED) {
            // rows whose curvature has vanished lead nowhere
            System.arraycopy(objective.constant(), 0, point, 0, point.length);
        }
        for (int i = 0; i < MOST_STEPS; i++) {
            double[] step = step();
            double longest = longest(step);
            if (!(longest > STANDSTILL) || !Double.isFinite(longest)) {
                return List.of();
            }
            if (fallsForEver(longest)) {
                return taking(step);
            }
            Kernels.axpy(Math.min(1, LONGEST_MOVE / longest), step, 0, point, 0, point.length);
        }
        return List.of();
    }

    /** Returns how far a row's margin is from 0, or from another margin of the same row. */
    private double farthest() {
        int outputs = objective.shape().outputs();
        double farthest = longest(point);
        for (int from = 0; from < moves.length && outputs > 1; from += outputs) {
            double[] own = Arrays.copyOfRange(moves, from, from + outputs);
            farthest = Math.max(
                    farthest,
                    Arrays.stream(own).max().orElse(0)
                            - Arrays.stream(own).min().orElse(0));
        }
        return farthest;
    }

    /** Puts the margins of parameters, or what a step moves them by, into {@link #moves} and returns the largest. */
    private double longest(double[] parameters) {
        objective.margins(parameters, null, 0, objective.data().rows(), moves);
        double largest = 0;
        for (double move : moves) {
            largest = Math.max(largest, Math.abs(move));
        }
        return largest;
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

    private boolean fallsForEver(double longest) {
        double unmoved = UNMOVED * longest;
        return IntStream.range(0, objective.data().rows()).allMatch(row -> neverRises(row, unmoved));
    }

    private boolean neverRises(int row, double unmoved) {
        int outputs = objective.shape().outputs();
        double target = objective.data().targets()[row];
        double move = moves[row * outputs];
        return switch (objective.loss()) {
            case Poisson _ -> target > 0 ? Math.abs(move) <= unmoved : move <= unmoved;
            case SoftmaxLoss _ -> {
                double own = moves[row * outputs + (int) target];
                yield IntStream.range(row * outputs, (row + 1) * outputs).allMatch(at -> own - moves[at] >= -unmoved);
            }
            case Loss _ -> (target == 1 ? move : -move) >= -unmoved;
        };
    }

    private List<Integer> taking(double[] step) {
        int features = objective.shape().features();
        int weights = objective.shape().weights();
        double largest = IntStream.range(0, weights)
                .mapToDouble(j -> Math.abs(step[j]))
                .max()
                .orElse(0);
        return IntStream.range(0, weights)
                .filter(j -> Math.abs(step[j]) >= TAKES_PART * largest)
                .map(j -> j % features)
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }
}
