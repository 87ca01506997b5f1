package io.descent.picture;

import java.util.Arrays;

/**
 * One direction of a picture.
 *
 * @param least where it begins
 * @param largest where it ends, above the least
 * @param logarithmic whether equal steps are equal factors; the least is then above 0
 * @param whole whether only whole numbers have a meaning on it
 */
public record Axis(String title, double least, double largest, boolean logarithmic, boolean whole) {

    private static final double MARGIN = 0.04;

    /** Numbers closer to each other than this share of them are drawn as one. */
    private static final double FINEST = 1e-9;

    public Axis {
        if (!(least < largest) || !Double.isFinite(least) || !Double.isFinite(largest) || (logarithmic && least <= 0)) {
            throw new IllegalArgumentException("an axis goes from a least to a larger number");
        }
    }

    /** Returns an axis on which all finite ones of some values have room; from 0 to 1 where there are none. */
    public static Axis of(String title, double... values) {
        double[] range = range(values);
        return around(title, range[0], range[1]);
    }

    /** Returns an axis from one number to another, and a little beyond both. */
    public static Axis around(String title, double least, double largest) {
        if (!(least <= largest)) {
            return new Axis(title, 0, 1, false, false);
        }
        double half = largest / 2 - least / 2;
        double size = Math.max(Math.abs(least), Math.abs(largest));
        double margin =
                half <= size * FINEST ? (size == 0 ? 1 : Math.max(size * 0.1, Double.MIN_NORMAL)) : 2 * half * MARGIN;
        return new Axis(
                title,
                Math.max(least - margin, -Double.MAX_VALUE),
                Math.min(largest + margin, Double.MAX_VALUE),
                false,
                false);
    }

    /** Returns an axis of whole numbers from one to another; nothing is added, unless they are the same. */
    public static Axis whole(String title, double least, double largest) {
        return least < largest
                ? new Axis(title, least, largest, false, true)
                : new Axis(title, least - 0.5, least + 0.5, false, true);
    }

    /** Returns a logarithmic axis for those of some values that are finite and above 0. */
    public static Axis logarithmic(String title, double... values) {
        double[] range = range(Arrays.stream(values).filter(value -> value > 0).toArray());
        if (!(range[0] <= range[1])) {
            return new Axis(title, 0.1, 1, true, false);
        }
        double beyond = Math.max(StrictMath.exp(MARGIN * (StrictMath.log(range[1]) - StrictMath.log(range[0]))), 1.02);
        double largest = Math.min(range[1] * beyond, Double.MAX_VALUE);
        double least = Math.max(Math.min(range[0] / beyond, largest / 2), Double.MIN_NORMAL);
        return new Axis(title, least, Math.max(largest, 2 * least), true, false);
    }

    /** Returns the least and the largest of the values that are finite; infinities the wrong way round for none. */
    static double[] range(double... values) {
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value)) {
                least = Math.min(least, value);
                largest = Math.max(largest, value);
            }
        }
        return new double[] {least, largest};
    }
}
