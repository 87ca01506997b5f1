package io.descent.optimize.bound;

import io.descent.kernel.Kernels;
import io.descent.objective.KinkedLoss;
import io.descent.objective.Objective;
import io.descent.objective.Smoothed;
import io.descent.optimize.course.Optimality;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how far parameters are from the minimum of an objective.
 *
 * <p>For a loss with a slope everywhere it is the Newton decrement ½·gᵀH⁻¹g (Boyd and Vandenberghe 2004, §9.5.1), with g
 * the gradient and H the curvature: what the objective would fall by if it were quadratic. Under an l1 penalty g is the
 * smallest subgradient, and only the weights count that are not held at 0. A loss with kinks is rounded ({@link
 * Smoothed}); the decrement of that and the duality gap of its slopes make the bound, for the width that makes it least.
 * The excess is never told as more than the objective itself is above what no parameters bring it below.
 *
 * <p>The minimum counts as reached where the excess is at most {@link #TOLERANCE} of the objective above that floor, or
 * nothing beside what the best constant leaves of the loss, or no more than rounding can make of the objective.
 */
public final class Certificate {

    /** The share of the objective that an excess may be. */
    public static final double TOLERANCE = 1e-5;

    /** The share of what the best constant leaves of the loss that is nothing: of a perfect fit there is no other measure. */
    private static final double NOTHING = 1e-12;

    /** Of more parameters the curvature is not made as a matrix. */
    private static final int MOST_IN_MATRIX = 128;

    /** How many multiply-adds the curvature of a sample takes, about. */
    private static final double SAMPLE_WORK = 2e7;

    private static final int FEWEST_ROWS = 4096;

    private static final double NARROWER = 0.1;
    private static final int MOST_WIDTHS = 10;

    private final Objective objective;
    private final double[] point;
    private final BooleanSupplier aborted;

    private Certificate(Objective objective, double[] point, BooleanSupplier aborted) {
        this.objective = objective;
        this.point = point;
        this.aborted = aborted;
    }

    /** Returns how near a point is to the minimum; null where that was aborted. */
    public static @Nullable Optimality of(Objective objective, double[] point, BooleanSupplier aborted) {
        Certificate certificate = new Certificate(objective, point, aborted);
        return objective.loss() instanceof KinkedLoss kinked ? certificate.ofKinked(kinked) : certificate.ofSmooth();
    }

    /** Returns the same for a loss with kinks that was rounded by this width to find the minimum. */
    public static RoundedBound rounded(Objective objective, KinkedLoss loss, double width, double[] point) {
        return Objects.requireNonNull(
                new Certificate(objective, point, () -> false).at(loss, width, objective.value(point)));
    }

    private @Nullable Optimality ofSmooth() {
        SecondOrder at = new SecondOrder(objective, point, aborted);
        if (!at.measure()) {
            return null;
        }
        double value =
                at.loss() + objective.penalty().value(point, objective.shape().weights());
        double[] gradient = smallestSubgradient(at.gradient());
        double most = value - objective.loss().leastMean(objective.data());
        Optimality sampled = null;
        int step = step();
        if (step > 1) {
            sampled = judged(at, gradient, most, step);
        }
        return sampled != null && sampled.reached() ? sampled : judged(at, gradient, most, 1);
    }

    private @Nullable Optimality judged(SecondOrder at, double[] gradient, double most, int step) {
        Double decrement = decrement(at, gradient, step);
        if (decrement == null) {
            return null;
        }
        double norm = Math.sqrt(Kernels.dot(gradient, 0, gradient, 0, gradient.length));
        return new Optimality(norm, Math.min(decrement, most), isReached(decrement, most, at));
    }

    private boolean isReached(double excess, double most, SecondOrder at) {
        return excess <= Math.max(TOLERANCE * most, at.rounding()) || excess <= NOTHING * leftByConstant();
    }

    private double leftByConstant() {
        return objective.meanLoss(objective.constant()) - objective.loss().leastMean(objective.data());
    }

    private @Nullable Optimality ofKinked(KinkedLoss loss) {
        double value = objective.value(point);
        double width = 1 / loss.curvatureAt(objective.data());
        Optimality best = new Optimality(null, value, value == 0);
        for (int i = 0; i < MOST_WIDTHS && !best.reached(); i++) {
            RoundedBound bound = at(loss, width, value);
            if (bound == null) {
                return null;
            }
            Optimality found = bound.optimality();
            best = found.estimatedExcess() < best.estimatedExcess() ? found : best;
            width *= NARROWER;
        }
        return best;
    }

    private @Nullable RoundedBound at(KinkedLoss loss, double width, double value) {
        Objective rounded =
                new Objective(objective.data(), new Smoothed(loss, width), objective.penalty(), objective.map());
        SecondOrder at = new SecondOrder(rounded, point, aborted);
        if (!at.measure()) {
            return null;
        }
        double[] gradient = smallestSubgradient(at.gradient());
        Double decrement = decrement(at, gradient, 1);
        if (decrement == null) {
            return null;
        }
        // the gradient is one of the loss but for the gap, so that the minimum is at most gap + gᵀ(θ − θ*) below
        double excess = at.gap() + 2 * decrement;
        return new RoundedBound(
                at.gap(), decrement, new Optimality(null, Math.min(excess, value), isReached(excess, value, at)));
    }

    private double[] smallestSubgradient(double[] gradient) {
        double[] smallest = gradient.clone();
        double l1 = objective.penalty().l1();
        for (int j = 0; j < objective.shape().weights() && l1 > 0; j++) {
            if (point[j] != 0) {
                smallest[j] += Math.copySign(l1, point[j]);
            } else {
                smallest[j] = Math.copySign(Math.max(Math.abs(smallest[j]) - l1, 0), smallest[j]);
            }
        }
        return smallest;
    }

    /** Returns how many rows apart those of a sample are that tell the curvature well enough. */
    private int step() {
        double size = objective.shape().size();
        if (size > MOST_IN_MATRIX) {
            return 1;
        }
        double rows = Math.max(SAMPLE_WORK / (size * size), FEWEST_ROWS);
        return (int) Math.max(1, objective.data().rows() / rows);
    }

    private @Nullable Double decrement(SecondOrder at, double[] gradient, int step) {
        int size = gradient.length;
        if (size > MOST_IN_MATRIX) {
            return ConjugateGradient.decrement(at, gradient);
        }
        SymmetricMatrix curvature = at.curvature(step);
        if (curvature == null) {
            return null;
        }
        double[] right = at.inBlocks(gradient);
        double[] weights = at.inBlocks(held());
        for (int j = 0; j < size; j++) {
            if (!(curvature.diagonal(j) > 0) && Math.abs(right[j]) > at.roundingOfSlope()) {
                return Double.POSITIVE_INFINITY;
            }
            if (weights[j] != 0 && right[j] == 0) {
                curvature.isolate(j);
            }
        }
        curvature.factor();
        double decrement = 0.5 * Kernels.dot(right, 0, curvature.solve(right), 0, size);
        return decrement >= 0 ? decrement : Double.POSITIVE_INFINITY;
    }

    /** Returns 1 for weights that the l1 penalty may hold at 0, else 0. */
    private double[] held() {
        double[] held = new double[point.length];
        for (int j = 0; j < objective.shape().weights(); j++) {
            held[j] = objective.penalty().l1() > 0 && point[j] == 0 ? 1 : 0;
        }
        return held;
    }
}
