package io.descent.optimize.solve;

import io.descent.data.Dataset;
import io.descent.data.DenseRows;
import io.descent.data.Magnitudes;
import io.descent.data.Parallel;
import io.descent.data.ParameterShape;
import io.descent.data.RowParts;
import io.descent.data.RowReader;
import io.descent.kernel.Kernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The columns of least squares: with an intercept centred, targets too, which takes no digits and spares those that a large mean would
 * cost; and brought to about the same norm by powers of two, which round nothing.
 */
final class CentredColumns {

    /** A centred column whose norm is below this share of the plain one is what rounding left of a constant. */
    private static final double CONSTANT = 1e-14;

    /** What share of the mean square the square of a mean is that takes it no digits. */
    private static final double ABOUT_ZERO = 1e-6;

    private final Dataset data;
    private final ParameterShape shape;
    private final Parallel parallel;
    private final RowParts parts;
    private final int features;
    private final double[] center;
    private final double[] squares;
    private final double[] plain;
    private double targetCenter;

    /** What a feature is multiplied by as it is read, and the columns that are made of it by. */
    private double[] inverses;

    private final double[] factors;

    CentredColumns(Dataset data, ParameterShape shape, double l2, RowParts parts, Parallel parallel) {
        this.data = data;
        this.shape = shape;
        this.parallel = parallel;
        this.parts = parts;
        this.features = data.features();
        this.center = new double[features];
        this.squares = new double[features];
        this.plain = new double[features];
        this.inverses = new double[features];
        this.factors = new double[shape.size()];
        Arrays.fill(inverses, 1);
        measure();
        choose(l2);
    }

    private void measure() {
        measureSquares();
        if (!Arrays.stream(plain).allMatch(square -> square > 1e-120 && square < 1e120)) {
            double[] magnitudes = Magnitudes.of(data);
            if (!Arrays.equals(magnitudes, inverses)) {
                inverses = Arrays.stream(magnitudes).map(unit -> 1 / unit).toArray();
                measureSquares();
            }
        }
    }

    private void choose(double l2) {
        double total = data.totalWeight();
        double largest = shape.intercept() ? total : 0;
        for (int j = 0; j < features; j++) {
            if (squares[j] <= CONSTANT * CONSTANT * plain[j]) {
                squares[j] = 0;
            }
            largest = Math.max(largest, squares[j]);
        }
        double penalty = Math.sqrt(0.5 * l2);
        for (int j = 0; j < factors.length; j++) {
            double square = j < features ? squares[j] : total;
            double inverse = inverse(j);
            // relative to the largest, so that columns of equal norm never get different units; 0 drops a column
            factors[j] = square > 0 ? Math.scalb(1.0, (int) Math.rint(0.5 * log2(largest / square))) : 0;
            if (j < features && factors[j] * inverse * penalty > 1e140) {
                // the penalty's share of the column is all that a double can tell
                factors[j] = Math.scalb(1.0, -Math.getExponent(inverse) - Math.getExponent(penalty));
            }
        }
    }

    private static double log2(double ratio) {
        return StrictMath.log(ratio) / StrictMath.log(2);
    }

    private void measureSquares() {
        Arrays.fill(center, 0);
        targetCenter = 0;
        Sums found = sums(false);
        System.arraycopy(found.squares, 0, plain, 0, features);
        if (shape.intercept()) {
            System.arraycopy(found.means, 0, center, 0, features);
            targetCenter = found.target;
            if (parts.count() > 1 && isAboutZero()) {
                Arrays.setAll(squares, j -> plain[j] - data.totalWeight() * center[j] * center[j]);
                return;
            }
            found = sums(true);
        }
        System.arraycopy(found.squares, 0, squares, 0, features);
        double total = data.totalWeight();
        for (int j = 0; j < features && shape.intercept(); j++) {
            // the mean of many rows is rounded; what it misses must not pass for a deviation
            double missed = found.shifts[j] / total;
            center[j] += missed;
            squares[j] = Math.max(squares[j] - total * missed * missed, 0);
        }
    }

    /** Tells whether the features have means so small that squares lose no digits by them, as standardized ones have: of many rows a reading is spared. */
    private boolean isAboutZero() {
        for (int j = 0; j < features; j++) {
            if (!(data.totalWeight() * center[j] * center[j] <= ABOUT_ZERO * plain[j])) {
                return false;
            }
        }
        return true;
    }

    private Sums sums(boolean centred) {
        Sums[] ofParts = new Sums[parts.count()];
        parallel.run(ofParts.length, part -> {
            Sums sums = new Sums();
            int end = parts.first(part + 1);
            for (int from = parts.first(part); from < end; from += Sums.TILE) {
                sums.take(from, Math.min(Sums.TILE, end - from), centred);
            }
            ofParts[part] = sums;
        });
        for (int part = 1; part < ofParts.length; part++) {
            ofParts[0].add(ofParts[part]);
        }
        return ofParts[0];
    }

    /** The sums of a part of the rows: of their shares of the means, and of what they are off the centre. */
    private final class Sums {

        /** Rows that are in the nearest cache together, where they are not wide. */
        private static final int TILE = 64;

        private final double total = data.totalWeight();
        private final @Nullable RowReader dense = data instanceof DenseRows rows ? rows.reader() : null;
        private final boolean asTheyAre =
                dense != null && Arrays.stream(inverses).allMatch(inverse -> inverse == 1);
        private final double[] scaled = new double[asTheyAre ? 0 : features];
        private final double[] weights = new double[TILE];
        private final double[] shares = new double[TILE];
        private final double[] means = new double[features];
        private final double[] shifts = new double[features];
        private final double[] squares = new double[features];
        private double target;

        void take(int from, int count, boolean centred) {
            for (int i = 0; i < count; i++) {
                weights[i] = data.weight(from + i);
                shares[i] = weights[i] / total;
                target += shares[i] * data.targets()[from + i];
            }
            for (int done = 0, loaded; done < count; done += loaded) {
                loaded = dense == null ? 1 : dense.load(from + done, count - done);
                if (dense != null && asTheyAre) {
                    take(dense.values(), dense.at(from + done), done, loaded, centred);
                } else {
                    for (int i = 0; i < loaded; i++) {
                        scale(from + done + i);
                        take(scaled, 0, done + i, 1, centred);
                    }
                }
            }
        }

        private void scale(int row) {
            Arrays.fill(scaled, 0);
            data.axpy(1, row, scaled, 0);
            for (int j = 0; j < features; j++) {
                scaled[j] *= inverses[j];
            }
        }

        private void take(double[] values, int at, int first, int rows, boolean centred) {
            if (!centred) {
                Kernels.addRows(shares, first, 1, values, at, rows, means, 0, features);
            }
            Kernels.addMoments(weights, first, values, at, rows, center, shifts, squares);
        }

        void add(Sums next) {
            Kernels.axpy(1, next.means, 0, means, 0, features);
            Kernels.axpy(1, next.shifts, 0, shifts, 0, features);
            Kernels.axpy(1, next.squares, 0, squares, 0, features);
            target += next.target;
        }
    }

    /** Returns what a solution over these columns is in. */
    double unit(int column) {
        return factors[column] * inverse(column);
    }

    /** Returns what is taken away from a feature, in the units of the dataset. */
    double center(int feature) {
        return center[feature] / inverses[feature];
    }

    /** Returns what is taken away from the targets. */
    double targetCenter() {
        return targetCenter;
    }

    /** Returns what rounding may have made of the norm of a column of which so much of each value is rounding. */
    double noise(int column, double rounding) {
        return Math.max(rounding * inverses[column], Math.ulp(center[column]))
                * factors[column]
                * Math.sqrt(data.totalWeight());
    }

    /** The intercept is read as it is. */
    private double inverse(int column) {
        return column < features ? inverses[column] : 1;
    }

    /** Returns the intercept over targets and features that are not centred; these weights are in units of the features. */
    double intercept(double ofCentred, double[] parameters) {
        // the centre of a feature is in the unit that it was read in
        double[] weights = new double[features];
        Arrays.setAll(weights, j -> parameters[j] / inverses[j]);
        return ofCentred + (targetCenter - Kernels.dot(weights, 0, center, 0, features));
    }

    /** Returns what reads them, for one thread, into blocks whose columns are so long. */
    Reader reader(int height) {
        return new Reader(height);
    }

    /** Reads them, each row times the root of its weight. */
    final class Reader {

        private final int height;
        private final BlockReader rows;
        private final double[] roots;

        private Reader(int height) {
            this.height = height;
            this.rows = new BlockReader(data, height);
            this.roots = new double[height];
        }

        /** Loads some rows, as many as a column is long at most, and zeros behind them. */
        void load(int from, int count, double[] block) {
            rows.load(from, count, block, 0);
            for (int i = 0; i < count; i++) {
                roots[i] = Math.sqrt(data.weight(from + i));
            }
            for (int j = 0; j < features; j++) {
                center(block, j, count);
            }
            if (shape.intercept()) {
                int at = features * height;
                for (int i = 0; i < count; i++) {
                    block[at + i] = roots[i] * factors[features];
                }
                Arrays.fill(block, at + count, at + height, 0);
            }
        }

        /** Loads the targets of the rows that were loaded last, and zeros behind them. */
        void loadTargets(int from, int count, double[] into, int at) {
            for (int i = 0; i < count; i++) {
                into[at + i] = roots[i] * (data.targets()[from + i] - targetCenter);
            }
            Arrays.fill(into, at + count, at + height, 0);
        }

        private void center(double[] block, int feature, int count) {
            double inverse = inverses[feature];
            double middle = center[feature];
            double factor = factors[feature];
            int at = feature * height;
            for (int i = 0; i < count; i++) {
                block[at + i] = roots[i] * factor * (block[at + i] * inverse - middle);
            }
        }
    }
}
