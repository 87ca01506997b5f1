package io.descent.inference;

import io.descent.data.Dataset;
import io.descent.data.Parallel;
import io.descent.data.ParameterShape;
import io.descent.data.RowParts;
import io.descent.kernel.Kernels;
import io.descent.objective.Objective;
import io.descent.optimize.solve.BlockTriangle;
import io.descent.optimize.solve.FoldedRows;
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

    /** The share of the length of a column that those before it leave, where rounding costs the step few digits. */
    private static final double WELL_APART = 1e-3;

    /**
     * Measures it at parameters over the features of an objective's data.
     *
     * @param density of the errors, where the loss does not curve
     */
    static Information of(Objective objective, @Nullable Density density, double[] parameters, Parallel parallel) {
        ParameterShape shape = objective.shape();
        int free = Derivatives.free(shape.outputs());
        int size = free * new Design(objective.data(), shape.intercept()).columns();
        RowParts rows = RowParts.of(
                objective.data().rows(), Design.HEIGHT / free, size, (size + 1.0) * (size + BlockTriangle.ROWS));
        Part[] parts = new Part[rows.count()];
        parallel.run(parts.length, number -> {
            Part part = new Part(objective, density, parameters, size);
            for (int from = rows.first(number); from < rows.first(number + 1); from += rows.tile()) {
                part.fold(from, Math.min(rows.tile(), rows.rows() - from));
            }
            parts[number] = part;
        });
        for (int number = 1; number < parts.length; number++) {
            parts[0].triangle.fold(parts[number].triangle);
            Kernels.axpy(1, parts[number].uncurved, 0, parts[0].uncurved, 0, size);
        }
        Information whole = of(parts[0].triangle.triangle(), size);
        double[] uncurved = parts[0].uncurved;
        if (Arrays.stream(uncurved).anyMatch(slope -> slope != 0)) {
            whole.triangle.solveTransposed(uncurved);
            Kernels.axpy(-1, uncurved, 0, whole.projected, 0, size);
        }
        return whole;
    }

    /**
     * Measures that of squared errors: of many rows the triangle is that of the solver. The residuals of few rows are read again, and
     * those of columns that nearly depend on each other, which gains the step some digits.
     *
     * @param known the rows, where they were folded; null where they were not: then they are, to the same bits
     */
    static Information ofSquares(
            Objective objective, @Nullable FoldedRows known, double[] parameters, Parallel parallel) {
        if (FoldedRows.areFew(objective.data().rows(), objective.shape())) {
            return of(objective, null, parameters, parallel);
        }
        FoldedRows rows = known != null ? known : FoldedRows.of(objective.data(), objective.shape(), parallel);
        Information found = of(rows.residual(parameters), parameters.length);
        return found.triangle.leastShare() >= WELL_APART ? found : of(objective, null, parameters, parallel);
    }

    private static Information of(double[] whole, int size) {
        return new Information(
                new Triangle(size, Arrays.copyOf(whole, size * size)),
                Arrays.copyOfRange(whole, size * size, (size + 1) * size));
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
        private final BlockTriangle triangle;
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
            this.reader = design.reader(Design.HEIGHT);
            this.derivatives = new Derivatives(objective, density);
            this.triangle = new BlockTriangle(size, size + 1);
            this.block = triangle.block();
            this.rows = free == 1 ? block : new double[columns * Design.HEIGHT];
            this.factor = new double[free * free];
            this.uncurved = new double[size];
        }

        void fold(int from, int count) {
            reader.load(from, count, rows);
            derivatives.measure(parameters, from, count);
            if (free == 1) {
                one(from, count);
            } else {
                several(from, count);
            }
            triangle.fold();
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
