package io.descent.evaluate;

import io.descent.data.Classes;
import io.descent.model.Metrics;
import io.descent.model.ModelType;
import io.descent.model.Predictions;
import io.descent.model.Ranking;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How good the predictions of a classifier are.
 *
 * @param metrics those that every fit has; of these, logLoss, brier and auc depend on no threshold
 * @param threshold above which probability, of svm which margin, the second of two classes is predicted; NaN of more classes
 * @param accuracy share of the weight whose class is predicted
 * @param balancedAccuracy mean recall of the classes that have rows
 * @param rocAuc of two classes that of the second, else the mean of every class against the rest (macro); NaN where a class
 *     has no rows
 * @param averagePrecision the same of the average precision
 * @param classes each class against the rest
 * @param macro means over all classes; what is not defined counts as 0, as with scikit-learn's {@code zero_division=0}
 * @param weighted the same, weighted by the true rows of the classes
 * @param micro of all classes together, each equal to the accuracy
 * @param confusion weight by true class (row) and predicted class (column)
 */
public record ClassEvaluation(
        Metrics metrics,
        double threshold,
        double accuracy,
        double balancedAccuracy,
        double rocAuc,
        double averagePrecision,
        List<OfClass> classes,
        Average macro,
        Average weighted,
        Average micro,
        double[][] confusion)
        implements Evaluation {

    /**
     * One class against the rest.
     *
     * @param precision share of the predicted rows that are of the class; NaN where none are predicted
     * @param recall share of its rows that are predicted; NaN where there are none
     * @param f1 2·precision·recall / (precision + recall); NaN where the class neither is nor is predicted
     * @param support weight of its rows
     */
    public record OfClass(
            Object label,
            double precision,
            double recall,
            double f1,
            double support,
            double rocAuc,
            double averagePrecision) {}

    /** A mean over classes. */
    public record Average(double precision, double recall, double f1) {}

    static ClassEvaluation of(ScoredRows rows, Metrics metrics, Evaluation.Settings settings) {
        Predictions predictions = rows.predictions();
        List<Object> labels = predictions.classes();
        int count = labels.size();
        double threshold = count > 2 || predictions.model().type() == ModelType.SOFTMAX
                ? Double.NaN
                : settings.threshold() == null ? predictions.hasScores() ? 0 : 0.5 : settings.threshold();
        double[][] confusion = confusion(rows, count, settings.threshold() == null ? Double.NaN : threshold);
        List<OfClass> classes = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            classes.add(ofClass(rows, k, labels.get(k), confusion));
        }
        double total = rows.truth().totalWeight();
        double right =
                IntStream.range(0, count).mapToDouble(k -> confusion[k][k]).sum();
        double accuracy = right / total;
        boolean two = count == 2;
        return new ClassEvaluation(
                metrics,
                threshold,
                accuracy,
                classes.stream()
                        .filter(one -> one.support() > 0)
                        .mapToDouble(OfClass::recall)
                        .average()
                        .orElse(Double.NaN),
                two ? classes.get(1).rocAuc() : mean(classes.stream().map(OfClass::rocAuc)),
                two ? classes.get(1).averagePrecision() : mean(classes.stream().map(OfClass::averagePrecision)),
                classes,
                average(classes, _ -> 1.0 / count),
                average(classes, one -> one.support() / total),
                new Average(accuracy, accuracy, accuracy),
                confusion);
    }

    private static double mean(Stream<Double> values) {
        return values.mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private static double[][] confusion(ScoredRows rows, int count, double threshold) {
        Predictions predictions = rows.predictions();
        double[][] confusion = new double[count][count];
        for (int i = 0; i < rows.rows(); i++) {
            double margin = predictions.margins()[i];
            int predicted = Double.isNaN(threshold)
                    ? predictions.classOf(i)
                    : (predictions.hasScores() ? margin : ModelType.sigmoid(margin)) > threshold ? 1 : 0;
            confusion[(int) rows.truth().targets()[i]][predicted] +=
                    rows.truth().weight(i);
        }
        return confusion;
    }

    private static OfClass ofClass(ScoredRows rows, int k, Object label, double[][] confusion) {
        double predicted = 0;
        double support = 0;
        for (int other = 0; other < confusion.length; other++) {
            predicted += confusion[other][k];
            support += confusion[k][other];
        }
        double right = confusion[k][k];
        Ranking ranking = rows.ranking(k);
        return new OfClass(
                Classes.written(label),
                right / predicted,
                right / support,
                2 * right / (predicted + support),
                support,
                ranking.area(),
                ranking.averagePrecision());
    }

    /** The share of a class in a mean. */
    @FunctionalInterface
    private interface Share {
        double of(OfClass one);
    }

    private static Average average(List<OfClass> classes, Share share) {
        double precision = 0;
        double recall = 0;
        double f1 = 0;
        for (OfClass one : classes) {
            precision += share.of(one) * orZero(one.precision());
            recall += share.of(one) * orZero(one.recall());
            f1 += share.of(one) * orZero(one.f1());
        }
        return new Average(precision, recall, f1);
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}
