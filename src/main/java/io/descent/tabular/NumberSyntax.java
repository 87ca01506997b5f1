package io.descent.tabular;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.math.BigDecimal;

/**
 * Numbers as people write them: sign, digits, thousands in well-formed groups of three, decimal point or comma, exponent.
 * Neither hexadecimal nor «inf». Reads from an array, so that no text is made for each cell; every result has the bits of
 * {@link Double#parseDouble}.
 */
final class NumberSyntax {

    private static final double[] POWERS_OF_TEN = new double[23];

    static {
        for (int i = 0; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = Double.parseDouble("1e" + i);
        }
    }

    /** Below it every integer is a double. */
    private static final long EXACT = 1L << 53;

    private static final int MOST_SUMMED = 18;
    private static final double NEXT_TO = 0x1p-30;
    private static final long MANTISSA = (1L << 52) - 1;
    private static final int LONGEST_COMPARED = 40;
    private static final int LONGEST_GROUPED = 1 << 10;

    private double point;
    private double comma;
    private char[] plain = new char[64];

    /** Returns the number that was seen last, with a decimal point. */
    double point() {
        return point;
    }

    /** Returns the number that was seen last, with a decimal comma. */
    double comma() {
        return comma;
    }

    /** Returns the kind of number that stands here, {@link Kind#TEXT} if it is none. */
    Kind kind(char[] text, int from, int end) {
        int at = from;
        boolean negative = text[at] == '-';
        if (negative || text[at] == '+') {
            at++;
        }
        int first = at;
        long sum = 0;
        while (at < end && isDigit(text[at])) {
            sum = sum * 10 + (text[at] - '0');
            at++;
        }
        int whole = at - first;
        if (at == end) {
            return whole == 0 ? Kind.TEXT : integer(text, from, first, end, whole, sum, negative);
        }
        int decimals = 0;
        if (text[at] == '.') {
            at++;
            int start = at;
            while (at < end && isDigit(text[at])) {
                sum = sum * 10 + (text[at] - '0');
                at++;
            }
            decimals = at - start;
        }
        boolean fraction = at > first + whole;
        if (whole + decimals == 0 || (at < end && !isExponent(text, at, end))) {
            return grouped(text, from, first, end);
        }
        double value =
                whole + decimals <= MOST_SUMMED && at == end ? quotient(sum, POWERS_OF_TEN[decimals]) : Double.NaN;
        point = Double.isNaN(value) ? JavaDoubleParser.parseDouble(text, from, end - from) : negative ? -value : value;
        if (negative && point == 0) {
            point = -0.0;
        }
        if (Double.isInfinite(point)) {
            return Kind.TEXT;
        }
        if (whole > 1 && text[first] == '0') {
            comma = point;
            return Kind.LEADING_ZERO;
        }
        if (!fraction) {
            comma = point;
            return Kind.INTEGER;
        }
        if (decimals == 3 && at == end && whole > 0 && whole <= 3 && text[first] != '0') {
            comma = negative ? -sum : sum;
            return Kind.EITHER_NUMBER;
        }
        return Kind.POINT_NUMBER;
    }

    /**
     * Returns the double nearest to sum / power; NaN where that is not certain. A sum beyond 2⁵³ is a double and a rest; the
     * quotient of the double with its own rest, and that rest divided, are the quotient to some 2⁻¹⁰⁰, so that their sum is
     * rounded right unless it is next to the middle of two doubles.
     */
    private static double quotient(long sum, double power) {
        if (sum <= EXACT) {
            return sum / power;
        }
        double high = sum;
        double quotient = high / power;
        double rest = (Math.fma(-quotient, power, high) + (sum - (long) high)) / power;
        double value = quotient + rest;
        double left = Math.abs(rest - (value - quotient));
        double middle = Math.ulp(value) / 2;
        boolean certain = middle - left > middle * NEXT_TO
                // below a power of two doubles are twice as dense
                && (Double.doubleToRawLongBits(value) & MANTISSA) != 0;
        return certain ? value : Double.NaN;
    }

    private Kind integer(char[] text, int from, int first, int end, int digits, long sum, boolean negative) {
        boolean summed = digits <= MOST_SUMMED;
        point = summed ? (negative ? -(double) sum : sum) : JavaDoubleParser.parseDouble(text, from, end - from);
        comma = point;
        if (Double.isInfinite(point)) {
            return Kind.TEXT;
        }
        if (digits > 1 && text[first] == '0') {
            return Kind.LEADING_ZERO;
        }
        if (digits == 1 && sum <= 1 && first == from) {
            return Kind.BIT;
        }
        boolean exact = summed
                ? (long) (double) sum == sum
                : digits <= LONGEST_COMPARED
                        && new BigDecimal(text, from, end - from).compareTo(new BigDecimal(point)) == 0;
        return exact ? Kind.INTEGER : Kind.LONG_INTEGER;
    }

    /** What has a comma, or more than one point. */
    private Kind grouped(char[] text, int from, int first, int end) {
        if (first == end || (end - from > plain.length && !fitsPlain(end - from))) {
            return Kind.TEXT;
        }
        boolean withPoint = matches(text, first, end, '.', ',');
        boolean withComma = matches(text, first, end, ',', '.');
        if (withPoint) {
            point = value(text, from, end, '.', ',');
        }
        if (withComma) {
            comma = value(text, from, end, ',', '.');
        }
        if ((withPoint && Double.isInfinite(point)) || (withComma && Double.isInfinite(comma))) {
            return Kind.TEXT;
        }
        if (withPoint && withComma) {
            return Kind.EITHER_NUMBER;
        }
        if (!withPoint && !withComma) {
            return Kind.TEXT;
        }
        return withPoint ? Kind.POINT_NUMBER : leadingZero(text, first) ? Kind.LEADING_ZERO : Kind.COMMA_NUMBER;
    }

    private boolean leadingZero(char[] text, int first) {
        if (text[first] == '0' && isDigit(text[first + 1])) {
            point = comma;
            return true;
        }
        return false;
    }

    private boolean fitsPlain(int length) {
        if (length <= LONGEST_GROUPED) {
            plain = new char[length];
            return true;
        }
        return false;
    }

    /** Tells whether this is a number with these separators. */
    private static boolean matches(char[] text, int first, int end, char decimal, char thousands) {
        int at = first;
        while (at < end && isDigit(text[at])) {
            at++;
        }
        int digits = at - first;
        if (at < end && text[at] == thousands) {
            if (digits == 0 || digits > 3 || text[first] == '0') {
                return false;
            }
            while (at < end && text[at] == thousands) {
                int group = at + 1;
                at = group;
                while (at < end && isDigit(text[at])) {
                    at++;
                }
                if (at - group != 3) {
                    return false;
                }
            }
        }
        if (at < end && text[at] == decimal) {
            int start = ++at;
            while (at < end && isDigit(text[at])) {
                at++;
            }
            digits += at - start;
        }
        return digits > 0 && (at == end || isExponent(text, at, end));
    }

    private double value(char[] text, int from, int end, char decimal, char thousands) {
        int length = 0;
        for (int i = from; i < end; i++) {
            if (text[i] != thousands) {
                plain[length++] = text[i] == decimal ? '.' : text[i];
            }
        }
        return JavaDoubleParser.parseDouble(plain, 0, length);
    }

    /** Tells whether the rest is an exponent. */
    private static boolean isExponent(char[] text, int from, int end) {
        if (text[from] != 'e' && text[from] != 'E') {
            return false;
        }
        int at = from + 1;
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        int digits = at;
        while (at < end && isDigit(text[at])) {
            at++;
        }
        return at == end && at > digits;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
