package io.descent.data;

import io.descent.kernel.Kernels;
import io.descent.kernel.SparseKernels;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset of which only some features are stored and the others are 0. What is done to a row costs as much as it has
 * stored features.
 *
 * @param matrix n rows, each with rising indices below d
 * @param featureNames d names
 * @param targets n targets
 * @param weights n weights, not negative and with a positive sum, or null
 */
public record SparseDataset(SparseRows matrix, List<String> featureNames, double[] targets, double @Nullable [] weights)
        implements Dataset {

    public SparseDataset {
        featureNames = List.copyOf(featureNames);
        if (targets.length == 0 || featureNames.isEmpty()) {
            throw new IllegalArgumentException("a dataset has at least one row and one feature");
        }
        if (matrix.rows() != targets.length || !matrix.isCanonical() || !isWithin(matrix, featureNames.size())) {
            throw new IllegalArgumentException("features are not rows × names in rising order");
        }
        if (weights != null && weights.length != targets.length) {
            throw new IllegalArgumentException("as many weights as rows are needed");
        }
    }

    private static boolean isWithin(SparseRows matrix, int features) {
        for (int index : matrix.indices()) {
            if (index < 0 || index >= features) {
                return false;
            }
        }
        return true;
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
    public double value(int row, int feature) {
        int[] offsets = matrix.offsets();
        int at = Arrays.binarySearch(matrix.indices(), offsets[row], offsets[row + 1], feature);
        return at < 0 ? 0 : matrix.values()[at];
    }

    @Override
    public double dot(int row, double[] vector, int from) {
        int[] offsets = matrix.offsets();
        return SparseKernels.dot(matrix.values(), matrix.indices(), offsets[row], offsets[row + 1], vector, from);
    }

    @Override
    public void axpy(double alpha, int row, double[] vector, int from) {
        int[] offsets = matrix.offsets();
        SparseKernels.axpy(alpha, matrix.values(), matrix.indices(), offsets[row], offsets[row + 1], vector, from);
    }

    @Override
    public double squaredNorm(int row) {
        int from = matrix.offsets()[row];
        return Kernels.dot(matrix.values(), from, matrix.values(), from, matrix.offsets()[row + 1] - from);
    }

    @Override
    public long stored() {
        return matrix.stored();
    }

    @Override
    public SparseDataset select(int[] rows) {
        double[] itsTargets = new double[rows.length];
        double[] itsWeights = weights == null ? null : new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            itsTargets[i] = targets[rows[i]];
            if (itsWeights != null) {
                itsWeights[i] = weight(rows[i]);
            }
        }
        return new SparseDataset(matrix.select(rows), featureNames, itsTargets, itsWeights);
    }

    @Override
    public SparseDataset withWeights(double @Nullable [] other) {
        return new SparseDataset(matrix, featureNames, targets, other);
    }
}
