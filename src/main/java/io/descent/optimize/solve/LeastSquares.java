package io.descent.optimize.solve;

import io.descent.data.Dataset;
import io.descent.data.Magnitudes;
import io.descent.data.ParameterShape;
import io.descent.kernel.Kernels;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Weighted least squares and ridge by Householder QR: minimises Σ weight·(m − y)² / Σ weight + ½·l2·‖w‖². Where the
 * data leave the weights open (more features than rows, constant or dependent features, and no penalty), it is those of
 * smallest norm, a constant feature's being 0.
 *
 * <p>With an intercept features and targets are centred, which takes no digits and spares those that a large mean would
 * cost. Columns are brought to about the same norm by powers of two, which round nothing. The rows become
 * one {@link BlockTriangle}; the penalty is the triangle that it starts from. That is factored once more, with column pivoting. No more rows
 * than columns are factored as they are.
 */
public final class LeastSquares {

    /** A centred column whose norm is below this share of the plain one is what rounding left of a constant. */
    private static final double CONSTANT = 1e-14;

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
    private final int features;
    private final int columns;
    private final double[] center;
    private final double[] squares;
    private final double[] plain;
    private final double[] row;

    /** What a feature is multiplied by as it is read, and the columns that are made of it by. */
    private double[] inverses;

    private final double[] factors;

    /** What a solution is in. */
    private final double[] units;

    private double targetCenter;

    private LeastSquares(Dataset data, ParameterShape shape, double l2, double[] rounding, BooleanSupplier aborted) {
        this.rounding = rounding;
        this.data = data;
        this.shape = shape;
        this.l2 = l2;
        this.aborted = aborted;
        this.features = data.features();
        this.columns = shape.size();
        this.center = new double[features];
        this.squares = new double[features];
        this.plain = new double[features];
        this.inverses = new double[features];
        this.factors = new double[columns];
        this.units = new double[isWide(data.rows(), shape) && l2 > 0 ? columns + data.rows() : columns];
        Arrays.fill(inverses, 1);
        this.row = new double[features];
    }

    /**
     * Returns the parameters, or null where it was aborted.
     *
     * @param rounding how much of the values of each feature is rounding, beside that of what they are: where a large centre
     *     was taken away, columns may be dependent but for that
     */
    public static double @Nullable [] solve(
            Dataset data, ParameterShape shape, double l2, double[] rounding, BooleanSupplier aborted) {
        return new LeastSquares(data, shape, l2, rounding, aborted).solve();
    }

    /** Returns about how many numbers are held beside the data, at most. */
    public static double cells(int rows, ParameterShape shape) {
        double columns = shape.size();
        // both triangles of a solution of smallest norm; of more rows, the triangle and a block, too
        return isWide(rows, shape)
                ? 2.0 * rows * (columns + rows + 1)
                : (columns + 1) * (columns + BlockTriangle.ROWS) + columns * columns;
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
        measureColumns();
        PivotedQr qr = isWide(data.rows(), shape) ? direct() : folded();
        double[] solution = qr == null ? null : qr.solve(units);
        if (solution == null) {
            return null;
        }
        double[] parameters = Arrays.copyOf(solution, columns);
        if (shape.intercept()) {
            // the centre of a feature is in the unit that it was read in
            double[] weights = new double[features];
            Arrays.setAll(weights, j -> parameters[j] / inverses[j]);
            parameters[features] += targetCenter - Kernels.dot(weights, 0, center, 0, features);
        }
        return parameters;
    }

    private void measureColumns() {
        measureSquares();
        if (!Arrays.stream(plain).allMatch(square -> square > 1e-120 && square < 1e120)) {
            double[] magnitudes = Magnitudes.of(data);
            if (!Arrays.equals(magnitudes, inverses)) {
                inverses = Arrays.stream(magnitudes).map(unit -> 1 / unit).toArray();
                measureSquares();
            }
        }
        double total = data.totalWeight();
        double largest = shape.intercept() ? total : 0;
        for (int j = 0; j < features; j++) {
            if (squares[j] <= CONSTANT * CONSTANT * plain[j]) {
                squares[j] = 0;
            }
            largest = Math.max(largest, squares[j]);
        }
        double penalty = Math.sqrt(0.5 * l2);
        for (int j = 0; j < columns; j++) {
            double square = j < features ? squares[j] : total;
            double inverse = j < features ? inverses[j] : 1;
            // relative to the largest, so that columns of equal norm never get different units; 0 drops a column
            factors[j] = square > 0 ? Math.scalb(1.0, (int) Math.rint(0.5 * log2(largest / square))) : 0;
            if (j < features && factors[j] * inverse * penalty > 1e140) {
                // the penalty's share of the column is all that a double can tell
                factors[j] = Math.scalb(1.0, -Math.getExponent(inverse) - Math.getExponent(penalty));
            }
            units[j] = factors[j] * inverse;
        }
    }

    private void measureSquares() {
        int n = data.rows();
        double total = data.totalWeight();
        Arrays.fill(center, 0);
        Arrays.fill(squares, 0);
        Arrays.fill(plain, 0);
        targetCenter = 0;
        if (shape.intercept()) {
            double[] mean = new double[features];
            for (int i = 0; i < n; i++) {
                load(i);
                Kernels.axpy(data.weight(i) / total, row, 0, mean, 0, features);
                targetCenter += data.weight(i) / total * data.targets()[i];
            }
            System.arraycopy(mean, 0, center, 0, features);
        }
        double[] shift = new double[features];
        for (int i = 0; i < n; i++) {
            double weight = data.weight(i);
            load(i);
            for (int j = 0; j < features; j++) {
                double own = row[j] + center[j];
                squares[j] += weight * row[j] * row[j];
                shift[j] += weight * row[j];
                plain[j] += weight * own * own;
            }
        }
        if (shape.intercept()) {
            for (int j = 0; j < features; j++) {
                // the mean of many rows is rounded; what it misses must not pass for a deviation
                double missed = shift[j] / total;
                center[j] += missed;
                squares[j] = Math.max(squares[j] - total * missed * missed, 0);
            }
        }
    }

    private static double log2(double ratio) {
        return StrictMath.log(ratio) / StrictMath.log(2);
    }

    /** Puts a centred row into {@link #row}. */
    private void load(int i) {
        Arrays.fill(row, 0);
        data.axpy(1, i, row, 0);
        for (int j = 0; j < features; j++) {
            row[j] = row[j] * inverses[j] - center[j];
        }
    }

    /** Puts a row, times the root of its weight, into a matrix that stands column after column; returns its target. */
    private double put(int i, double[] matrix, int place, int height) {
        double root = Math.sqrt(data.weight(i));
        load(i);
        for (int j = 0; j < features; j++) {
            matrix[j * height + place] = root * factors[j] * row[j];
        }
        if (shape.intercept()) {
            matrix[features * height + place] = root * factors[features];
        }
        return root * (data.targets()[i] - targetCenter);
    }

    /**
     * The matrix as a whole. A penalty is a column of its own for each row: the weights and the residuals of the rows, by
     * the root of the penalty, then are the shortest solution, and the centred rows leave nothing to the intercept.
     */
    private PivotedQr direct() {
        int n = data.rows();
        int more = l2 > 0 ? n : 0;
        double[] matrix = new double[(columns + more) * n];
        double[] right = new double[n];
        if (l2 > 0 && shape.intercept()) {
            factors[features] = 0;
            units[features] = 0;
        }
        for (int i = 0; i < n; i++) {
            right[i] = put(i, matrix, i, n);
        }
        double root = Math.sqrt(0.5 * l2 * data.totalWeight());
        for (int i = 0; i < more; i++) {
            matrix[(columns + i) * n + i] = root;
            units[columns + i] = 1;
        }
        return factored(matrix, n, columns + more, right);
    }

    private @Nullable PivotedQr folded() {
        double[] triangle = new double[(columns + 1) * columns];
        double root = Math.sqrt(0.5 * l2 * data.totalWeight());
        for (int j = 0; j < features; j++) {
            triangle[j * columns + j] = root * units[j];
        }
        double[] block = new double[(columns + 1) * BlockTriangle.ROWS];
        for (int from = 0; from < data.rows(); from += BlockTriangle.ROWS) {
            if (aborted.getAsBoolean()) {
                return null;
            }
            int count = Math.min(BlockTriangle.ROWS, data.rows() - from);
            Arrays.fill(block, 0);
            for (int i = 0; i < count; i++) {
                block[columns * BlockTriangle.ROWS + i] = put(from + i, block, i, BlockTriangle.ROWS);
            }
            BlockTriangle.fold(triangle, block, columns, columns + 1);
        }
        double[] right = Arrays.copyOfRange(triangle, columns * columns, (columns + 1) * columns);
        return factored(triangle, columns, columns, right);
    }

    private PivotedQr factored(double[] matrix, int height, int width, double[] right) {
        double tolerance = Math.ulp(1.0) * (10.0 * columns + Math.sqrt(data.rows()));
        return new PivotedQr(matrix, height, width, right, tolerance, noise(width), aborted);
    }

    /** What rounding may make of the norm of each column; a penalty tells dependent ones apart. */
    private double[] noise(int width) {
        double[] noise = new double[width];
        double root = Math.sqrt(data.totalWeight());
        for (int j = 0; j < features && l2 == 0; j++) {
            double ofValue = Math.max(rounding[j] * inverses[j], Math.ulp(center[j]));
            noise[j] = ROUNDINGS * ofValue * factors[j] * root;
        }
        return noise;
    }
}
