package io.descent.optimize.solve;

import io.descent.data.Dataset;
import io.descent.data.Magnitudes;
import io.descent.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Features whose values follow from those of features before them, and the intercept, in all rows: c = a + b, or the last
 * of all levels of a category. The weights of such features are not determined by the data.
 *
 * <p>The features are taken in their order, centred where there is an intercept, each by its distance from the span of the
 * independent ones before it. It is dependent if that is no more than rounding may have made: that of the values, a few
 * ulps of each, and that of the factorisation, both also of the features that it would follow from, times the factors
 * that they are taken with. The units of a feature and the order of the rows therefore count for nothing, and features
 * that are only correlated, however strongly, are independent.
 *
 * <p>Rows of weight 0 take no part. Not looked at: more than 128 features, more than 2e8 multiply-adds (rows × columns²),
 * and fewer rows than weights, where some features follow from others whatever they are.
 */
public final class DependentFeatures {

    private static final int MOST_FEATURES = 128;
    private static final double MOST_WORK = 2e8;

    /** A centred column whose norm is below this share of the plain one is what rounding left of a constant. */
    private static final double CONSTANT = 1e-14;

    /** How many roundings the values may be apart, as in {@link LeastSquares}. */
    private static final double ROUNDINGS = 4;

    /** What is added is 0 if it is a smaller share of what it is added to. */
    private static final double NO_CONSTANT = 1e-9;

    /**
     * A feature that follows from others.
     *
     * @param of the features it follows from, ascending
     * @param intercept whether a constant is added to them
     */
    public record Relation(int feature, List<Integer> of, boolean intercept) {

        public Relation {
            of = List.copyOf(of);
        }
    }

    private final Dataset data;
    private final boolean intercept;
    private final int[] rows;
    private final int[] features;
    private final double[] inverses;
    private final double[] center;
    private final double[] read;

    /** Of each feature, what makes its column about 1 long; 0 for one that is constant. */
    private final double[] factors;

    /** Of each column, the norm that the rounding of its values has. */
    private final double[] noise;

    private DependentFeatures(Dataset data, boolean intercept, int[] rows, int[] features) {
        this.data = data;
        this.intercept = intercept;
        this.rows = rows;
        this.features = features;
        this.inverses = Arrays.stream(Magnitudes.of(data)).map(unit -> 1 / unit).toArray();
        this.center = new double[data.features()];
        this.read = new double[data.features()];
        this.factors = new double[data.features()];
        this.noise = new double[data.features()];
    }

    /**
     * Returns the features that follow from others, ascending; nothing where that is not looked at.
     *
     * @param leftOut features that are neither told nor taken to tell others by
     */
    public static List<Relation> of(Dataset data, boolean intercept, Set<Integer> leftOut) {
        if (data.features() > MOST_FEATURES) {
            return List.of();
        }
        int[] rows =
                IntStream.range(0, data.rows()).filter(i -> data.weight(i) > 0).toArray();
        int[] features = IntStream.range(0, data.features())
                .filter(j -> !leftOut.contains(j))
                .toArray();
        double columns = features.length + (intercept ? 1 : 0);
        return features.length < 2 || rows.length < columns || rows.length * columns * columns > MOST_WORK
                ? List.of()
                : new DependentFeatures(data, intercept, rows, features).relations();
    }

    private List<Relation> relations() {
        measure();
        int columns = features.length + (intercept ? 1 : 0);
        double[] triangle = triangle(columns);
        IndependentColumns independent = new IndependentColumns(columns);
        int[] order = new int[columns];
        List<Relation> relations = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            double[] rest = Arrays.copyOfRange(triangle, column * columns, (column + 1) * columns);
            double norm = IndependentColumns.norm(rest);
            if (norm == 0) {
                continue;
            }
            double[] shares = independent.takeOut(rest);
            double rounded = rounded(column, norm, shares, order);
            if (IndependentColumns.norm(rest) <= rounded) {
                // what follows from none is constant but for rounding
                for (int k = 0; k < shares.length; k++) {
                    if (Math.abs(shares[k]) <= rounded * independent.sensitivity(k)) {
                        shares[k] = 0;
                    }
                }
                if (!Arrays.stream(shares).allMatch(share -> share == 0)) {
                    relations.add(relation(column, norm, shares, order));
                }
            } else {
                order[independent.count()] = column;
                independent.add(rest, shares);
            }
        }
        return relations;
    }

    /** Returns the distance from others that rounding may have made. */
    private double rounded(int column, double norm, double[] shares, int[] order) {
        double computed = Math.ulp(1.0) * (10.0 * order.length + Math.sqrt(rows.length));
        double rounded = computed * norm + ROUNDINGS * noiseOf(column);
        for (int k = 0; k < shares.length; k++) {
            // columns are between 1 and 2 long
            rounded += Math.abs(shares[k]) * (2 * computed + ROUNDINGS * noiseOf(order[k]));
        }
        return rounded;
    }

    private double noiseOf(int column) {
        int at = column - (intercept ? 1 : 0);
        return at < 0 ? 0 : noise[features[at]] * factors[features[at]];
    }

    private Relation relation(int column, double norm, double[] shares, int[] order) {
        int first = intercept ? 1 : 0;
        int feature = features[column - first];
        List<Integer> of = new ArrayList<>();
        // in the unit of the feature's column: what is added to the others' values, which are not centred
        double constant = center[feature] * factors[feature];
        double size = Math.max(norm / Math.sqrt(rows.length), Math.abs(constant));
        for (int k = 0; k < shares.length; k++) {
            int at = order[k] - first;
            if (at >= 0 && shares[k] != 0) {
                of.add(features[at]);
                double mean = shares[k] * center[features[at]] * factors[features[at]];
                constant -= mean;
                size = Math.max(size, Math.abs(mean));
            }
        }
        return new Relation(feature, of, intercept && Math.abs(constant) > NO_CONSTANT * size);
    }

    /** Puts a row, in units that a double can square, into {@link #read}. */
    private void read(int row) {
        Arrays.fill(read, 0);
        data.axpy(1, row, read, 0);
        for (int j = 0; j < read.length; j++) {
            read[j] *= inverses[j];
        }
    }

    private void measure() {
        // the mean of many rows is rounded: what it misses is added
        for (int time = 0; time < 2 && intercept; time++) {
            double[] missed = new double[center.length];
            for (int row : rows) {
                read(row);
                for (int j = 0; j < read.length; j++) {
                    missed[j] += (read[j] - center[j]) / rows.length;
                }
            }
            Kernels.axpy(1, missed, 0, center, 0, center.length);
        }
        double[] squares = new double[center.length];
        double[] plain = new double[center.length];
        for (int row : rows) {
            read(row);
            for (int j = 0; j < read.length; j++) {
                double ulp = read[j] == 0 ? 0 : Math.ulp(read[j]);
                noise[j] += ulp * ulp;
                plain[j] += read[j] * read[j];
                squares[j] += (read[j] - center[j]) * (read[j] - center[j]);
            }
        }
        for (int j = 0; j < noise.length; j++) {
            noise[j] = Math.sqrt(noise[j]);
            factors[j] = squares[j] > CONSTANT * CONSTANT * plain[j]
                    ? Math.scalb(1.0, -Math.getExponent(Math.sqrt(squares[j])))
                    : 0;
        }
    }

    private double[] triangle(int columns) {
        BlockTriangle triangle = new BlockTriangle(columns, columns);
        double[] block = triangle.block();
        double one = 1 / Math.sqrt(rows.length);
        int first = intercept ? 1 : 0;
        for (int from = 0; from < rows.length; from += BlockTriangle.ROWS) {
            int count = Math.min(BlockTriangle.ROWS, rows.length - from);
            Arrays.fill(block, 0);
            for (int i = 0; i < count; i++) {
                read(rows[from + i]);
                if (intercept) {
                    block[i] = one;
                }
                for (int j = 0; j < features.length; j++) {
                    int feature = features[j];
                    block[(first + j) * BlockTriangle.ROWS + i] = (read[feature] - center[feature]) * factors[feature];
                }
            }
            triangle.fold();
        }
        return triangle.triangle();
    }
}
