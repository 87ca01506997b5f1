package io.descent.fit.prepare;

import io.descent.data.Classes;
import io.descent.data.Dataset;
import io.descent.data.Spread;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a dataset as a model gets them, in their order and spread over all of them.
 *
 * @param of how many rows there are in all
 * @param x the features of each row
 * @param targets the target of each row: a {@link Double}, or the label of its class
 * @param weights the weight of each row; null where every row weighs 1
 */
public record RowSample(
        int of, List<String> features, double[][] x, List<Object> targets, double @Nullable [] weights) {

    /** However few rows are asked for, one may be as wide as the largest dataset. */
    private static final int MOST_NUMBERS = 1_000_000;

    /** Takes as many rows as are asked for, but no more numbers than an answer should hold. */
    public static RowSample of(Dataset dataset, @Nullable Classes classes, int most) {
        int d = dataset.features();
        int[] rows = Spread.of(dataset.rows(), Math.min(most, Math.max(MOST_NUMBERS / d, 1)));
        double[][] x = new double[rows.length][d];
        for (int i = 0; i < rows.length; i++) {
            dataset.axpy(1, rows[i], x[i], 0);
        }
        double[] targets = dataset.targets();
        return new RowSample(
                dataset.rows(),
                dataset.featureNames(),
                x,
                Arrays.stream(rows)
                        .<Object>mapToObj(row -> classes == null
                                ? targets[row]
                                : classes.labels().get((int) targets[row]))
                        .toList(),
                dataset.weights() == null
                        ? null
                        : Arrays.stream(rows).mapToDouble(dataset::weight).toArray());
    }
}
