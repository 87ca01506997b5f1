package io.descent.optimize.solve;

import io.descent.data.Dataset;
import io.descent.data.Parallel;
import io.descent.data.ParameterShape;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Weighted least squares and ridge by Householder QR: minimises Σ weight·(m − y)² / Σ weight + ½·l2·‖w‖². Where the
 * data leave the weights open (more features than rows, constant or dependent features, and no penalty), it is those of
 * smallest norm, a constant feature's being 0.
 *
 * <p>The rows become one triangle, {@link FoldedRows}; the penalty is what it starts from. That is factored once more, with column
 * pivoting. No more rows than columns are factored as they are.
 */
public final class LeastSquares {

    /** How many roundings the values of dependent columns may be apart. */
    private static final double ROUNDINGS = 4;

    /**
     * What solving outright may take.
     *
     * @param cells the most numbers beside the data
     * @param work the most multiply-adds
     */
    public record Ceiling(double cells, double work) {

        /** Allows everything. */
        public static final Ceiling NONE = new Ceiling(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

        /** Tells whether so many rows can be solved outright. */
        public boolean allows(int rows, ParameterShape shape) {
            return LeastSquares.cells(rows, shape) <= Math.min(cells, LONGEST_ARRAY)
                    && LeastSquares.work(rows, shape) <= work;
        }
    }

    private static final double LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final Dataset data;
    private final ParameterShape shape;
    private final double l2;
    private final double[] rounding;
    private final BooleanSupplier aborted;
    private final Parallel parallel;
    private final Consumer<FoldedRows> told;
    private final int features;
    private final int columns;
    private final CentredColumns design;

    private LeastSquares(
            Dataset data,
            ParameterShape shape,
            double l2,
            double[] rounding,
            BooleanSupplier aborted,
            Parallel parallel,
            Consumer<FoldedRows> told) {
        this.data = data;
        this.shape = shape;
        this.l2 = l2;
        this.rounding = rounding;
        this.aborted = aborted;
        this.parallel = parallel;
        this.told = told;
        this.features = data.features();
        this.columns = shape.size();
        this.design = new CentredColumns(data, shape, l2, FoldedRows.parts(data.rows(), shape), parallel);
    }

    /**
     * Returns the parameters, or null where it was aborted.
     *
     * @param rounding how much of the values of each feature is rounding, beside that of what they are: where a large centre
     *     was taken away, columns may be dependent but for that
     * @param aborted asked by all threads
     */
    public static double @Nullable [] solve(
            Dataset data,
            ParameterShape shape,
            double l2,
            double[] rounding,
            BooleanSupplier aborted,
            Parallel parallel) {
        return solve(data, shape, l2, rounding, aborted, parallel, _ -> {});
    }

    /**
     * Returns the same.
     *
     * @param told hears of the rows, where they were folded and there is no penalty
     */
    public static double @Nullable [] solve(
            Dataset data,
            ParameterShape shape,
            double l2,
            double[] rounding,
            BooleanSupplier aborted,
            Parallel parallel,
            Consumer<FoldedRows> told) {
        return new LeastSquares(data, shape, l2, rounding, aborted, parallel, told).solve();
    }

    /** Returns about how many numbers are held beside the data, at most. */
    public static double cells(int rows, ParameterShape shape) {
        double columns = shape.size();
        // both triangles of a solution of smallest norm; of more rows, a triangle and a block of each part, too
        return isWide(rows, shape)
                ? 2.0 * rows * (columns + rows + 1)
                : FoldedRows.parts(rows, shape).count() * FoldedRows.cellsOfPart(shape) + columns * columns;
    }

    /** Returns about how many multiply-adds it takes, at most. */
    public static double work(int rows, ParameterShape shape) {
        double columns = shape.size();
        double blocks = Math.ceil((double) rows / BlockTriangle.ROWS);
        // lengths, reflections and, where columns are dependent, the second factors
        return isWide(rows, shape)
                ? 2.5 * rows * rows * (columns + rows)
                : blocks * BlockTriangle.ROWS * columns * columns + 2 * columns * columns * columns;
    }

    /** Then it is cheaper to factor the rows than the columns. */
    private static boolean isWide(int rows, ParameterShape shape) {
        return rows <= shape.size();
    }

    private double @Nullable [] solve() {
        int more = isWide(data.rows(), shape) && l2 > 0 ? data.rows() : 0;
        double[] units = new double[columns + more];
        Arrays.setAll(units, j -> j < columns ? design.unit(j) : 1);
        if (more > 0 && shape.intercept()) {
            units[features] = 0;
        }
        PivotedQr qr = isWide(data.rows(), shape) ? direct(more) : folded();
        double[] solution = qr == null ? null : qr.solve(units);
        if (solution == null) {
            return null;
        }
        double[] parameters = Arrays.copyOf(solution, columns);
        if (shape.intercept()) {
            parameters[features] = design.intercept(parameters[features], parameters);
        }
        return parameters;
    }

    /**
     * The matrix as a whole. A penalty is a column of its own for each row: the weights and the residuals of the rows, by
     * the root of the penalty, then are the shortest solution, and the centred rows leave nothing to the intercept.
     *
     * @param more how many columns the penalty has
     */
    private PivotedQr direct(int more) {
        int n = data.rows();
        double[] matrix = new double[(columns + more) * n];
        double[] right = new double[n];
        CentredColumns.Reader rows = design.reader(n);
        rows.load(0, n, matrix);
        rows.loadTargets(0, n, right, 0);
        if (more > 0) {
            Arrays.fill(matrix, features * n, columns * n, 0);
        }
        double root = Math.sqrt(0.5 * l2 * data.totalWeight());
        for (int i = 0; i < more; i++) {
            matrix[(columns + i) * n + i] = root;
        }
        return factored(matrix, n, columns + more, right);
    }

    private @Nullable PivotedQr folded() {
        FoldedRows rows = FoldedRows.of(data, shape, l2, design, aborted, parallel);
        if (rows == null) {
            return null;
        }
        if (l2 == 0) {
            told.accept(rows);
        }
        return factored(rows.columns(), columns, columns, rows.targets());
    }

    private PivotedQr factored(double[] matrix, int height, int width, double[] right) {
        double tolerance = Math.ulp(1.0) * (10.0 * columns + Math.sqrt(data.rows()));
        return new PivotedQr(matrix, height, width, right, tolerance, noise(width), aborted);
    }

    /** What rounding may make of the norm of each column; a penalty tells dependent ones apart. */
    private double[] noise(int width) {
        double[] noise = new double[width];
        for (int j = 0; j < features && l2 == 0; j++) {
            noise[j] = ROUNDINGS * design.noise(j, rounding[j]);
        }
        return noise;
    }
}
