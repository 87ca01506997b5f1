package io.descent.model;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The receiver operating characteristic of margins towards the second of two classes (Fawcett 2006). */
final class RocCurve {

    private double negativesBelow;
    private double positives;
    private double pairsWon;

    private RocCurve() {}

    /** Returns the area under the curve; NaN when all weight is in one class. */
    static double area(double[] margins, double[] y, double @Nullable [] weights) {
        RocCurve curve = new RocCurve();
        if (weights == null) {
            curve.add(sorted(margins, y, false), sorted(margins, y, true));
        } else {
            curve.add(margins, y, weights);
        }
        return curve.pairsWon / (curve.positives * curve.negativesBelow);
    }

    /** Takes the next greater margin: the weight of each class that has it. */
    private void add(double tiedNegatives, double tiedPositives) {
        pairsWon += tiedPositives * (negativesBelow + tiedNegatives / 2);
        negativesBelow += tiedNegatives;
        positives += tiedPositives;
    }

    private static double[] sorted(double[] margins, double[] y, boolean positive) {
        double[] some = new double[y.length];
        int count = 0;
        for (int i = 0; i < y.length; i++) {
            if ((y[i] == 1) == positive) {
                some[count++] = margins[i] + 0.0;
            }
        }
        Arrays.sort(some, 0, count);
        return Arrays.copyOf(some, count);
    }

    private void add(double[] negative, double[] positive) {
        for (int i = 0, j = 0; i < negative.length || j < positive.length; ) {
            int firstNegative = i;
            int firstPositive = j;
            double margin =
                    i == negative.length || (j < positive.length && Double.compare(positive[j], negative[i]) < 0)
                            ? positive[j]
                            : negative[i];
            while (i < negative.length && Double.compare(negative[i], margin) == 0) {
                i++;
            }
            while (j < positive.length && Double.compare(positive[j], margin) == 0) {
                j++;
            }
            add(i - firstNegative, j - firstPositive);
        }
    }

    private void add(double[] margins, double[] y, double[] weights) {
        int[] order = IntStream.range(0, y.length)
                .boxed()
                .sorted((a, b) -> Double.compare(margins[a] + 0.0, margins[b] + 0.0))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < order.length; ) {
            double tiedNegatives = 0;
            double tiedPositives = 0;
            double margin = margins[order[i]] + 0.0;
            for (; i < order.length && Double.compare(margins[order[i]] + 0.0, margin) == 0; i++) {
                if (y[order[i]] == 1) {
                    tiedPositives += weights[order[i]];
                } else {
                    tiedNegatives += weights[order[i]];
                }
            }
            add(tiedNegatives, tiedPositives);
        }
    }
}
