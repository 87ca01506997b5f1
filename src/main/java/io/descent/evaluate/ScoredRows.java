package io.descent.evaluate;

import io.descent.model.ModelType;
import io.descent.model.Predictions;
import io.descent.model.Ranking;
import io.descent.model.Softmax;
import io.descent.model.Truth;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows that count, with what a model says of them and what is true.
 *
 * @param probabilities of models with a margin for each class, n·K, row after row; of others none
 */
public record ScoredRows(Predictions predictions, Truth truth, double[] probabilities) {

    /** Takes the rows of a weight above 0. */
    public static ScoredRows of(Predictions predictions, Truth truth) {
        int[] counted = truth.counted();
        double[] weights = truth.weights();
        if (counted == null || weights == null) {
            return new ScoredRows(predictions, truth, probabilities(predictions));
        }
        int outputs = predictions.model().outputs();
        double[] margins = new double[counted.length * outputs];
        for (int i = 0; i < counted.length; i++) {
            System.arraycopy(predictions.margins(), counted[i] * outputs, margins, i * outputs, outputs);
        }
        Predictions some = new Predictions(predictions.model(), margins);
        return new ScoredRows(
                some, new Truth(select(truth.targets(), counted), select(weights, counted)), probabilities(some));
    }

    private static double[] select(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    private static double[] probabilities(Predictions predictions) {
        int outputs = predictions.model().outputs();
        if (outputs == 1) {
            return new double[0];
        }
        double[] all = predictions.margins().clone();
        for (int from = 0; from < all.length; from += outputs) {
            Softmax.probabilities(all, from, outputs, 0);
        }
        return all;
    }

    int rows() {
        return truth.rows();
    }

    /** Returns the rows in the order of what speaks for a class: its probability, of svm the margin. */
    Ranking ranking(int k) {
        double[] is = new double[rows()];
        for (int i = 0; i < is.length; i++) {
            is[i] = truth.targets()[i] == k ? 1 : 0;
        }
        return Ranking.of(scores(k), is, truth.weights());
    }

    private double[] scores(int k) {
        double[] margins = predictions.margins();
        int outputs = predictions.model().outputs();
        if (outputs == 1) {
            boolean probable = predictions.hasProbabilities();
            return Arrays.stream(margins)
                    .map(margin -> k == 1 ? margin : -margin)
                    .map(margin -> probable ? ModelType.sigmoid(margin) : margin)
                    .toArray();
        }
        return IntStream.range(0, rows())
                .mapToDouble(i -> probabilities[i * outputs + k])
                .toArray();
    }
}
