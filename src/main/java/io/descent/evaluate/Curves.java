package io.descent.evaluate;

import io.descent.model.Ranking;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What plots of predictions need, of bounded size: of longer curves some points are left out, evenly, but for the first and
 * the last.
 */
public final class Curves {

    /** Of any curve. */
    public static final int MOST_POINTS = 1000;

    /** Of equal width, from 0 to 1. */
    public static final int BINS = 10;

    private Curves() {}

    /**
     * The receiver operating characteristic, from the highest threshold on, as scikit-learn's {@code roc_curve}: points
     * within a straight piece are left out.
     *
     * @param fpr share of the other rows whose score is at least the threshold
     * @param tpr share of the rows of the class whose score is
     * @param threshold a probability, of svm a margin; of the first point infinite: nothing is predicted
     */
    public record Roc(double[] fpr, double[] tpr, double[] threshold) {}

    /**
     * Precision and recall, from the highest threshold on, as scikit-learn's {@code precision_recall_curve} has them in the
     * other order.
     *
     * @param threshold a probability, of svm a margin; of the first point infinite, where by convention the precision is 1 and the recall 0
     */
    public record PrecisionRecall(double[] precision, double[] recall, double[] threshold) {}

    /**
     * Predicted probabilities against observed shares, in bins of equal width; empty bins are left out, as with
     * scikit-learn's {@code calibration_curve}.
     *
     * @param predicted mean probability of the rows of a bin
     * @param observed the share of its weight that is of the class
     * @param weight of its rows
     */
    public record Calibration(double[] predicted, double[] observed, double[] weight) {}

    /**
     * What a regression leaves of the targets.
     *
     * @param prediction of every {@code step}-th row
     * @param residual y − prediction
     */
    public record Residuals(int step, double[] prediction, double[] residual) {}

    /** Returns the receiver operating characteristic of a class against the rest. */
    public static Roc roc(ScoredRows rows, int k) {
        Cumulated all = Cumulated.of(rows.ranking(k));
        int[] kept = thinned(all.corners());
        double positives = all.positives()[all.positives().length - 1];
        double negatives = all.negatives()[all.negatives().length - 1];
        return new Roc(
                divided(all.negatives(), negatives, kept),
                divided(all.positives(), positives, kept),
                select(all.threshold(), kept));
    }

    /** Returns precision and recall of a class against the rest. */
    public static PrecisionRecall precisionRecall(ScoredRows rows, int k) {
        Cumulated all = Cumulated.of(rows.ranking(k));
        int count = all.positives().length;
        double[] precision = new double[count];
        precision[0] = 1;
        for (int i = 1; i < count; i++) {
            precision[i] = all.positives()[i] / (all.positives()[i] + all.negatives()[i]);
        }
        BitSet every = new BitSet();
        every.set(0, count);
        int[] kept = thinned(every);
        return new PrecisionRecall(
                select(precision, kept),
                divided(all.positives(), all.positives()[count - 1], kept),
                select(all.threshold(), kept));
    }

    /** Returns the calibration of the probabilities of a class; null for a classifier without probabilities. */
    public static @Nullable Calibration calibration(ScoredRows rows, int k) {
        if (!rows.predictions().hasProbabilities()) {
            return null;
        }
        double[] probabilities = new double[rows.predictions().classes().size()];
        double[] predicted = new double[BINS];
        double[] observed = new double[BINS];
        double[] weight = new double[BINS];
        for (int i = 0; i < rows.rows(); i++) {
            rows.predictions().probabilities(i, probabilities);
            double p = probabilities[k];
            // an edge belongs to the bin below it
            int bin = Math.max((int) Math.ceil(p * BINS) - 1, 0);
            double w = rows.truth().weight(i);
            predicted[bin] += w * p;
            observed[bin] += rows.truth().targets()[i] == k ? w : 0;
            weight[bin] += w;
        }
        BitSet filled = new BitSet();
        for (int bin = 0; bin < BINS; bin++) {
            filled.set(bin, weight[bin] > 0);
            predicted[bin] /= weight[bin];
            observed[bin] /= weight[bin];
        }
        int[] kept = filled.stream().toArray();
        return new Calibration(select(predicted, kept), select(observed, kept), select(weight, kept));
    }

    /** Returns what is left of the targets of a regression. */
    public static Residuals residuals(ScoredRows rows) {
        int step = (rows.rows() + MOST_POINTS - 1) / MOST_POINTS;
        int count = (rows.rows() + step - 1) / step;
        double[] prediction = new double[count];
        double[] residual = new double[count];
        for (int i = 0; i < count; i++) {
            prediction[i] = rows.predictions().number(i * step);
            residual[i] = rows.truth().targets()[i * step] - prediction[i];
        }
        return new Residuals(step, prediction, residual);
    }

    /** The weight of both classes at and above each threshold, from the highest on. */
    private record Cumulated(double[] negatives, double[] positives, double[] threshold) {

        static Cumulated of(Ranking ranking) {
            int count = ranking.scores().length;
            Cumulated all = new Cumulated(new double[count + 1], new double[count + 1], new double[count + 1]);
            all.threshold[0] = Double.POSITIVE_INFINITY;
            for (int i = 1; i <= count; i++) {
                int k = count - i;
                all.negatives[i] = all.negatives[i - 1] + ranking.negatives()[k];
                all.positives[i] = all.positives[i - 1] + ranking.positives()[k];
                all.threshold[i] = ranking.scores()[k];
            }
            return all;
        }

        /** Returns the points where the curve turns, and its ends. */
        BitSet corners() {
            int count = threshold.length;
            BitSet corners = new BitSet();
            corners.set(0);
            corners.set(count - 1);
            // as scikit-learn: the first point of the rows is kept, and one whose step is another than that after it
            for (int i = 1; i + 1 < count; i++) {
                boolean straight = i > 1
                        && negatives[i + 1] - negatives[i] == negatives[i] - negatives[i - 1]
                        && positives[i + 1] - positives[i] == positives[i] - positives[i - 1];
                corners.set(i, !straight);
            }
            return corners;
        }
    }

    private static int[] thinned(BitSet points) {
        int[] all = points.stream().toArray();
        if (all.length <= MOST_POINTS) {
            return all;
        }
        int[] some = new int[MOST_POINTS];
        for (int i = 0; i < MOST_POINTS; i++) {
            some[i] = all[(int) ((long) i * (all.length - 1) / (MOST_POINTS - 1))];
        }
        return some;
    }

    private static double[] divided(double[] values, double by, int[] kept) {
        return Arrays.stream(kept).mapToDouble(i -> values[i] / by).toArray();
    }

    private static double[] select(double[] values, int[] kept) {
        return Arrays.stream(kept).mapToDouble(i -> values[i]).toArray();
    }
}
