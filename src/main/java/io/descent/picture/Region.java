package io.descent.picture;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A convex polygon, by its corners in their order. */
public record Region(double[] x, double[] y) {

    /** Returns all that lies between two axes. */
    public static Region between(Axis x, Axis y) {
        return new Region(
                new double[] {x.least(), x.largest(), x.largest(), x.least()},
                new double[] {y.least(), y.least(), y.largest(), y.largest()});
    }

    public boolean isEmpty() {
        return x.length < 3;
    }

    /** Returns the part where a·x + b·y + c is not below 0 (Sutherland and Hodgman 1974). */
    public Region above(double a, double b, double c) {
        double[] clippedX = new double[2 * x.length];
        double[] clippedY = new double[2 * x.length];
        int corners = 0;
        for (int i = 0; i < x.length; i++) {
            int next = (i + 1) % x.length;
            double here = a * x[i] + b * y[i] + c;
            double there = a * x[next] + b * y[next] + c;
            if (here >= 0) {
                clippedX[corners] = x[i];
                clippedY[corners++] = y[i];
            }
            if (here >= 0 != there >= 0) {
                double share = here / (here - there);
                clippedX[corners] = x[i] + share * (x[next] - x[i]);
                clippedY[corners++] = y[i] + share * (y[next] - y[i]);
            }
        }
        return new Region(Arrays.copyOf(clippedX, corners), Arrays.copyOf(clippedY, corners));
    }

    /** Returns the line a·x + b·y + c = 0 as far as it lies within; null where it does not. */
    public Layer.@Nullable Border cut(String name, double a, double b, double c, boolean dashed) {
        double[] ends = new double[4];
        int found = 0;
        for (int i = 0; i < x.length && found < 2; i++) {
            int next = (i + 1) % x.length;
            double here = a * x[i] + b * y[i] + c;
            double there = a * x[next] + b * y[next] + c;
            if (here >= 0 != there >= 0) {
                double share = here / (here - there);
                ends[2 * found] = x[i] + share * (x[next] - x[i]);
                ends[2 * found + 1] = y[i] + share * (y[next] - y[i]);
                found++;
            }
        }
        return found < 2 ? null : new Layer.Border(name, ends[0], ends[1], ends[2], ends[3], dashed);
    }
}
