package io.descent.dataset;

import io.descent.data.Classes;
import io.descent.data.Column;
import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.MappedDataset;
import io.descent.data.MatrixFile;
import io.descent.data.SparseDataset;
import io.descent.data.SparseRows;
import io.descent.data.encode.EncodedRows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The common result of all forms of a dataset: features, and a target that no model has read yet. */
record TargetedRows(
        EncodedRows features,
        List<String> names,
        Column target,
        ColumnPlace place,
        double @Nullable [] weights,
        @Nullable Encoded encoded,
        int @Nullable [] clusters,
        int @Nullable [] kept) {

    /** Makes rows that were numbers from the start. */
    static TargetedRows of(
            EncodedRows features, List<String> names, Column target, String pointer, double @Nullable [] weights) {
        return new TargetedRows(features, names, target, ColumnPlace.of(pointer), weights, null, null, null);
    }

    /** Returns the rows that count, those of a weight above 0; null where all do. */
    int @Nullable [] counted() {
        return counted(weights);
    }

    /** Returns the rows of a weight above 0; null where all have one. */
    static int @Nullable [] counted(double @Nullable [] weights) {
        return weights == null || Arrays.stream(weights).allMatch(weight -> weight > 0)
                ? null
                : IntStream.range(0, weights.length)
                        .filter(row -> weights[row] > 0)
                        .toArray();
    }

    /** Returns the rows with the targets of those that count. */
    TrainingData trainingData(double[] targets, int @Nullable [] counted, @Nullable Classes classes) {
        if (counted == null) {
            Dataset all = dataset(targets);
            return new TrainingData(all, classes, all, encoded, clusters, kept);
        }
        double[] scattered = new double[target.size()];
        for (int i = 0; i < counted.length; i++) {
            scattered[counted[i]] = targets[i];
        }
        Dataset given = dataset(scattered);
        return new TrainingData(
                given.select(counted),
                classes,
                given,
                encoded,
                TrainingData.selected(clusters, counted),
                TrainingData.composed(kept, counted));
    }

    private Dataset dataset(double[] targets) {
        return switch (features) {
            case EncodedRows.Dense(double[] values) -> new DenseDataset(values, names, targets, weights);
            case EncodedRows.Mapped(MatrixFile file) -> new MappedDataset(file, names, targets, weights);
            case EncodedRows.Sparse(SparseRows rows) -> new SparseDataset(rows, names, targets, weights);
        };
    }
}
