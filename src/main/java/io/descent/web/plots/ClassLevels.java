package io.descent.web.plots;

import io.descent.model.LinearModel;
import io.descent.model.Softmax;
import io.descent.picture.Axis;
import io.descent.picture.Region;
import java.util.Arrays;

/**
 * Where the probability of a class of softmax is above a level. That is a convex area: 1/p is a sum of exponentials of linear functions.
 * So each line across it meets it once, and its ends on many lines are its outline.
 */
final class ClassLevels {

    private static final int LINES = 64;
    private static final int STEPS = 128;

    /** The grid of more classes would cost more than it shows. */
    private static final int MOST_CLASSES = 64;

    private final Axis x;
    private final Axis y;

    /** By class, line and step. */
    private final double[][][] probabilities;

    ClassLevels(LinearModel model, Axis x, Axis y) {
        this.x = x;
        this.y = y;
        int outputs = model.outputs();
        this.probabilities = new double[outputs > MOST_CLASSES ? 0 : outputs][LINES + 1][STEPS + 1];
        double[] margins = new double[outputs];
        for (int line = 0; line <= LINES && probabilities.length > 0; line++) {
            for (int step = 0; step <= STEPS; step++) {
                double[] place = {x(step), y(line)};
                for (int k = 0; k < outputs; k++) {
                    margins[k] = model.margin(place, 0, k);
                }
                Softmax.probabilities(margins, 0, outputs, 0);
                for (int k = 0; k < outputs; k++) {
                    probabilities[k][line][step] = margins[k];
                }
            }
        }
    }

    private double x(double step) {
        return x.least() + (x.largest() - x.least()) * (step / STEPS);
    }

    private double y(int line) {
        return y.least() + (y.largest() - y.least()) * ((double) line / LINES);
    }

    /** Returns where the probability of a class is above a level. */
    Region above(int k, double level) {
        double[] outlineX = new double[2 * LINES + 2];
        double[] outlineY = new double[2 * LINES + 2];
        int right = 0;
        int left = outlineX.length;
        for (int line = 0; k < probabilities.length && line <= LINES; line++) {
            double[] along = probabilities[k][line];
            int first = 0;
            while (first <= STEPS && !(along[first] >= level)) {
                first++;
            }
            if (first > STEPS) {
                continue;
            }
            int last = STEPS;
            while (!(along[last] >= level)) {
                last--;
            }
            outlineX[--left] = first == 0 ? x(0) : x(between(along, first, first - 1, level));
            outlineY[left] = y(line);
            outlineX[right] = last == STEPS ? x(STEPS) : x(between(along, last, last + 1, level));
            outlineY[right++] = y(line);
        }
        return new Region(joined(outlineX, right, left), joined(outlineY, right, left));
    }

    private static double between(double[] along, int within, int beyond, double level) {
        double share = (along[within] - level) / (along[within] - along[beyond]);
        return within + share * (beyond - within);
    }

    /** The right side from below to above, then the left side from above to below. */
    private static double[] joined(double[] outline, int right, int left) {
        double[] joined = Arrays.copyOf(outline, right + outline.length - left);
        System.arraycopy(outline, left, joined, right, outline.length - left);
        return joined;
    }
}
