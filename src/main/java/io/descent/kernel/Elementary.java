package io.descent.kernel;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Exponential and logarithm for the losses, several times as fast as {@link StrictMath}, whose bits depend on nothing
 * either: tables and polynomials, multiplied and added in a fixed order. Errors stay below one unit in the last place
 * for the exponential and two for the logarithm.
 *
 * <p>Both reduce the argument by a table so far that a short Taylor polynomial is exact enough (P. T. P. Tang,
 * "Table-driven implementation of the exponential function in IEEE floating-point arithmetic", 1989).
 */
public final class Elementary {

    private static final int EXP_BITS = 7;
    private static final int EXP_STEPS = 1 << EXP_BITS;
    private static final int LOG_STEPS = 64;
    private static final MathContext DIGITS = new MathContext(30);

    /** Beyond it, of either sign, the result may leave the normal numbers. */
    private static final double EXP_NORMAL = 708;

    private static final double EXP_OVERFLOW = 710;
    private static final double EXP_UNDERFLOW = -746;

    /** Added and subtracted, it rounds to an integer, which then stands in the lowest bits. */
    private static final double ROUND = 0x1.8p52;

    private static final BigDecimal LN2 = log1p(1, 1, BigDecimal.ZERO);

    /** ln 2 / 128 in two parts; the upper times the number of steps is exact. */
    private static final double LN2_STEP_HIGH = upper(LN2.doubleValue() / EXP_STEPS);

    private static final double LN2_STEP_LOW = LN2.divide(BigDecimal.valueOf(EXP_STEPS), DIGITS)
            .subtract(new BigDecimal(LN2_STEP_HIGH))
            .doubleValue();

    private static final double STEPS_PER_UNIT =
            BigDecimal.valueOf(EXP_STEPS).divide(LN2, DIGITS).doubleValue();

    /** 2^(j/128) at 2j, and by which share it is too small at 2j + 1. */
    private static final double[] POWERS = powers();

    /** log(1 + j/64) rounded at 3j, what the rounding left out at 3j + 1, and 1/(1 + j/64) at 3j + 2. */
    private static final double[] LOGARITHMS = logarithms();

    private Elementary() {}

    /** Returns e^x: 0 below −745.1, infinite above 709.7, NaN for NaN. */
    public static double exp(double x) {
        return Math.abs(x) <= EXP_NORMAL ? exp(x, 0) : expAtTheEdges(x);
    }

    /** Returns e^x·2^shift, if that is a normal number. */
    private static double exp(double x, int shift) {
        double rounded = x * STEPS_PER_UNIT + ROUND;
        long steps = Double.doubleToRawLongBits(rounded);
        double count = rounded - ROUND;
        double r = (x - count * LN2_STEP_HIGH) - count * LN2_STEP_LOW;
        int entry = 2 * ((int) steps & (EXP_STEPS - 1));
        // the bits of ROUND are zeros at the place of the steps, and leave at the upper end
        long exponent = ((steps >> EXP_BITS) + shift) << 52;
        double power = Double.longBitsToDouble(Double.doubleToRawLongBits(POWERS[entry]) + exponent);
        double squared = r * r;
        double fraction = (POWERS[entry + 1] + r)
                + (squared * (1.0 / 2 + r * (1.0 / 6)) + squared * squared * (1.0 / 24 + r * (1.0 / 120)));
        return power + power * fraction;
    }

    private static double expAtTheEdges(double x) {
        if (x >= EXP_OVERFLOW) {
            return Double.POSITIVE_INFINITY;
        }
        if (x > 0) {
            return exp(x, -8) * 0x1p8;
        }
        return x <= EXP_UNDERFLOW ? 0 : x < 0 ? exp(x, 64) * 0x1p-64 : x;
    }

    /** Returns log(1 + x) with full relative precision around 0; −∞ at −1 and NaN below. */
    public static double log1p(double x) {
        return x > 0 && x <= 1 ? log1pOfShare(x) : StrictMath.log1p(x);
    }

    /** 1 + x = (1 + j/64)·(1 + r) with j/64 next to x, so that r is less than 1/128. */
    private static double log1pOfShare(double x) {
        double rounded = x * LOG_STEPS + ROUND;
        int entry = 3 * (int) Double.doubleToRawLongBits(rounded);
        double r = (x - (rounded - ROUND) * (1.0 / LOG_STEPS)) * LOGARITHMS[entry + 2];
        double squared = r * r;
        double tail = squared
                * ((-1.0 / 2 + r * (1.0 / 3))
                        + squared * ((-1.0 / 4 + r * (1.0 / 5)) + squared * (-1.0 / 6 + r * (1.0 / 7))));
        return LOGARITHMS[entry] + (r + (LOGARITHMS[entry + 1] + tail));
    }

    private static double[] powers() {
        BigDecimal root = BigDecimal.TWO;
        for (int i = 0; i < EXP_BITS; i++) {
            root = root.sqrt(DIGITS);
        }
        double[] table = new double[2 * EXP_STEPS];
        BigDecimal power = BigDecimal.ONE;
        for (int j = 0; j < EXP_STEPS; j++) {
            double rounded = power.doubleValue();
            table[2 * j] = rounded;
            table[2 * j + 1] = power.subtract(new BigDecimal(rounded)).doubleValue() / rounded;
            power = power.multiply(root, DIGITS);
        }
        return table;
    }

    private static double[] logarithms() {
        double[] table = new double[3 * (LOG_STEPS + 1)];
        BigDecimal logarithm = BigDecimal.ZERO;
        for (int j = 0; j <= LOG_STEPS; j++) {
            if (j > 0) {
                logarithm = log1p(1, LOG_STEPS + j - 1, logarithm);
            }
            double rounded = logarithm.doubleValue();
            table[3 * j] = rounded;
            table[3 * j + 1] = logarithm.subtract(new BigDecimal(rounded)).doubleValue();
            table[3 * j + 2] = (double) LOG_STEPS / (LOG_STEPS + j);
        }
        return table;
    }

    /** Returns log(1 + p/q) + start, by log((1 + z)/(1 − z)) = 2·(z + z³/3 + z⁵/5 + …) with z = p/(p + 2q). */
    private static BigDecimal log1p(int p, int q, BigDecimal start) {
        BigDecimal z = BigDecimal.valueOf(p).divide(BigDecimal.valueOf(p + 2L * q), DIGITS);
        BigDecimal squared = z.multiply(z, DIGITS);
        BigDecimal sum = start;
        BigDecimal power = z.multiply(BigDecimal.TWO);
        for (int n = 1; power.compareTo(BigDecimal.ONE.movePointLeft(28)) > 0; n += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS));
            power = power.multiply(squared, DIGITS);
        }
        return sum;
    }

    /** Returns a number without its lowest 20 bits. */
    private static double upper(double value) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(value) & -1L << 20);
    }
}
