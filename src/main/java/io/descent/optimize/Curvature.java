package io.descent.optimize;

import io.descent.data.Dataset;
import io.descent.data.RandomStream;
import io.descent.kernel.Kernels;
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

    static Curvature of(FitSpec spec, Dataset scaled) {
        return Objects.requireNonNull(of(spec, scaled, () -> false));
    }

    /** Returns the curvature; null where it was called off between two power iterations. */
    static @Nullable Curvature of(FitSpec spec, Dataset scaled, BooleanSupplier calledOff) {
        return of(spec, scaled, 1, calledOff);
    }

    /** Returns the curvature over evenly spaced rows, as many as an estimate is worth. */
    static Curvature estimate(FitSpec spec, Dataset scaled) {
        long step = Math.ceilDiv(LIKELY_ITERATIONS * (scaled.stored() + scaled.rows()), BUDGET);
        return Objects.requireNonNull(of(spec, scaled, (int) Math.min(step, scaled.rows()), () -> false));
    }

    private static @Nullable Curvature of(FitSpec spec, Dataset scaled, int step, BooleanSupplier calledOff) {
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
        double ones = spec.fitIntercept() ? 1 : 0;

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
            if (calledOff.getAsBoolean()) {
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
        double c = spec.loss().curvatureAt(scaled);
        double rowNorm = spec.loss().kinked() ? meanRow : largestRow;
        double l2 = spec.penalty().l2();
        return new Curvature(c * eigenvalue + l2, c * rowNorm + l2, iterations);
    }

    /**
     * Returns a rate that is safe for batches of b of n rows: 1 / (a·L + (1 − a)·g·L_max) with a = n(b−1) / (b(n−1)),
     * the expected smoothness of sampling b rows (Gower et al., "SGD: general analysis and improved rates", 2019,
     * proposition 3.8), where momentum lengthens the noisy part's steps g = (1 − dampening) / (1 − momentum) times.
     * All rows give 1 / L, single rows 1 / (g·L_max).
     */
    public double safeRate(FitSpec spec, int rows) {
        double gain = switch (spec.optimizer()) {
            case Sgd sgd -> sgd.intake() / (1 - sgd.momentum());
            case AveragedSgd _, Lbfgs _, Exact _ -> 1;
            case FirstOrder _ -> throw new IllegalArgumentException("this rate follows from the reach");
        };
        double share = wholeness(spec, rows);
        return rateFor(share * full + (1 - share) * Math.max(gain, 1) * row);
    }

    /**
     * Returns the rate above which the fit's steps grow. For all rows at once it is exact for a quadratic objective:
     * 2(1 + momentum) / ((1 − dampening)·L), and 2(1 + momentum) / ((1 + 2·momentum)·L) for Nesterov's momentum
     * (Polyak 1964; Su et al. 2016). For smaller batches L gives way to the expected smoothness, which only bounds.
     * Infinite for the rules that give each coordinate a rate of its own, but for a decay of the weights.
     */
    public double largestStableRate(FitSpec spec, int rows) {
        double share = wholeness(spec, rows);
        return largestStableRate(spec.optimizer(), share * full + (1 - share) * row);
    }

    /**
     * Returns {@link #largestStableRate(FitSpec, int)} for all rows at once, whatever the batches of the fit, and that of
     * plain gradient descent for optimizers whose steps do not follow the size of the gradient.
     */
    double largestStableRateOfAllRows(Optimizer optimizer) {
        return optimizer instanceof Sgd ? largestStableRate(optimizer, full) : 2 * rateFor(full);
    }

    private static double largestStableRate(Optimizer optimizer, double smoothness) {
        return switch (optimizer) {
            case Sgd sgd -> {
                double momentum = sgd.momentum();
                double amplified = sgd.nesterov() ? 1 + 2 * momentum : Math.max(sgd.intake(), 1e-12);
                yield rateFor(smoothness * amplified) * 2 * (1 + momentum);
            }
            case AveragedSgd _, Lbfgs _, Exact _ -> 2 * rateFor(smoothness);
            // these divide by the size of the gradients: their steps stay about as long as the rate
            case AdamW adamW -> 2 / adamW.weightDecay();
            case Adagrad _, Adadelta _, RmsProp _, Adam _, AmsGrad _, Nadam _, Ftrl _ -> Double.POSITIVE_INFINITY;
        };
    }

    private static double wholeness(FitSpec spec, int rows) {
        double batch = spec.batchSize().of(rows);
        return rows == 1 ? 1 : rows * (batch - 1) / (batch * (rows - 1));
    }

    /** All features 0 and no penalty leave nothing to curve; any rate will do then. */
    private static double rateFor(double smoothness) {
        double rate = 1 / smoothness;
        return rate > 0 && Double.isFinite(rate) ? rate : smoothness > 1 ? Double.MIN_NORMAL : 1;
    }
}
