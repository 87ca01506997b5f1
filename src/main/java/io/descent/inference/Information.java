package io.descent.inference;

import io.descent.data.Dataset;
import io.descent.data.ParameterShape;
import io.descent.kernel.Kernels;
import io.descent.objective.Objective;
import io.descent.optimize.solve.BlockTriangle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The information of the rows about the parameters, A = Σ w·C ⊗ x·xᵀ with C the second derivatives of a row by its margins, as
 * the triangle of a QR factorisation of √(w·C)·x, so that A itself, which has the square of its condition, is never made. Beside
 * it the step of Newton's method: the least-squares solution for what the slopes leave.
 *
 * <p>The parameters of one margin after the other, the intercept before the weights.
 *
 * @param projected R·step, whose length is that of the step in standard errors
 */
record Information(Triangle triangle, double[] projected) {

    /** The parts that rows are cut into; so the result does not depend on how many cores there are. */
    private static final int PARTS = 16;

    /** How many numbers the triangles of all parts may hold together. */
    private static final double MOST_CELLS = 1 << 25;

    /**
     * Measures it at parameters over the features of an objective's data.
     *
     * @param density of the errors, where the loss does not curve
     */
    static Information of(Objective objective, @Nullable Density density, double[] parameters, Parallel parallel) {
        ParameterShape shape = objective.shape();
        int free = Derivatives.free(shape.outputs());
        int size = free * new Design(objective.data(), shape.intercept()).columns();
        double[][] triangles = new double[parts(objective.data().rows(), (double) size * (size + 1))][];
        double[][] gradients = new double[triangles.length][];
        parallel.run(triangles.length, part -> {
            int tiles = tiles(objective.data().rows(), free);
            int first = (int) ((long) tiles * part / triangles.length);
            int end = (int) ((long) tiles * (part + 1) / triangles.length);
            Part rows = new Part(objective, density, parameters, size);
            triangles[part] = rows.fold(first, end);
            gradients[part] = rows.uncurved;
        });
        double[] whole = triangles[0];
        double[] uncurved = gradients[0];
        for (int part = 1; part < triangles.length; part++) {
            Triangle.fold(triangles[part], whole, size, size + 1);
            Kernels.axpy(1, gradients[part], 0, uncurved, 0, size);
        }
        Triangle triangle = new Triangle(size, Arrays.copyOf(whole, size * size));
        double[] projected = Arrays.copyOfRange(whole, size * size, (size + 1) * size);
        if (Arrays.stream(uncurved).anyMatch(slope -> slope != 0)) {
            triangle.solveTransposed(uncurved);
            Kernels.axpy(-1, uncurved, 0, projected, 0, size);
        }
        return new Information(triangle, projected);
    }

    /** Returns how many parts rows are cut into which need so many numbers each. */
    static int parts(int rows, double cells) {
        double room = MOST_CELLS / cells;
        return (int) Math.clamp(Math.min(room, rows / (4.0 * Design.HEIGHT)), 1, PARTS);
    }

    /** Returns how many tiles rows make of which each gives so many rows of the design. */
    static int tiles(int rows, int free) {
        int height = Design.HEIGHT / free;
        return (rows + height - 1) / height;
    }

    /** Returns the step of Newton's method. */
    double[] step() {
        double[] step = projected.clone();
        triangle.solve(step);
        return step;
    }

    /** Returns how long that step is, in standard errors of a model with the scale 1. */
    double stepLength() {
        return Math.sqrt(Kernels.dot(projected, 0, projected, 0, projected.length));
    }

    /** A part of the rows. */
    private static final class Part {

        private final Dataset data;
        private final double[] parameters;
        private final int size;
        private final int free;
        private final int columns;
        private final Design.Reader reader;
        private final Derivatives derivatives;
        private final double[] rows;
        private final double[] block;
        private final double[] factor;

        /** Σ w·s·x over the rows whose loss does not curve, which are no rows of the triangle. */
        private final double[] uncurved;

        Part(Objective objective, @Nullable Density density, double[] parameters, int size) {
            this.data = objective.data();
            this.parameters = parameters;
            this.size = size;
            this.free = Derivatives.free(objective.shape().outputs());
            Design design = new Design(data, objective.shape().intercept());
            this.columns = design.columns();
            this.reader = design.reader();
            this.derivatives = new Derivatives(objective, density);
            this.block = new double[(size + 1) * Design.HEIGHT];
            this.rows = free == 1 ? block : new double[columns * Design.HEIGHT];
            this.factor = new double[free * free];
            this.uncurved = new double[size];
        }

        double[] fold(int first, int end) {
            double[] triangle = new double[size * (size + 1)];
            int height = Design.HEIGHT / free;
            for (int tile = first; tile < end; tile++) {
                int from = tile * height;
                int count = Math.min(height, data.rows() - from);
                reader.load(from, count, rows);
                derivatives.measure(parameters, from, count);
                if (free == 1) {
                    one(from, count);
                } else {
                    several(from, count);
                }
                BlockTriangle.fold(triangle, block, size, size + 1);
            }
            return triangle;
        }

        private void one(int from, int count) {
            int right = size * Design.HEIGHT;
            double[] roots = new double[count];
            for (int i = 0; i < count; i++) {
                double weight = data.weight(from + i);
                roots[i] = Math.sqrt(weight * derivatives.curvature(i));
                double slope = weight * derivatives.slope(i, 0);
                block[right + i] = roots[i] > 0 ? -slope / roots[i] : 0;
                if (roots[i] == 0 && slope != 0) {
                    for (int j = 0; j < size; j++) {
                        uncurved[j] += slope * block[j * Design.HEIGHT + i];
                    }
                }
            }
            Arrays.fill(block, right + count, block.length, 0);
            for (int j = 0; j < size; j++) {
                for (int i = 0; i < count; i++) {
                    block[j * Design.HEIGHT + i] *= roots[i];
                }
            }
        }

        private void several(int from, int count) {
            Arrays.fill(block, 0);
            for (int i = 0; i < count; i++) {
                derivatives.factor(i, factor);
                double root = Math.sqrt(data.weight(from + i));
                for (int r = 0; r < free; r++) {
                    int place = i * free + r;
                    for (int k = r; k < free; k++) {
                        double scale = root * factor[k * free + r];
                        int at = k * columns * Design.HEIGHT + place;
                        for (int j = 0; j < columns; j++) {
                            block[at + j * Design.HEIGHT] = scale * rows[j * Design.HEIGHT + i];
                        }
                    }
                    // L·z = −slopes, one after the other
                    double rest = -root * derivatives.slope(i, r);
                    for (int l = 0; l < r; l++) {
                        rest -= factor[r * free + l] * block[size * Design.HEIGHT + i * free + l];
                    }
                    double pivot = factor[r * free + r];
                    block[size * Design.HEIGHT + place] = pivot > 0 ? rest / pivot : 0;
                }
            }
        }
    }
}
