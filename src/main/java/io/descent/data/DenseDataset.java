package io.descent.data;

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
        implements Dataset {

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
}
