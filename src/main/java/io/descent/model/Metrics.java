package io.descent.model;

import io.descent.data.Dataset;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How good a model's predictions are on a dataset. Every mean is over the weight of the rows: a row of weight k counts
 * as k copies.
 */
public sealed interface Metrics {

    /** Measures a model. */
    static Metrics of(LinearModel model, Dataset data) {
        double[] margins = model.margins(data);
        return switch (model.type()) {
            case LINEAR -> Regression.of(margins, data);
            case LOGISTIC -> TwoClasses.of(margins, data);
        };
    }

    /**
     * The metrics of a regression.
     *
     * @param mse mean (prediction − y)²
     * @param rmse √mse
     * @param mae mean |prediction − y|
     * @param r2 1 − mse / variance of y; NaN when y is constant, where scikit-learn says 0 or 1
     */
    record Regression(double mse, double rmse, double mae, double r2) implements Metrics {

        static Regression of(double[] predictions, Dataset data) {
            double[] y = data.targets();
            double[] weights = data.weights();
            double total = data.totalWeight();
            double mean = 0;
            for (int i = 0; i < y.length; i++) {
                mean += (weights == null ? 1 : weights[i]) * y[i] / total;
            }
            double squares = 0;
            double absolutes = 0;
            double variance = 0;
            double shift = 0;
            for (int i = 0; i < y.length; i++) {
                double weight = (weights == null ? 1 : weights[i]) / total;
                double error = predictions[i] - y[i];
                squares += weight * error * error;
                absolutes += weight * Math.abs(error);
                variance += weight * (y[i] - mean) * (y[i] - mean);
                shift += weight * (y[i] - mean);
            }
            // the mean of many rows is rounded; what it misses must not pass for a deviation
            variance = Math.max(variance - shift * shift, 0);
            boolean constant = Math.sqrt(variance) <= 1e-14 * Math.abs(mean);
            return new Regression(
                    squares, Math.sqrt(squares), absolutes, constant ? Double.NaN : 1 - squares / variance);
        }
    }

    /**
     * The metrics of a classifier over two classes, with p the probability of the second.
     *
     * @param logLoss mean of −log p of the true class
     * @param accuracy share of rows whose more probable class is the true one; a tie goes to the first class
     * @param brier mean (p − y)²
     * @param auc area under the ROC curve: the probability that a row of the second class has a higher margin than one
     *     of the first, ties counting half (Fawcett 2006); NaN when all weight is in one class
     * @param confusion weight by true class (row) and predicted class (column)
     */
    record TwoClasses(double logLoss, double accuracy, double brier, double auc, double[][] confusion)
            implements Metrics {

        static TwoClasses of(double[] margins, Dataset data) {
            double[] y = data.targets();
            double[] weights = data.weights();
            double logLoss = 0;
            double brier = 0;
            double[][] confusion = new double[2][2];
            for (int i = 0; i < y.length; i++) {
                double weight = weights == null ? 1 : weights[i];
                double towardsTruth = y[i] == 1 ? margins[i] : -margins[i];
                logLoss += weight
                        * (Math.max(-towardsTruth, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(towardsTruth))));
                double miss = ModelType.sigmoid(-towardsTruth);
                brier += weight * miss * miss;
                confusion[(int) y[i]][margins[i] > 0 ? 1 : 0] += weight;
            }
            double total = data.totalWeight();
            double accuracy = (confusion[0][0] + confusion[1][1]) / total;
            return new TwoClasses(logLoss / total, accuracy, brier / total, auc(margins, y, weights), confusion);
        }

        private static double auc(double[] margins, double[] y, double @Nullable [] weights) {
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
}
