package io.descent.data;

import io.descent.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset whose features stand in a {@link MatrixFile}, or some rows of one. They are scaled, where they are, as they are
 * read; a {@link ReadyCopy} has them as they are read. Targets and weights are in the heap, 8 bytes a row each.
 *
 * <p>It is used as long as its file is open. What is done to single rows is done to a copy, which each thread keeps.
 */
public final class MappedDataset implements DenseRows {

    private final Source source;
    private final List<String> featureNames;
    private final double[] targets;
    private final double @Nullable [] weights;

    /** The readers do not lead back to here, or no thread would ever forget a dataset that it has read. */
    private final ThreadLocal<RowReader> readers;

    /**
     * Where the rows are read.
     *
     * @param chosen the place of each row in the file; null where that is its own number
     */
    record Source(
            MatrixFile file,
            int rows,
            int @Nullable [] chosen,
            @Nullable Units units) {

        /** Copies rows; see {@link MappedDataset#copy}. */
        void copy(int @Nullable [] order, int start, int count, double[] into, int at) {
            int d = file.features();
            if (order == null && chosen == null) {
                file.copy(start, count, into, at);
            } else {
                for (int i = 0; i < count; i++) {
                    file.copy(place(order == null ? start + i : order[start + i]), 1, into, at + i * d);
                }
            }
            if (units != null) {
                Kernels.rescale(into, at, count * d, units.center, units.scale);
            }
        }

        int place(int row) {
            return chosen == null ? row : chosen[row];
        }
    }

    /** What becomes of a feature: (x − center) / scale; narrow rows several times over, so that they are long stretches. */
    private record Units(double[] center, double[] scale) {

        private static final int LONG = 128;

        static Units of(double[] center, double[] scale) {
            int times = Math.ceilDiv(LONG, center.length);
            return new Units(repeated(center, times), repeated(scale, times));
        }

        private static double[] repeated(double[] row, int times) {
            double[] rows = new double[row.length * times];
            Arrays.setAll(rows, i -> row[i % row.length]);
            return rows;
        }
    }

    /**
     * Makes a dataset of all rows of a file.
     *
     * @param featureNames d names
     * @param targets n targets
     * @param weights n weights, not negative and with a positive sum, or null
     */
    public MappedDataset(MatrixFile file, List<String> featureNames, double[] targets, double @Nullable [] weights) {
        this(new Source(file, targets.length, null, null), List.copyOf(featureNames), targets, weights);
        if (file.rows() != targets.length || file.features() != featureNames.size()) {
            throw new IllegalArgumentException("features are not rows × names");
        }
    }

    private MappedDataset(Source source, List<String> featureNames, double[] targets, double @Nullable [] weights) {
        if (targets.length == 0 || (weights != null && weights.length != targets.length)) {
            throw new IllegalArgumentException("at least one row and as many weights as rows are needed");
        }
        this.source = source;
        this.featureNames = featureNames;
        this.targets = targets;
        this.weights = weights;
        this.readers = ThreadLocal.withInitial(() -> new RowReader(source));
    }

    @Override
    public int rows() {
        return targets.length;
    }

    @Override
    public int features() {
        return source.file.features();
    }

    @Override
    public long stored() {
        return (long) rows() * features();
    }

    @Override
    public List<String> featureNames() {
        return featureNames;
    }

    @Override
    public double[] targets() {
        return targets;
    }

    @Override
    public double @Nullable [] weights() {
        return weights;
    }

    /** Returns the file that the rows are in. */
    MatrixFile file() {
        return source.file;
    }

    /** Tells whether the rows are read as they stand in the file, one after the other. */
    boolean isReady() {
        return source.chosen == null && source.units == null;
    }

    /** Returns how many bytes these rows take in the file. */
    public long bytes() {
        return stored() * Double.BYTES;
    }

    @Override
    public RowReader reader() {
        return readers.get();
    }

    /**
     * Copies rows, one after the other, into an array.
     *
     * @param order the row at each place, the first at {@code start}; null for the rows start, start + 1, …
     * @param at where the first row goes
     */
    public void copy(int @Nullable [] order, int start, int count, double[] into, int at) {
        source.copy(order, start, count, into, at);
    }

    @Override
    public double value(int row, int feature) {
        double value = source.file.value(source.place(row), feature);
        Units units = source.units;
        return units == null ? value : (value - units.center[feature]) / units.scale[feature];
    }

    @Override
    public double dot(int row, double[] vector, int from) {
        RowReader reader = readers.get();
        int at = reader.at(row);
        return Kernels.dot(reader.values(), at, vector, from, features());
    }

    @Override
    public void axpy(double alpha, int row, double[] vector, int from) {
        RowReader reader = readers.get();
        int at = reader.at(row);
        Kernels.axpy(alpha, reader.values(), at, vector, from, features());
    }

    @Override
    public double squaredNorm(int row) {
        RowReader reader = readers.get();
        int at = reader.at(row);
        return Kernels.dot(reader.values(), at, reader.values(), at, features());
    }

    @Override
    public MappedDataset select(int[] rows) {
        int[] places = new int[rows.length];
        double[] itsTargets = new double[rows.length];
        double[] itsWeights = weights == null ? null : new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            places[i] = source.place(rows[i]);
            itsTargets[i] = targets[rows[i]];
            if (itsWeights != null) {
                itsWeights[i] = weight(rows[i]);
            }
        }
        return new MappedDataset(
                new Source(source.file, rows.length, places, source.units), featureNames, itsTargets, itsWeights);
    }

    @Override
    public MappedDataset withWeights(double @Nullable [] other) {
        return new MappedDataset(source, featureNames, targets, other);
    }

    /** Returns the same rows in other units: (x − center) / scale. */
    MappedDataset scaled(double[] center, double[] scale) {
        if (source.units != null) {
            throw new IllegalStateException("the rows are scaled already");
        }
        Source scaled = new Source(source.file, rows(), source.chosen, Units.of(center, scale));
        return new MappedDataset(scaled, featureNames, targets, weights);
    }

    /** Returns the same rows, as they are read here, in another file. */
    MappedDataset in(MatrixFile other) {
        return new MappedDataset(new Source(other, rows(), null, null), featureNames, targets, weights);
    }
}
