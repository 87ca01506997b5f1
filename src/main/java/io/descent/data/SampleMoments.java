package io.descent.data;

/**
 * Mean and standard deviation of values that are seen once. The sums are kept in two doubles each (Dekker 1971), some 31
 * digits, so that the order of the values does not show in the 16 of a result, unless they cancel to less than that.
 */
public final class SampleMoments {

    private long count;
    private double min = Double.NaN;
    private double max = Double.NaN;
    private double sum;
    private double sumRest;
    private double squares;
    private double squaresRest;

    /** Adds a value, which is finite. */
    public void add(double value) {
        count++;
        min = value < min || count == 1 ? value : min;
        max = value > max || count == 1 ? value : max;
        double total = sum + value;
        sumRest += error(sum, value, total);
        sum = total;
        double square = value * value;
        double squareRest = Math.fma(value, value, -square);
        double all = squares + square;
        squaresRest += error(squares, square, all) + squareRest;
        squares = all;
    }

    /** Returns what was lost when two numbers were added (Knuth's TwoSum). */
    private static double error(double a, double b, double sum) {
        double part = sum - a;
        return (a - (sum - part)) + (b - part);
    }

    /** Returns the least value; NaN if there is none. */
    public double min() {
        return min + 0.0;
    }

    /** Returns the greatest value; NaN if there is none. */
    public double max() {
        return max + 0.0;
    }

    /** Returns the mean; NaN if there is none, or it overflows. */
    public double mean() {
        double mean = (sum + sumRest) / count;
        return Double.isFinite(mean) ? mean : Double.NaN;
    }

    /** Returns the sample standard deviation √((Σx² − (Σx)²/n) / (n − 1)); NaN for fewer than two values, or where it overflows. */
    public double std() {
        double total = sum + sumRest;
        double totalRest = sumRest - (total - sum);
        double product = total * total;
        double productRest = Math.fma(total, total, -product) + 2 * total * totalRest;
        double quotient = product / count;
        double quotientRest = (Math.fma(-quotient, (double) count, product) + productRest) / count;
        double deviations = (squares - quotient) + (squaresRest - quotientRest);
        double std = Math.sqrt(Math.max(deviations, 0) / (count - 1));
        return count > 1 && Double.isFinite(std) ? std : Double.NaN;
    }
}
