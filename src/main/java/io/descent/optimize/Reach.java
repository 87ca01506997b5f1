package io.descent.optimize;

import io.descent.data.Dataset;
import io.descent.objective.Objective;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far the parameters of a fit are expected to go. Rules that divide by the size of the gradients make steps as long
 * as the rate itself, so that their automatic rates follow from this and not from the curvature.
 *
 * @param distance max |g_j| / H_jj over the coordinates j, with g the gradient at the start and H_jj = c·mean(x_j²) +
 *     l2 the curvature, c being the loss's second derivative that rates are taken from: how far the parameter goes that
 *     goes furthest, when each goes alone
 * @param slope max |g_j|
 * @param rows how many rows, evenly spread, this was taken from
 */
public record Reach(double distance, double slope, int rows) {

    private static final int MOST_ROWS = 1024;

    static Reach of(Objective objective, double[] start) {
        Dataset data = objective.data();
        int sample = Math.min(data.rows(), MOST_ROWS);
        int[] rows = IntStream.range(0, sample)
                .map(i -> (int) ((long) i * data.rows() / sample))
                .toArray();
        double weight = IntStream.of(rows).mapToDouble(data::weight).sum();
        int features = objective.shape().features();
        int weights = objective.shape().weights();
        double[] gradient = gradient(objective, start, rows);
        double[] squares = squares(data, rows);
        double c = objective.loss().curvatureAt(data);
        double l2 = objective.penalty().l2();
        double distance = 0;
        double slope = 0;
        for (int j = 0; j < gradient.length; j++) {
            double g = Math.abs(gradient[j] / weight + (j < weights ? l2 * start[j] : 0));
            double curvature = j < weights ? c * squares[j % features] / weight + l2 : c;
            slope = Math.max(slope, g);
            if (curvature > 0) {
                distance = Math.max(distance, g / curvature);
            }
        }
        return new Reach(usable(distance), usable(slope), sample);
    }

    private static double[] gradient(Objective objective, double[] parameters, int[] rows) {
        int outputs = objective.shape().outputs();
        double[] margins = new double[rows.length * outputs];
        double[] gradient = new double[parameters.length];
        objective.margins(parameters, rows, 0, rows.length, margins);
        objective.loss().lossAndSlopes(margins, outputs, objective.data(), rows, 0, rows.length);
        objective.addGradient(margins, rows, 0, rows.length, gradient);
        return gradient;
    }

    private static double[] squares(Dataset data, int[] rows) {
        double[] values = new double[data.features()];
        double[] squares = new double[data.features()];
        for (int row : rows) {
            Arrays.fill(values, 0);
            data.axpy(1, row, values, 0);
            for (int j = 0; j < values.length; j++) {
                squares[j] += data.weight(row) * values[j] * values[j];
            }
        }
        return squares;
    }

    /** A start at the minimum, or numbers that overflow, tell nothing. */
    private static double usable(double value) {
        return value >= Double.MIN_NORMAL && value <= 1e300 ? value : 1;
    }
}
