package io.descent.judge;

import java.util.Arrays;

/** Targets that follow from features, with as much noise that a minimum exists. */
final class RandomTargets {

    private final Chance chance;
    private final RandomFeatures features;
    private final double[] weights;
    private final int n;

    /**
     * @param weights of the features' rows
     */
    RandomTargets(Chance chance, RandomFeatures features, double[] weights) {
        this.chance = chance;
        this.features = features;
        this.weights = weights;
        this.n = features.shape().length;
    }

    /** Linear in the features but for noise and now and then outliers, in units and places of every size. */
    double[] numbers() {
        double[] signal = signal(1);
        double noise = chance.magnitude(-3, 0.7);
        boolean tails = chance.of(0.2);
        boolean outliers = chance.of(0.15);
        double scale = chance.of(0.2) ? 1 : chance.magnitude(-6, 9);
        double offset = chance.of(0.5) ? chance.sign() * chance.magnitude(-1, 3) : 0;
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            double error = noise * (tails ? chance.normal() / Math.abs(chance.normal() + 0.1) : chance.normal());
            y[i] = offset + signal[i] + (outliers && chance.of(0.05) ? 50 * error + 10 : error);
        }
        double[] told = chance.of(0.2) ? tied(y) : y;
        return Arrays.stream(told).map(value -> scale * value).toArray();
    }

    /** On few levels, so that many rows can lie on one line, and a loss of pieces curves only there. */
    private static double[] tied(double[] y) {
        double[] levels = Arrays.stream(y).map(value -> Math.rint(value) + 0.0).toArray();
        return Arrays.stream(levels).distinct().count() > 1 ? levels : y;
    }

    /** Counts whose logarithms of the mean are linear in the features, now and then with outliers. */
    double[] counts(boolean penalised) {
        double[] signal = signal(chance.between(0.1, 0.8) / Math.sqrt(features.shape()[0].length));
        double mean = chance.magnitude(-1, 6);
        boolean outliers = chance.of(0.1);
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = chance.count(mean * Math.exp(Math.clamp(signal[i], -3, 3)));
            y[i] += outliers && chance.of(0.03) ? Math.rint(mean * chance.between(10, 100)) : 0;
        }
        // rows of count 0 alone in a direction have no minimum there: enough others are to stand in every direction
        for (int i = 0; i < n; i += penalised ? n : 2) {
            y[i] += 1;
            weights[i] = Math.max(weights[i], 0.5);
        }
        return y;
    }

    /**
     * Classes that mostly overlap.
     *
     * @param overlapping whether they must: then a share of the rows comes again with another class, in numbers that no
     *     direction tells apart
     */
    int[] classes(int classes, boolean overlapping) {
        double[][] scores = new double[classes][];
        for (int k = 0; k < classes; k++) {
            scores[k] = signal(chance.magnitude(-1, 0.5));
        }
        boolean noiseless = !overlapping && chance.of(0.15);
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            double best = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                double score = scores[k][i] + (noiseless ? 0 : chance.logistic());
                labels[i] = score > best ? k : labels[i];
                best = Math.max(score, best);
            }
        }
        for (int i = 0; overlapping && 3 * i + 1 < n; i++) {
            features.repeat(3 * i, 3 * i + 1);
            labels[3 * i] = i % classes;
            labels[3 * i + 1] = (i + 1) % classes;
            weights[3 * i] = Math.max(weights[3 * i], 0.5);
            weights[3 * i + 1] = Math.max(weights[3 * i + 1], 0.5);
        }
        for (int k = 0; k < classes && !overlapping; k++) {
            labels[k] = k;
            weights[k] = Math.max(weights[k], 0.5);
        }
        return labels;
    }

    private double[] signal(double strength) {
        int p = features.shape()[0].length;
        double[] coefficients = new double[p];
        for (int j = 0; j < p; j++) {
            coefficients[j] = chance.of(0.8) ? strength * chance.normal() : 0;
        }
        double[] signal = new double[n];
        for (int i = 0; i < n; i++) {
            signal[i] = Vectors.dot(features.shape()[i], coefficients);
        }
        return signal;
    }
}
