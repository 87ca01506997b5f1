package io.descent.model;

import io.descent.data.Dataset;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What predictions are measured by. Nobody may change the arrays.
 *
 * @param targets of n rows; the index of the class for a classifier
 * @param weights of the rows, not negative and not all 0; null where every row weighs 1
 */
public record Truth(double[] targets, double @Nullable [] weights) {

    /** Returns that of a dataset. */
    public static Truth of(Dataset data) {
        return new Truth(data.targets(), data.weights());
    }

    /** Returns n. */
    public int rows() {
        return targets.length;
    }

    /** Returns the weight of a row. */
    public double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    /** Returns Σ weights. */
    public double totalWeight() {
        if (weights == null) {
            return targets.length;
        }
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum;
    }

    /** Returns the rows of a weight above 0; null where all are. */
    public int @Nullable [] counted() {
        if (weights == null) {
            return null;
        }
        int[] rows = IntStream.range(0, weights.length)
                .filter(row -> weights[row] > 0)
                .toArray();
        return rows.length == weights.length ? null : rows;
    }
}
