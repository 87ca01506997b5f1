package io.descent.model;

import io.descent.data.Dataset;

/**
 * How good a model's predictions are on a dataset. Every mean is over the weight of the rows: a row of weight k counts
 * as k copies.
 */
public sealed interface Metrics {

    /** Measures a model. */
    static Metrics of(LinearModel model, Dataset data) {
        return of(new Predictions(model, model.margins(data)), Truth.of(data));
    }

    /** Measures what a model has said of rows. */
    static Metrics of(Predictions predictions, Truth truth) {
        double[] margins = predictions.margins();
        LinearModel model = predictions.model();
        return switch (model.type()) {
            case LINEAR -> Regression.of(margins, truth);
            case LOGISTIC -> TwoClasses.of(margins, truth);
            case SOFTMAX -> ManyClasses.of(margins, model.outputs(), truth);
            case SVM -> Separation.of(margins, truth);
            case POISSON -> Counts.of(margins, truth);
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

        static Regression of(double[] predictions, Truth truth) {
            double[] y = truth.targets();
            double[] weights = truth.weights();
            double total = truth.totalWeight();
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

        static TwoClasses of(double[] margins, Truth truth) {
            double[] y = truth.targets();
            double[] weights = truth.weights();
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
            double total = truth.totalWeight();
            double accuracy = (confusion[0][0] + confusion[1][1]) / total;
            return new TwoClasses(
                    logLoss / total,
                    accuracy,
                    brier / total,
                    Ranking.of(margins, y, weights).area(),
                    confusion);
        }
    }

    /**
     * The metrics of a support vector machine, which has margins but no probabilities.
     *
     * @param accuracy share of rows whose predicted class is the true one; a margin of 0 goes to the first class
     * @param auc as in {@link TwoClasses}
     * @param confusion weight by true class (row) and predicted class (column)
     */
    record Separation(double accuracy, double auc, double[][] confusion) implements Metrics {

        static Separation of(double[] margins, Truth truth) {
            double[] y = truth.targets();
            double[][] confusion = new double[2][2];
            for (int i = 0; i < y.length; i++) {
                confusion[(int) y[i]][margins[i] > 0 ? 1 : 0] += truth.weight(i);
            }
            double right = confusion[0][0] + confusion[1][1];
            return new Separation(
                    right / truth.totalWeight(),
                    Ranking.of(margins, y, truth.weights()).area(),
                    confusion);
        }
    }

    /**
     * The metrics of a classifier over K classes, with p_k their probabilities.
     *
     * @param logLoss mean of −log p of the true class
     * @param accuracy share of rows whose most probable class is the true one; a tie goes to the first class
     * @param brier mean Σ_k (p_k − (k = y))², from 0 to 2 as Brier (1950) has it; with two classes twice that of
     *     {@link TwoClasses}
     * @param confusion weight by true class (row) and predicted class (column)
     */
    record ManyClasses(double logLoss, double accuracy, double brier, double[][] confusion) implements Metrics {

        static ManyClasses of(double[] margins, int outputs, Truth truth) {
            double[] p = margins.clone();
            double[][] confusion = new double[outputs][outputs];
            double logLoss = 0;
            double brier = 0;
            double right = 0;
            for (int i = 0; i < truth.rows(); i++) {
                int from = i * outputs;
                int actual = (int) truth.targets()[i];
                int predicted = Softmax.largest(margins, from, outputs) - from;
                double weight = truth.weight(i);
                logLoss += weight * Softmax.probabilities(p, from, outputs, actual);
                for (int k = 0; k < outputs; k++) {
                    double error = p[from + k] - (k == actual ? 1 : 0);
                    brier += weight * error * error;
                }
                confusion[actual][predicted] += weight;
                right += predicted == actual ? weight : 0;
            }
            double total = truth.totalWeight();
            return new ManyClasses(logLoss / total, right / total, brier / total, confusion);
        }
    }

    /**
     * The metrics of a Poisson regression, with μ = e^m its predictions.
     *
     * @param deviance mean 2·(y·log(y / μ) − y + μ), as scikit-learn's {@code mean_poisson_deviance}
     * @param d2 1 − deviance / that of the mean of y, the share of the deviance that is explained; NaN when y is constant
     * @param mse mean (μ − y)²
     * @param mae mean |μ − y|
     */
    record Counts(double deviance, double d2, double mse, double mae) implements Metrics {

        static Counts of(double[] margins, Truth truth) {
            double[] y = truth.targets();
            double total = truth.totalWeight();
            double mean = 0;
            for (int i = 0; i < y.length; i++) {
                mean += truth.weight(i) * y[i] / total;
            }
            double[] predictions = new double[y.length];
            double deviance = 0;
            double constant = 0;
            boolean varies = false;
            for (int i = 0; i < y.length; i++) {
                predictions[i] = StrictMath.exp(margins[i]);
                double weight = truth.weight(i) / total;
                deviance += weight * deviance(y[i], margins[i], predictions[i]);
                constant += weight * deviance(y[i], StrictMath.log(mean), mean);
                varies |= weight > 0 && Math.abs(y[i] - mean) > 1e-14 * mean;
            }
            Regression errors = Regression.of(predictions, truth);
            return new Counts(deviance, varies ? 1 - deviance / constant : Double.NaN, errors.mse(), errors.mae());
        }

        /** The margin, not its exponential, is in the product, because that may be 0 already. */
        private static double deviance(double y, double margin, double mean) {
            return 2 * ((y > 0 ? y * (StrictMath.log(y) - margin) : 0) - y + mean);
        }
    }
}
