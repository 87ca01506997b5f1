package io.descent.judge;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The mean of a loss with logarithms or exponentials, less its floor, with gradient and Hessian: log loss of two or
 * more classes, and half the Poisson deviance. Parameters are those of the first output, of the second, and so on.
 *
 * @param start what is added to every margin
 * @param unit what the loss is divided by
 */
record SmoothLoss(Problem problem, Design design, double start, double unit) {

    private double[] margins(double[] parameters, int i) {
        double[] row = design.rows()[i];
        double[] margins = new double[problem.outputs()];
        for (int k = 0; k < margins.length; k++) {
            margins[k] = start;
            for (int j = 0; j < row.length; j++) {
                margins[k] += row[j] * parameters[k * row.length + j];
            }
        }
        return margins;
    }

    double value(double[] parameters) {
        double sum = 0;
        for (int i = 0; i < problem.y().length; i++) {
            sum += problem.weights()[i] * value(margins(parameters, i), problem.y()[i]);
        }
        return sum / unit;
    }

    private double value(double[] margins, double y) {
        if (problem.loss().equals("poisson")) {
            // e^m − y·m less its lowest, y − y·log y
            return y == 0 ? Math.exp(margins[0]) : y * excess(margins[0] - Math.log(y));
        }
        if (margins.length == 1) {
            double z = y == 1 ? margins[0] : -margins[0];
            return Math.max(-z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
        }
        double largest = DoubleStream.of(margins).max().orElseThrow();
        double sum = 0;
        for (double margin : margins) {
            sum += Math.exp(margin - largest);
        }
        return Math.log(sum) + largest - margins[(int) y];
    }

    /** e^t − 1 − t, without loss of digits near 0. */
    private static double excess(double t) {
        return Math.abs(t) < 1e-3 ? t * t * (0.5 + t * (1 / 6.0 + t / 24)) : Math.expm1(t) - t;
    }

    double[] gradient(double[] parameters) {
        int d = design.rows()[0].length;
        double[] gradient = new double[parameters.length];
        for (int i = 0; i < problem.y().length; i++) {
            double[] margins = margins(parameters, i);
            double[] slopes = means(margins);
            if (problem.outputs() > 1) {
                slopes[(int) problem.y()[i]] -= 1;
            } else {
                slopes[0] -= problem.y()[i];
            }
            for (int k = 0; k < slopes.length; k++) {
                double slope = problem.weights()[i] * slopes[k] / unit;
                for (int j = 0; j < d; j++) {
                    gradient[k * d + j] += slope * design.rows()[i][j];
                }
            }
        }
        return gradient;
    }

    /** The probabilities of the classes, or the expected count. */
    private double[] means(double[] margins) {
        if (problem.loss().equals("poisson")) {
            return new double[] {Math.exp(margins[0])};
        }
        if (margins.length == 1) {
            return new double[] {1 / (1 + Math.exp(-margins[0]))};
        }
        double largest = DoubleStream.of(margins).max().orElseThrow();
        double[] shares =
                DoubleStream.of(margins).map(m -> Math.exp(m - largest)).toArray();
        double sum = DoubleStream.of(shares).sum();
        return DoubleStream.of(shares).map(share -> share / sum).toArray();
    }

    /** The lower triangle. */
    double[][] hessian(double[] parameters) {
        int d = design.rows()[0].length;
        double[][] hessian = IntStream.rangeClosed(1, parameters.length)
                .mapToObj(double[]::new)
                .toArray(double[][]::new);
        for (int i = 0; i < problem.y().length; i++) {
            double[] row = design.rows()[i];
            double[] means = means(margins(parameters, i));
            for (int k = 0; k < means.length; k++) {
                for (int l = 0; l <= k; l++) {
                    double curvature = problem.weights()[i] * curvature(means, k, l) / unit;
                    for (int a = 0; a < d; a++) {
                        for (int b = 0; b < (k == l ? a + 1 : d); b++) {
                            hessian[k * d + a][l * d + b] += curvature * row[a] * row[b];
                        }
                    }
                }
            }
        }
        return hessian;
    }

    private double curvature(double[] means, int k, int l) {
        if (problem.loss().equals("poisson")) {
            return means[k];
        }
        return k == l ? means[k] * (1 - means[k]) : -means[k] * means[l];
    }
}
