package io.descent.model;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The receiver operating characteristic of margins towards the second of two classes (Fawcett 2006). */
final class RocCurve {

    private RocCurve() {}

    /** Returns the area under the curve; NaN when all weight is in one class. */
    static double area(double[] margins, double[] y, double @Nullable [] weights) {
        int[] order = IntStream.range(0, y.length)
                .boxed()
                .sorted((a, b) -> Double.compare(margins[a] + 0.0, margins[b] + 0.0))
                .mapToInt(Integer::intValue)
                .toArray();
        double negativesBelow = 0;
        double positives = 0;
        double pairsWon = 0;
        for (int i = 0; i < order.length; ) {
            double tiedNegatives = 0;
            double tiedPositives = 0;
            double margin = margins[order[i]] + 0.0;
            for (; i < order.length && Double.compare(margins[order[i]] + 0.0, margin) == 0; i++) {
                double weight = weights == null ? 1 : weights[order[i]];
                if (y[order[i]] == 1) {
                    tiedPositives += weight;
                } else {
                    tiedNegatives += weight;
                }
            }
            pairsWon += tiedPositives * (negativesBelow + tiedNegatives / 2);
            negativesBelow += tiedNegatives;
            positives += tiedPositives;
        }
        return pairsWon / (positives * negativesBelow);
    }
}
