package io.descent.optimize;

import io.descent.data.Dataset;
import io.descent.data.RandomStream;
import io.descent.kernel.Kernels;
import io.descent.optimize.rule.AutomaticRate;
import io.descent.optimize.rule.Exact;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.rule.Optimizer;
import io.descent.optimize.spec.BatchSize;
import io.descent.optimize.spec.ModelSpec;
import io.descent.optimize.spec.TrainingSpec;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How strongly the objective of a fit curves, and the learning rates that follow.
 *
 * @param full L = c·λ + l2: the largest curvature of the objective over all rows, with c the loss's largest second
 *     derivative and λ the largest eigenvalue of the weighted Gram matrix XᵀX/n of the scaled features (and the
 *     intercept's column of ones)
 * @param row L_max = c·max‖x‖² + l2: the largest curvature of the objective on a single row; of a kinked loss, whose
 *     steps are bounded and need no such care, c·mean‖x‖² + l2
 * @param iterations how many power iterations found λ
 */
public record Curvature(double full, double row, int iterations) {

    private static final int MOST_ITERATIONS = 100;
    private static final double PRECISION = 1e-5;

    /** How many multiply-adds an estimate may take, about. */
    private static final long BUDGET = 4_000_000;

    private static final int LIKELY_ITERATIONS = 20;

    static Curvature of(ModelSpec model, Dataset scaled) {
        return Objects.requireNonNull(of(model, scaled, () -> false));
    }

    /** Returns the curvature; null where that was aborted between two power iterations. */
    static @Nullable Curvature of(ModelSpec model, Dataset scaled, BooleanSupplier aborted) {
        return of(model, scaled, 1, aborted);
    }

    /** Returns the curvature over evenly spaced rows, as many as an estimate is worth. */
    static Curvature estimate(ModelSpec model, Dataset scaled) {
        long step = Math.ceilDiv(LIKELY_ITERATIONS * (scaled.stored() + scaled.rows()), BUDGET);
        return Objects.requireNonNull(of(model, scaled, (int) Math.min(step, scaled.rows()), () -> false));
    }

    private static @Nullable Curvature of(ModelSpec model, Dataset scaled, int step, BooleanSupplier aborted) {
        int d = scaled.features();
        int rows = scaled.rows();
        double[] weights = scaled.weights();
        int n = Math.ceilDiv(rows, step);
        double meanWeight = 0;
        for (int i = 0; i < rows; i += step) {
            meanWeight += scaled.weight(i) / n;
        }
        // rows without weight say nothing, and an estimate may meet no others
        meanWeight = meanWeight > 0 ? meanWeight : 1;
        double ones = model.fitIntercept() ? 1 : 0;

        double largestRow = 0;
        double meanRow = 0;
        for (int i = 0; i < rows; i += step) {
            double weight = weights == null ? 1 : weights[i] / meanWeight;
            double square = weight * (scaled.squaredNorm(i) + ones);
            largestRow = Math.max(largestRow, square);
            meanRow += square / n;
        }

        RandomStream random = RandomStream.of(0, RandomStream.Purpose.POWER_ITERATION);
        double[] direction = new double[d + 1];
        for (int j = 0; j < d; j++) {
            direction[j] = random.normal();
        }
        direction[d] = ones * random.normal();
        double[] image = new double[d + 1];
        double eigenvalue = 0;
        int iterations = 0;
        while (iterations < MOST_ITERATIONS) {
            iterations++;
            if (aborted.getAsBoolean()) {
                return null;
            }
            Kernels.scale(1 / Math.sqrt(Kernels.dot(direction, 0, direction, 0, d + 1)), direction, 0, d + 1);
            Arrays.fill(image, 0);
            for (int i = 0; i < rows; i += step) {
                double weight = weights == null ? 1 : weights[i] / meanWeight;
                double projection = weight / n * (scaled.dot(i, direction, 0) + ones * direction[d]);
                scaled.axpy(projection, i, image, 0);
                image[d] += ones * projection;
            }
            double before = eigenvalue;
            eigenvalue = Math.sqrt(Kernels.dot(image, 0, image, 0, d + 1));
            if (!(eigenvalue > 0) || Math.abs(eigenvalue - before) <= PRECISION * eigenvalue) {
                break;
            }
            System.arraycopy(image, 0, direction, 0, d + 1);
        }
        double c = model.loss().curvatureAt(scaled);
        double rowNorm = model.loss().kinked() ? meanRow : largestRow;
        double l2 = model.penalty().l2();
        return new Curvature(c * eigenvalue + l2, c * rowNorm + l2, iterations);
    }

    /**
     * Returns a rate that is safe for batches of b of n rows: 1 / (a·L + (1 − a)·g·L_max) with a = n(b−1) / (b(n−1)),
     * the expected smoothness of sampling b rows (Gower et al., "SGD: general analysis and improved rates", 2019,
     * proposition 3.8), where momentum lengthens the noisy part's steps g = (1 − dampening) / (1 − momentum) times.
     * All rows give 1 / L, single rows 1 / (g·L_max).
     */
    double safeRate(FirstOrder rule, BatchSize batchSize, int rows) {
        double gain = rule.automaticRate() instanceof AutomaticRate.OfCurvature(double longer) ? longer : 1;
        double share = wholeness(batchSize, rows);
        return AutomaticRate.forSmoothness(share * full + (1 - share) * Math.max(gain, 1) * row);
    }

    /**
     * Returns the rate above which the fit's steps grow; see {@link FirstOrder#largestStableRate}. For all rows at once it
     * follows from L, for smaller batches from the expected smoothness, which only bounds.
     */
    double largestStableRate(TrainingSpec training, int rows) {
        double share = wholeness(training.batchSize(), rows);
        return largestStableRate(training.optimizer(), share * full + (1 - share) * row);
    }

    /**
     * Returns {@link #largestStableRate(TrainingSpec, int)} for all rows at once, whatever the batches of the fit, and that
     * of plain gradient descent for optimizers whose steps do not follow the size of the gradient.
     */
    double largestStableRateOfAllRows(Optimizer optimizer) {
        return optimizer instanceof FirstOrder rule && rule.automaticRate() instanceof AutomaticRate.OfCurvature
                ? rule.largestStableRate(full)
                : 2 * AutomaticRate.forSmoothness(full);
    }

    private static double largestStableRate(Optimizer optimizer, double smoothness) {
        return switch (optimizer) {
            case FirstOrder rule -> rule.largestStableRate(smoothness);
            case Lbfgs _, Exact _ -> 2 * AutomaticRate.forSmoothness(smoothness);
        };
    }

    private static double wholeness(BatchSize batchSize, int rows) {
        double batch = batchSize.of(rows);
        return rows == 1 ? 1 : rows * (batch - 1) / (batch * (rows - 1));
    }
}
