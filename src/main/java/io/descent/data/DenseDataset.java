package io.descent.data;

import io.descent.kernel.Kernels;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset whose features stand row after row in one array.
 *
 * @param values the n·d features: row i, feature j at i·d + j
 * @param featureNames d names
 * @param targets n targets
 * @param weights n weights, not negative and with a positive sum, or null
 */
public record DenseDataset(double[] values, List<String> featureNames, double[] targets, double @Nullable [] weights)
        implements DenseRows, Serializable {

    public DenseDataset {
        featureNames = List.copyOf(featureNames);
        if (targets.length == 0 || featureNames.isEmpty()) {
            throw new IllegalArgumentException("a dataset has at least one row and one feature");
        }
        if (values.length != (long) targets.length * featureNames.size()) {
            throw new IllegalArgumentException("features are not rows × names");
        }
        if (weights != null && weights.length != targets.length) {
            throw new IllegalArgumentException("as many weights as rows are needed");
        }
    }

    @Override
    public int rows() {
        return targets.length;
    }

    @Override
    public int features() {
        return featureNames.size();
    }

    @Override
    public long stored() {
        return values.length;
    }

    @Override
    public RowReader reader() {
        return new RowReader(this);
    }

    @Override
    public double value(int row, int feature) {
        return values[row * features() + feature];
    }

    @Override
    public double dot(int row, double[] vector, int from) {
        int d = features();
        return Kernels.dot(values, row * d, vector, from, d);
    }

    @Override
    public void axpy(double alpha, int row, double[] vector, int from) {
        int d = features();
        Kernels.axpy(alpha, values, row * d, vector, from, d);
    }

    @Override
    public double squaredNorm(int row) {
        int d = features();
        return Kernels.dot(values, row * d, values, row * d, d);
    }

    @Override
    public DenseDataset select(int[] rows) {
        int d = features();
        double[] selected = new double[Math.multiplyExact(rows.length, d)];
        double[] itsTargets = new double[rows.length];
        double[] itsWeights = weights == null ? null : new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * d, selected, i * d, d);
            itsTargets[i] = targets[rows[i]];
            if (itsWeights != null) {
                itsWeights[i] = weight(rows[i]);
            }
        }
        return new DenseDataset(selected, featureNames, itsTargets, itsWeights);
    }

    @Override
    public DenseDataset withWeights(double @Nullable [] other) {
        return new DenseDataset(values, featureNames, targets, other);
    }
}
