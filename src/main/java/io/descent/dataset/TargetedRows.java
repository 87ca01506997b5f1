package io.descent.dataset;

import io.descent.data.Classes;
import io.descent.data.Column;
import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.SparseDataset;
import io.descent.data.SparseRows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The common result of all forms of a dataset: features, and a target that no model has read yet. */
record TargetedRows(
        Features features, List<String> names, Column target, String targetPointer, double @Nullable [] weights) {

    /** The rows without their targets. */
    sealed interface Features {
        record Dense(double[] values) implements Features {}

        record Sparse(SparseRows rows) implements Features {}
    }

    /** Returns the rows that count, those of a weight above 0; null where all do. */
    int @Nullable [] counted() {
        return weights == null || Arrays.stream(weights).allMatch(weight -> weight > 0)
                ? null
                : IntStream.range(0, target.size())
                        .filter(row -> weights[row] > 0)
                        .toArray();
    }

    /** Returns the rows with the targets of those that count. */
    TrainingData trainingData(double[] targets, int @Nullable [] counted, @Nullable Classes classes) {
        if (counted == null) {
            Dataset all = dataset(targets);
            return new TrainingData(all, classes, all);
        }
        double[] scattered = new double[target.size()];
        for (int i = 0; i < counted.length; i++) {
            scattered[counted[i]] = targets[i];
        }
        Dataset given = dataset(scattered);
        return new TrainingData(given.select(counted), classes, given);
    }

    private Dataset dataset(double[] targets) {
        return switch (features) {
            case Features.Dense(double[] values) -> new DenseDataset(values, names, targets, weights);
            case Features.Sparse(SparseRows rows) -> new SparseDataset(rows, names, targets, weights);
        };
    }
}
