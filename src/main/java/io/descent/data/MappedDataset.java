package io.descent.data;

import io.descent.kernel.Kernels;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset whose features stand in a {@link MatrixFile}, or some rows of one. They are scaled, where they are, as they are
 * read: there is no second copy. Targets and weights are in the heap, 8 bytes a row each.
 *
 * <p>It is used as long as its file is open. What is done to single rows is done to a copy, which each thread keeps.
 */
public final class MappedDataset implements DenseRows {

    private final MatrixFile file;
    private final int @Nullable [] chosen;
    private final @Nullable Units units;
    private final List<String> featureNames;
    private final double[] targets;
    private final double @Nullable [] weights;
    private final ThreadLocal<RowReader> readers = ThreadLocal.withInitial(() -> new RowReader(this));

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
        this(file, null, null, List.copyOf(featureNames), targets, weights);
        if (file.rows() != targets.length || file.features() != featureNames.size()) {
            throw new IllegalArgumentException("features are not rows × names");
        }
    }

    private MappedDataset(
            MatrixFile file,
            int @Nullable [] chosen,
            @Nullable Units units,
            List<String> featureNames,
            double[] targets,
            double @Nullable [] weights) {
        if (targets.length == 0 || (weights != null && weights.length != targets.length)) {
            throw new IllegalArgumentException("at least one row and as many weights as rows are needed");
        }
        this.file = file;
        this.chosen = chosen;
        this.units = units;
        this.featureNames = featureNames;
        this.targets = targets;
        this.weights = weights;
    }

    @Override
    public int rows() {
        return targets.length;
    }

    @Override
    public int features() {
        return file.features();
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
        return file;
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
        int d = features();
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

    private int place(int row) {
        return chosen == null ? row : chosen[row];
    }

    @Override
    public double value(int row, int feature) {
        double value = file.value(place(row), feature);
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
            places[i] = place(rows[i]);
            itsTargets[i] = targets[rows[i]];
            if (itsWeights != null) {
                itsWeights[i] = weight(rows[i]);
            }
        }
        return new MappedDataset(file, places, units, featureNames, itsTargets, itsWeights);
    }

    @Override
    public MappedDataset withWeights(double @Nullable [] other) {
        return new MappedDataset(file, chosen, units, featureNames, targets, other);
    }

    /**
     * Returns the same rows in other units: (x − center) / scale. They are written to a file beside, as each epoch would have to
     * divide them again; where there is no room for that, it does.
     */
    MappedDataset scaled(double[] center, double[] scale) {
        MappedDataset divided = rescaled(center, scale);
        try {
            return new MappedDataset(file.derive(divided::write), null, null, featureNames, targets, weights);
        } catch (IOException noRoom) {
            return divided;
        }
    }

    /** Returns the same rows in other units, which are made whenever they are read. */
    private MappedDataset rescaled(double[] center, double[] scale) {
        if (units != null) {
            throw new IllegalStateException("the rows are scaled already");
        }
        return new MappedDataset(file, chosen, Units.of(center, scale), featureNames, targets, weights);
    }

    private void write(MatrixWriter to) throws IOException {
        RowReader rows = new RowReader(this);
        for (int row = 0, count; row < rows(); row += count) {
            count = rows.load(row, rows() - row);
            to.append(rows.values(), rows.at(row), count * features());
        }
    }
}
