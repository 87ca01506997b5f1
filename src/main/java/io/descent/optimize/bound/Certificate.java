package io.descent.optimize.bound;

import io.descent.kernel.Kernels;
import io.descent.objective.KinkedLoss;
import io.descent.objective.Objective;
import io.descent.objective.Smoothed;
import io.descent.optimize.course.Optimality;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how far parameters are from the minimum of an objective, and tests the estimate.
 *
 * <p>For a loss with a slope everywhere it is the Newton decrement ½·gᵀH⁻¹g (Boyd and Vandenberghe 2004, §9.5.1), with g
 * the gradient and H the curvature: what the objective would fall by if it were quadratic. Under an l1 penalty g is the
 * smallest subgradient, and only the weights count that are not held at 0. A loss with kinks is rounded ({@link
 * Smoothed}); the decrement of that and the duality gap of its slopes make the estimate, for the width that makes it least.
 *
 * <p>A loss of pieces may curve where the point is and nowhere else. So the objective is measured where Newton's step
 * leads, too: the gradient there must be at most half as large. Else the estimate is the objective itself above what no
 * parameters bring it below, which the excess is never more than.
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
    static final int MOST_IN_MATRIX = 128;

    /** What may be left of the gradient where Newton's step leads. */
    private static final double LEFT = 0.5;

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
        double[] gradient = smallestSubgradient(point, at.gradient());
        double most = Math.max(value - objective.loss().leastMean(objective.data()), 0);
        Optimality sampled = null;
        int step = at.step();
        if (step > 1) {
            sampled = judged(at, gradient, most, step);
        }
        return sampled != null && sampled.reached() ? sampled : judged(at, gradient, most, 1);
    }

    private @Nullable Optimality judged(SecondOrder at, double[] gradient, double most, int step) {
        Double decrement = decrement(objective, at, gradient, step);
        return decrement == null
                ? null
                : new Optimality(norm(gradient), Math.min(decrement, most), isReached(decrement, most, at.rounding()));
    }

    private static double norm(double[] vector) {
        return Math.sqrt(Kernels.dot(vector, 0, vector, 0, vector.length));
    }

    private boolean isReached(double excess, double most, double rounding) {
        return excess <= Math.max(TOLERANCE * most, rounding) || excess <= NOTHING * leftByConstant();
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
            if (best.estimatedExcess() < value && found.estimatedExcess() > best.estimatedExcess()) {
                // from here on the roundings are narrower than the point is near
                break;
            }
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
        Double decrement = decrement(rounded, at, smallestSubgradient(point, at.gradient()), at.step());
        if (decrement == null) {
            return null;
        }
        // the gradient is one of the loss but for the gap, so that the minimum is at most gap + gᵀ(θ − θ*) below
        double excess = at.gap() + 2 * decrement;
        return new RoundedBound(
                at.gap(),
                decrement,
                new Optimality(null, Math.min(excess, value), isReached(excess, value, at.roundingOfMargins())));
    }

    private double[] smallestSubgradient(double[] at, double[] gradient) {
        double[] smallest = gradient.clone();
        double l1 = objective.penalty().l1();
        for (int j = 0; j < objective.shape().weights() && l1 > 0; j++) {
            if (at[j] != 0) {
                smallest[j] += Math.copySign(l1, at[j]);
            } else {
                smallest[j] = Math.copySign(Math.max(Math.abs(smallest[j]) - l1, 0), smallest[j]);
            }
        }
        return smallest;
    }

    /** Returns the decrement; infinite where the objective is not what its curvature says; null where that was aborted. */
    private @Nullable Double decrement(Objective smooth, SecondOrder at, double[] gradient, int step) {
        NewtonStep newton = gradient.length > MOST_IN_MATRIX
                ? ConjugateGradient.solve(at, gradient, held(gradient))
                : byMatrix(at, gradient, step);
        if (newton == null) {
            return null;
        }
        boolean rounding = newton.decrement() <= at.rounding() || largest(gradient) <= at.roundingOfSlope();
        if (rounding || newton.decrement() == Double.POSITIVE_INFINITY) {
            return newton.decrement();
        }
        double[] there = point.clone();
        Kernels.axpy(1, newton.step(), 0, there, 0, there.length);
        SecondOrder after = new SecondOrder(smooth, there, aborted);
        if (!after.measure()) {
            return null;
        }
        double left = norm(smallestSubgradient(there, after.gradient()));
        return left <= LEFT * norm(gradient) || left <= after.roundingOfSlope()
                ? newton.decrement()
                : Double.POSITIVE_INFINITY;
    }

    private @Nullable NewtonStep byMatrix(SecondOrder at, double[] gradient, int step) {
        SymmetricMatrix curvature = at.curvature(step);
        if (curvature == null) {
            return null;
        }
        double[] right = at.inBlocks(gradient);
        boolean[] held = held(gradient);
        double[] weights = at.inBlocks(IntStream.range(0, held.length)
                .mapToDouble(j -> held[j] ? 1 : 0)
                .toArray());
        for (int j = 0; j < right.length; j++) {
            if (!(curvature.diagonal(j) > 0) && Math.abs(right[j]) > at.roundingOfSlope()) {
                return new NewtonStep(new double[right.length], Double.POSITIVE_INFINITY);
            }
            if (weights[j] != 0) {
                curvature.isolate(j);
            }
        }
        curvature.factor();
        double[] solution = curvature.solve(right);
        double decrement = 0.5 * Kernels.dot(right, 0, solution, 0, right.length);
        double[] newton = at.inOrder(solution);
        Kernels.scale(-1, newton, 0, newton.length);
        return new NewtonStep(newton, decrement >= 0 ? decrement : Double.POSITIVE_INFINITY);
    }

    /** Tells which weights the l1 penalty holds at 0. */
    private boolean[] held(double[] gradient) {
        boolean[] held = new boolean[point.length];
        for (int j = 0; j < objective.shape().weights() && objective.penalty().l1() > 0; j++) {
            held[j] = point[j] == 0 && gradient[j] == 0;
        }
        return held;
    }

    private static double largest(double[] vector) {
        double largest = 0;
        for (double coordinate : vector) {
            largest = Math.max(largest, Math.abs(coordinate));
        }
        return largest;
    }
}
