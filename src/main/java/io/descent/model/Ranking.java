package io.descent.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of two classes in the order of a score: for each distinct score, rising, the weight of each class that has it.
 *
 * @param scores distinct, rising; −0 is 0
 */
public record Ranking(double[] scores, double[] negatives, double[] positives) {

    /**
     * Ranks rows.
     *
     * @param y 1 for the positive class, else another number
     * @param weights of the rows; null where every row weighs 1
     */
    public static Ranking of(double[] margins, double[] y, double @Nullable [] weights) {
        double[] sorted = new double[margins.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = margins[i] + 0.0;
        }
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || Double.compare(sorted[i], sorted[distinct - 1]) != 0) {
                sorted[distinct++] = sorted[i];
            }
        }
        double[] scores = Arrays.copyOf(sorted, distinct);
        double[] negatives = new double[distinct];
        double[] positives = new double[distinct];
        for (int i = 0; i < margins.length; i++) {
            int place = Arrays.binarySearch(scores, margins[i] + 0.0);
            (y[i] == 1 ? positives : negatives)[place] += weights == null ? 1 : weights[i];
        }
        return new Ranking(scores, negatives, positives);
    }

    /**
     * Returns the area under the receiver operating characteristic (Fawcett 2006): the probability that a row of the
     * positive class has a higher score than one of the other, ties counting half; NaN when all weight is in one class.
     */
    public double area() {
        double below = 0;
        double all = 0;
        double won = 0;
        for (int k = 0; k < scores.length; k++) {
            won += positives[k] * (below + negatives[k] / 2);
            below += negatives[k];
            all += positives[k];
        }
        return won / (all * below);
    }

    /**
     * Returns the average precision Σ (recallₖ − recallₖ₋₁)·precisionₖ over the distinct scores from the highest on, as
     * scikit-learn's {@code average_precision_score}; NaN where no weight is positive.
     */
    public double averagePrecision() {
        double all = 0;
        for (double weight : positives) {
            all += weight;
        }
        double hits = 0;
        double taken = 0;
        double sum = 0;
        for (int k = scores.length - 1; k >= 0; k--) {
            hits += positives[k];
            taken += positives[k] + negatives[k];
            sum += taken == 0 ? 0 : positives[k] / all * (hits / taken);
        }
        return all == 0 ? Double.NaN : sum;
    }
}
