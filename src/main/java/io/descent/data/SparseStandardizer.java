package io.descent.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds and applies the scaling of sparse features: to standard deviation 1, and centred where that stores little more.
 *
 * <p>Centring stores every zero of a feature. So only those features are centred that are not 0 in more than half of
 * the weight, which at most doubles what is stored; a feature without zeros is treated as in a dense dataset. Of the
 * others the squared mean is at most the variance, so that they hardly need it. scikit-learn's {@code StandardScaler}
 * centres none ({@code with_mean=False}). With an intercept the minimum is the same in each case; what differs is how
 * fast it is reached.
 */
final class SparseStandardizer {

    private final SparseRows matrix;
    private final double[] weight;
    private final double[] nonZeroWeight;
    private final double[] mean;
    private final double[] deviation;
    private final double total;
    private final double @Nullable [] units;

    SparseStandardizer(SparseDataset data) {
        int d = data.features();
        this.matrix = data.matrix();
        this.weight = weights(data);
        this.total = data.totalWeight();
        this.nonZeroWeight = new double[d];
        this.mean = new double[d];
        this.deviation = new double[d];
        measure(matrix.values());
        this.units = Magnitudes.ofUnsound(data, mean, deviation);
        if (units != null) {
            measure(scaled(matrix, units).values());
        }
    }

    private static double[] weights(SparseDataset data) {
        double[] weights = data.weights();
        return weights != null
                ? weights
                : IntStream.range(0, data.rows()).mapToDouble(_ -> 1).toArray();
    }

    private void measure(double[] values) {
        int[] offsets = matrix.offsets();
        int[] indices = matrix.indices();
        Arrays.fill(nonZeroWeight, 0);
        Arrays.fill(mean, 0);
        for (int i = 0; i < weight.length; i++) {
            for (int p = offsets[i]; p < offsets[i + 1]; p++) {
                nonZeroWeight[indices[p]] += values[p] == 0 ? 0 : weight[i];
                mean[indices[p]] += weight[i] * values[p];
            }
        }
        int d = mean.length;
        double[] shift = new double[d];
        for (int j = 0; j < d; j++) {
            mean[j] /= total;
            double zeroWeight = Math.max(total - nonZeroWeight[j], 0);
            shift[j] = -zeroWeight * mean[j];
            deviation[j] = zeroWeight * mean[j] * mean[j];
        }
        for (int i = 0; i < weight.length; i++) {
            for (int p = offsets[i]; p < offsets[i + 1]; p++) {
                if (values[p] != 0) {
                    double off = values[p] - mean[indices[p]];
                    shift[indices[p]] += weight[i] * off;
                    deviation[indices[p]] += weight[i] * off * off;
                }
            }
        }
        for (int j = 0; j < d; j++) {
            // the mean of many rows is rounded; what it misses must not pass for a deviation
            double missed = shift[j] / total;
            mean[j] += missed;
            deviation[j] = Math.sqrt(Math.max(deviation[j] / total - missed * missed, 0));
        }
    }

    /** Returns the mean of each feature that is centred, else 0. */
    double[] center() {
        int d = mean.length;
        long more = 0;
        boolean[] centred = new boolean[d];
        int[] storedRows = new int[d];
        for (int index : matrix.indices()) {
            storedRows[index]++;
        }
        for (int j = 0; j < d; j++) {
            centred[j] = 2 * nonZeroWeight[j] > total;
            more += centred[j] ? weight.length - storedRows[j] : 0;
        }
        // where a few rows have most of the weight, half of the weight may be in hardly any rows
        boolean cheap = more <= matrix.stored() && more + matrix.stored() < Integer.MAX_VALUE - 8;
        double[] center = new double[d];
        for (int j = 0; j < d; j++) {
            center[j] = centred[j] && cheap ? mean[j] * unit(j) : 0;
        }
        return center;
    }

    /** Returns the scale of each feature; see {@link FeatureScaling#scale}. */
    double[] scale(boolean intercept) {
        double[] scale = new double[mean.length];
        for (int j = 0; j < scale.length; j++) {
            scale[j] = FeatureScaling.scale(mean[j], deviation[j], unit(j), intercept);
        }
        return scale;
    }

    /** Returns the unit in which a feature's moments were measured. */
    private double unit(int feature) {
        return units == null ? 1 : units[feature];
    }

    /** Returns (x − center) / scale; every row stores all features whose centre is not 0. */
    static SparseRows apply(SparseRows matrix, double[] center, double[] scale) {
        int[] centred =
                IntStream.range(0, center.length).filter(j -> center[j] != 0).toArray();
        return centred.length == 0 ? scaled(matrix, scale) : centred(matrix, centred, center, scale);
    }

    private static SparseRows scaled(SparseRows matrix, double[] scale) {
        double[] values = matrix.values().clone();
        for (int p = 0; p < values.length; p++) {
            values[p] /= scale[matrix.indices()[p]];
        }
        return new SparseRows(values, matrix.indices(), matrix.offsets());
    }

    private static SparseRows centred(SparseRows matrix, int[] centred, double[] center, double[] scale) {
        int stored = matrix.rows() * centred.length;
        for (int index : matrix.indices()) {
            stored += center[index] == 0 ? 1 : 0;
        }
        double[] values = new double[stored];
        int[] indices = new int[stored];
        int[] offsets = new int[matrix.offsets().length];
        int at = 0;
        for (int i = 0; i < matrix.rows(); i++) {
            int p = matrix.offsets()[i];
            int end = matrix.offsets()[i + 1];
            int k = 0;
            while (p < end || k < centred.length) {
                int own = p < end ? matrix.indices()[p] : Integer.MAX_VALUE;
                int next = k < centred.length ? centred[k] : Integer.MAX_VALUE;
                int j = Math.min(own, next);
                values[at] = ((own == j ? matrix.values()[p] : 0) - center[j]) / scale[j];
                indices[at++] = j;
                p += own == j ? 1 : 0;
                k += next == j ? 1 : 0;
            }
            offsets[i + 1] = at;
        }
        return new SparseRows(values, indices, offsets);
    }
}
