package io.descent.objective;

import io.descent.data.Dataset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Where the targets of a dataset lie. A row of weight k counts as k copies. */
final class Location {

    private Location() {}

    static double mean(Dataset data) {
        double total = data.totalWeight();
        double mean = 0;
        for (int i = 0; i < data.rows(); i++) {
            mean += data.weight(i) / total * data.targets()[i];
        }
        return mean;
    }

    /** Returns the first target at and below which there is more than the share q of the weight. */
    static double quantile(Dataset data, double q) {
        double[] targets = data.targets();
        if (data.weights() == null) {
            double[] sorted = targets.clone();
            Arrays.sort(sorted);
            return sorted[Math.min((int) (q * sorted.length), sorted.length - 1)];
        }
        int[] byTarget = IntStream.range(0, targets.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> targets[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double share = q * data.totalWeight();
        double below = 0;
        for (int i : byTarget) {
            below += data.weight(i);
            if (below > share) {
                return targets[i];
            }
        }
        return targets[byTarget[byTarget.length - 1]];
    }
}
