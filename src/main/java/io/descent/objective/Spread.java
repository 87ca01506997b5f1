package io.descent.objective;

import io.descent.data.Dataset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How far the targets of a regression lie apart. */
final class Spread {

    private Spread() {}

    /**
     * Returns the mean distance of the targets from their median, 1 where that is 0: where the errors of a fit are as
     * large as that, it is also how much the mean slope of |error| changes when the margin moves by so much.
     */
    static double of(Dataset data) {
        double median = median(data);
        double sum = 0;
        for (int i = 0; i < data.rows(); i++) {
            sum += data.weight(i) * Math.abs(data.targets()[i] - median);
        }
        double spread = sum / data.totalWeight();
        return spread > 0 && spread < Double.POSITIVE_INFINITY ? spread : 1;
    }

    /** A row of weight k counts as k copies: the median is the first target above which at most half of the weight is. */
    private static double median(Dataset data) {
        double[] targets = data.targets();
        if (data.weights() == null) {
            double[] sorted = targets.clone();
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }
        int[] byTarget = IntStream.range(0, targets.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> targets[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double half = data.totalWeight() / 2;
        double below = 0;
        for (int i : byTarget) {
            below += data.weight(i);
            if (below > half) {
                return targets[i];
            }
        }
        return targets[byTarget[byTarget.length - 1]];
    }
}
