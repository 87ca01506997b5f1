package io.descent.optimize.bound;

import io.descent.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/** Solves H·s = g by conjugate gradients (Hestenes and Stiefel 1952), for matrices that are too large to be made. */
final class ConjugateGradient {

    private static final int MOST_ITERATIONS = 50;

    /** What remains of the residual where the solution is good enough to tell a size. */
    private static final double PRECISION = 0.05;

    private ConjugateGradient() {}

    /**
     * Returns the step −H⁻¹g, as far as it was found, and ½·gᵀH⁻¹g: what conjugate gradients find of it, and for what they
     * leave open what the smallest curvature that they have met makes of it; null where that was aborted.
     *
     * @param held coordinates that do not move; g is 0 there
     */
    static @Nullable NewtonStep solve(SecondOrder at, double[] gradient, boolean[] held) {
        int size = gradient.length;
        double[] solution = new double[size];
        double[] residual = gradient.clone();
        double[] direction = gradient.clone();
        double[] image = new double[size];
        double square = Kernels.dot(residual, 0, residual, 0, size);
        double first = square;
        double decrement = 0;
        double leastCurvature = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST_ITERATIONS && square > PRECISION * PRECISION * first; i++) {
            if (!at.curve(direction, image)) {
                return null;
            }
            for (int j = 0; j < size; j++) {
                image[j] = held[j] ? 0 : image[j];
            }
            double curved = Kernels.dot(direction, 0, image, 0, size);
            leastCurvature = Math.min(leastCurvature, curved / Kernels.dot(direction, 0, direction, 0, size));
            if (!(curved > 0)) {
                return new NewtonStep(solution, Double.POSITIVE_INFINITY);
            }
            double step = square / curved;
            Kernels.axpy(-step, direction, 0, solution, 0, size);
            // each step adds ½·(rᵀr)·step to ½·gᵀs
            decrement += 0.5 * square * step;
            Kernels.axpy(-step, image, 0, residual, 0, size);
            double next = Kernels.dot(residual, 0, residual, 0, size);
            Kernels.scale(next / square, direction, 0, size);
            Kernels.axpy(1, residual, 0, direction, 0, size);
            square = next;
        }
        return new NewtonStep(solution, square == 0 ? decrement : decrement + 0.5 * square / leastCurvature);
    }
}
