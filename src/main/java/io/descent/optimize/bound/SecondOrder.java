package io.descent.optimize.bound;

import io.descent.data.Dataset;
import io.descent.data.ParameterShape;
import io.descent.kernel.Kernels;
import io.descent.objective.Objective;
import io.descent.objective.Smoothed;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An objective at a point: its value, its gradient, and its curvature as a matrix or along a direction. */
final class SecondOrder {

    private static final int TILE = 256;

    /** How many multiply-adds the curvature of a sample takes, about. */
    private static final double SAMPLE_WORK = 2e7;

    private static final int FEWEST_ROWS = 4096;

    /** How many ulps a margin may be off. */
    private static final double ULPS = 4;

    private final Objective objective;
    private final Dataset data;
    private final ParameterShape shape;
    private final double[] point;
    private final BooleanSupplier aborted;
    private final double[] gradient;
    private final double[] margins;
    private final double[] curvatures;
    private double loss;
    private double gap;
    private double meanSlope;
    private double largestMargin;
    private int rounded;

    SecondOrder(Objective objective, double[] point, BooleanSupplier aborted) {
        this.objective = objective;
        this.data = objective.data();
        this.shape = objective.shape();
        this.point = point;
        this.aborted = aborted;
        this.gradient = new double[point.length];
        this.margins = new double[objective.marginsOfTile()];
        this.curvatures = new double[shape.outputs() * shape.outputs()];
    }

    /** Measures value and gradient; false where that was aborted. */
    boolean measure() {
        int outputs = shape.outputs();
        for (int from = 0; from < data.rows(); from += TILE) {
            if (aborted.getAsBoolean()) {
                return false;
            }
            int count = Math.min(TILE, data.rows() - from);
            objective.margins(point, null, from, count, margins);
            for (int i = 0; i < count * outputs; i++) {
                largestMargin = Math.max(largestMargin, Math.abs(margins[i]));
            }
            if (objective.loss() instanceof Smoothed smoothed) {
                addGap(smoothed, from, count);
            }
            loss += objective.loss().lossAndSlopes(margins, outputs, data, null, from, count);
            for (int i = 0; i < count * outputs; i++) {
                meanSlope += Math.abs(margins[i]);
            }
            objective.addGradient(margins, null, from, count, gradient);
        }
        double total = data.totalWeight();
        loss /= total;
        gap /= total;
        meanSlope /= total;
        Kernels.scale(1 / total, gradient, 0, gradient.length);
        Kernels.axpy(objective.penalty().l2(), point, 0, gradient, 0, shape.weights());
        return true;
    }

    private void addGap(Smoothed smoothed, int from, int count) {
        for (int i = 0; i < count; i++) {
            double target = data.targets()[from + i];
            gap += data.weight(from + i) * smoothed.gap(margins[i], target);
            rounded += smoothed.secondDerivative(margins[i], target) > 0 ? 1 : 0;
        }
    }

    /** Returns how many rows apart those of a sample are that tell the curvature well enough. */
    int step() {
        double size = point.length;
        double curved = objective.loss() instanceof Smoothed ? rounded : data.rows();
        return size > Certificate.MOST_IN_MATRIX
                ? 1
                : (int) Math.max(1, curved / Math.max(SAMPLE_WORK / (size * size), FEWEST_ROWS));
    }

    /** Returns the mean loss. */
    double loss() {
        return loss;
    }

    /** Returns the mean of {@link Smoothed#gap}; 0 for a loss that is not smoothed. */
    double gap() {
        return gap;
    }

    /** Returns the gradient of the smooth part of the objective. */
    double[] gradient() {
        return gradient;
    }

    /** Returns what the rounding of margins and of their sum may make of the value. */
    double rounding() {
        return ULPS * (meanSlope * Math.ulp(largestMargin) + Math.ulp(loss));
    }

    /** Returns the same for a loss with kinks, whose slopes are at most 1 and at a kink not those of the rounded one. */
    double roundingOfMargins() {
        return ULPS * (Math.ulp(largestMargin) + Math.ulp(loss));
    }

    /** Returns what the rounding of margins may make of a partial derivative. */
    double roundingOfSlope() {
        return ULPS * meanSlope * Math.ulp(1.0);
    }

    /**
     * Returns the curvature, of which a sample of the rows is taken; null where that was aborted. Its rows and columns are
     * those of {@link #inBlocks}.
     *
     * @param step every so many rows one is taken
     */
    @Nullable
    SymmetricMatrix curvature(int step) {
        int outputs = shape.outputs();
        int block = block();
        SymmetricMatrix matrix = new SymmetricMatrix(outputs * block);
        double[] row = new double[block];
        double[] margin = new double[outputs];
        double weight = 0;
        for (int i = 0; i < data.rows(); i += step) {
            if (i % TILE < step && aborted.getAsBoolean()) {
                return null;
            }
            weight += data.weight(i);
            objective.margins(point, null, i, 1, margin);
            objective.loss().curvatures(margin, 0, outputs, data.targets()[i], curvatures);
            boolean loaded = false;
            for (int k = 0; k < outputs; k++) {
                for (int l = k; l < outputs; l++) {
                    double curved = data.weight(i) * curvatures[k * outputs + l];
                    if (curved != 0) {
                        if (!loaded) {
                            load(i, row);
                            loaded = true;
                        }
                        matrix.addOuter(curved, row, block, k * block, l * block);
                    }
                }
            }
        }
        matrix.multiply(1 / (weight > 0 ? weight : 1));
        for (int k = 0; k < outputs; k++) {
            for (int j = 0; j < shape.features(); j++) {
                matrix.addToDiagonal(k * block + j, objective.penalty().l2());
            }
        }
        return matrix;
    }

    private int block() {
        return shape.features() + (shape.intercept() ? 1 : 0);
    }

    private void load(int i, double[] row) {
        Arrays.fill(row, 0);
        data.axpy(1, i, row, 0);
        if (shape.intercept()) {
            row[shape.features()] = 1;
        }
    }

    /** Returns a vector of parameters with the intercept of each output behind its weights. */
    double[] inBlocks(double[] vector) {
        return permuted(vector, true);
    }

    /** The inverse of {@link #inBlocks}. */
    double[] inOrder(double[] blocks) {
        return permuted(blocks, false);
    }

    private double[] permuted(double[] vector, boolean toBlocks) {
        double[] other = new double[vector.length];
        int block = block();
        for (int k = 0; k < shape.outputs(); k++) {
            for (int j = 0; j < block; j++) {
                int own = j < shape.features() ? k * shape.features() + j : shape.weights() + k;
                other[toBlocks ? k * block + j : own] = vector[toBlocks ? own : k * block + j];
            }
        }
        return other;
    }

    /** Puts curvature · direction into {@code image}; false where that was aborted. */
    boolean curve(double[] direction, double[] image) {
        int outputs = shape.outputs();
        double[] along = new double[margins.length];
        Arrays.fill(image, 0);
        for (int from = 0; from < data.rows(); from += TILE) {
            if (aborted.getAsBoolean()) {
                return false;
            }
            int count = Math.min(TILE, data.rows() - from);
            objective.margins(point, null, from, count, margins);
            objective.margins(direction, null, from, count, along);
            for (int i = 0; i < count; i++) {
                double weight = data.weight(from + i);
                objective.loss().curvatures(margins, i * outputs, outputs, data.targets()[from + i], curvatures);
                for (int k = 0; k < outputs; k++) {
                    margins[i * outputs + k] =
                            weight * Kernels.dot(curvatures, k * outputs, along, i * outputs, outputs);
                }
            }
            objective.addGradient(margins, null, from, count, image);
        }
        Kernels.scale(1 / data.totalWeight(), image, 0, image.length);
        Kernels.axpy(objective.penalty().l2(), direction, 0, image, 0, shape.weights());
        return true;
    }
}
