package io.descent.optimize.solve;

import io.descent.data.Dataset;
import io.descent.data.Parallel;
import io.descent.data.ParameterShape;
import io.descent.data.RowParts;
import io.descent.kernel.Kernels;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a dataset as one triangle, QᵀW^½·[X 1 y] over {@link CentredColumns}: what least squares need of them, and the standard
 * errors of its solution. The rows of each part become a {@link BlockTriangle}, and these one, so that it is the same however many
 * threads there are.
 */
public final class FoldedRows {

    private final CentredColumns design;
    private final ParameterShape shape;
    private final double[] triangle;

    private FoldedRows(CentredColumns design, ParameterShape shape, double[] triangle) {
        this.design = design;
        this.shape = shape;
        this.triangle = triangle;
    }

    /** Folds rows without a penalty: the bits that {@link LeastSquares} tells of where it has folded them. */
    public static FoldedRows of(Dataset data, ParameterShape shape, Parallel parallel) {
        CentredColumns design = new CentredColumns(data, shape, 0, parts(data.rows(), shape), parallel);
        FoldedRows folded = of(data, shape, 0, design, () -> false, parallel);
        if (folded == null) {
            throw new IllegalStateException("nobody has aborted it");
        }
        return folded;
    }

    /** Folds rows, those of the penalty first; null where that was aborted. */
    static @Nullable FoldedRows of(
            Dataset data,
            ParameterShape shape,
            double l2,
            CentredColumns design,
            BooleanSupplier aborted,
            Parallel parallel) {
        int columns = shape.size();
        RowParts parts = parts(data.rows(), shape);
        BlockTriangle[] triangles = new BlockTriangle[parts.count()];
        Arrays.setAll(triangles, _ -> new BlockTriangle(columns, columns + 1));
        double root = Math.sqrt(0.5 * l2 * data.totalWeight());
        for (int j = 0; j < shape.features(); j++) {
            triangles[0].triangle()[j * columns + j] = root * design.unit(j);
        }
        parallel.run(triangles.length, part -> {
            CentredColumns.Reader rows = design.reader(BlockTriangle.ROWS);
            double[] block = triangles[part].block();
            int end = parts.first(part + 1);
            for (int from = parts.first(part); from < end && !aborted.getAsBoolean(); from += BlockTriangle.ROWS) {
                int count = Math.min(BlockTriangle.ROWS, end - from);
                rows.load(from, count, block);
                rows.loadTargets(from, count, block, columns * BlockTriangle.ROWS);
                triangles[part].fold();
            }
        });
        for (int part = 1; part < triangles.length && !aborted.getAsBoolean(); part++) {
            triangles[0].fold(triangles[part]);
        }
        return aborted.getAsBoolean() ? null : new FoldedRows(design, shape, triangles[0].triangle());
    }

    /** How rows are cut. */
    static RowParts parts(int rows, ParameterShape shape) {
        return RowParts.of(rows, BlockTriangle.ROWS, shape.size(), cellsOfPart(shape));
    }

    /** Tells whether the rows are one part. */
    public static boolean areFew(int rows, ParameterShape shape) {
        return parts(rows, shape).count() == 1;
    }

    /** Returns how many numbers a part holds: a triangle and a block. */
    static double cellsOfPart(ParameterShape shape) {
        double columns = shape.size();
        return (columns + 1) * (columns + BlockTriangle.ROWS);
    }

    /** Returns a copy of the triangle of the columns, column after column. */
    double[] columns() {
        return Arrays.copyOf(triangle, shape.size() * shape.size());
    }

    /** Returns a copy of the column of the targets. */
    double[] targets() {
        return Arrays.copyOfRange(triangle, shape.size() * shape.size(), triangle.length);
    }

    /**
     * Returns the triangle QᵀW^½·[1 X y − Xw − b] over the features as they are in the dataset, column after column, the column of the
     * intercept first, where there is one. It takes as long as folding as many rows as there are columns.
     *
     * @param parameters w and b
     */
    public double[] residual(double[] parameters) {
        int size = shape.size();
        int features = shape.features();
        int first = shape.intercept() ? 1 : 0;
        BlockTriangle mixed = new BlockTriangle(size, size + 1);
        double[] into = mixed.triangle();
        int rest = size * size;
        System.arraycopy(triangle, rest, into, rest, size);
        double constant = 0;
        for (int j = 0; j < features; j++) {
            int at = (first + j) * size;
            double unit = design.unit(j);
            if (unit > 0) {
                Kernels.axpy(1 / unit, triangle, j * size, into, at, size);
                Kernels.axpy(-parameters[j] / unit, triangle, j * size, into, rest, size);
            }
            if (first == 1) {
                Kernels.axpy(design.center(j) / design.unit(features), triangle, features * size, into, at, size);
                constant += parameters[j] * design.center(j);
            }
        }
        if (first == 1) {
            double one = 1 / design.unit(features);
            Kernels.axpy(one, triangle, features * size, into, 0, size);
            constant = design.targetCenter() - constant - parameters[features];
            Kernels.axpy(constant * one, triangle, features * size, into, rest, size);
        }
        BlockTriangle whole = new BlockTriangle(size, size + 1);
        whole.fold(mixed);
        return whole.triangle();
    }
}
