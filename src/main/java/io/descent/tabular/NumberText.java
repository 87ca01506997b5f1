package io.descent.tabular;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.math.BigDecimal;

/**
 * Numbers as files have them: a sign, digits in one piece or in groups of three, a decimal point and more digits, an
 * exponent. What is a number to a program is not always one to people: {@link Kind} tells these apart.
 */
final class NumberText {

    /** A double holds every whole number of so many digits. */
    private static final int EXACT_DIGITS = 15;

    /** What a text is. */
    enum Kind {
        NUMBER,
        /** Digits that begin with a 0: what a number would lose. */
        LEADING_ZERO,
        /** A whole number of more digits than a double holds. */
        TOO_MANY_DIGITS,
        NONE
    }

    private NumberText() {}

    /** Returns what the characters from one place to another are; {@code decimal} is the decimal point. */
    static Kind kind(char[] text, int from, int to, char decimal) {
        char group = decimal == '.' ? ',' : '.';
        int at = from;
        if (at < to && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        int start = at;
        int digits = 0;
        int sinceGroup = -1;
        while (at < to && (isDigit(text[at]) || (text[at] == group && digits > 0))) {
            if (text[at] == group) {
                if (sinceGroup == -1 ? digits > 3 : sinceGroup != 3) {
                    return Kind.NONE;
                }
                sinceGroup = 0;
            } else {
                digits++;
                sinceGroup += sinceGroup < 0 ? 0 : 1;
            }
            at++;
        }
        if (sinceGroup >= 0 && sinceGroup != 3) {
            return Kind.NONE;
        }
        boolean leadingZero = digits > 1 && text[start] == '0';
        int fraction = 0;
        boolean whole = true;
        if (at < to && text[at] == decimal) {
            whole = false;
            at++;
            while (at < to && isDigit(text[at])) {
                fraction++;
                at++;
            }
        }
        if (digits + fraction == 0) {
            return Kind.NONE;
        }
        if (at < to && (text[at] == 'e' || text[at] == 'E')) {
            whole = false;
            int end = exponentEnd(text, at + 1, to);
            if (end < 0) {
                return Kind.NONE;
            }
            at = end;
        }
        if (at != to) {
            return Kind.NONE;
        }
        if (leadingZero) {
            return Kind.LEADING_ZERO;
        }
        if (whole && digits > EXACT_DIGITS && !isExact(text, from, to, group)) {
            return Kind.TOO_MANY_DIGITS;
        }
        return Kind.NUMBER;
    }

    private static int exponentEnd(char[] text, int from, int to) {
        int at = from;
        if (at < to && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        int first = at;
        while (at < to && isDigit(text[at])) {
            at++;
        }
        return at > first ? at : -1;
    }

    private static boolean isExact(char[] text, int from, int to, char group) {
        String plain = new String(text, from, to - from).replace(String.valueOf(group), "");
        try {
            return new BigDecimal(plain).compareTo(new BigDecimal(Double.parseDouble(plain))) == 0;
        } catch (NumberFormatException tooLong) {
            return false;
        }
    }

    /** Returns the value of a text of the kind {@link Kind#NUMBER}; infinite beyond the range of a double. */
    static double value(char[] text, int from, int to, char decimal) {
        char group = decimal == '.' ? ',' : '.';
        int length = to - from;
        if (decimal == '.' && !contains(text, from, to, group)) {
            return JavaDoubleParser.parseDouble(text, from, length);
        }
        char[] plain = new char[length];
        int size = 0;
        for (int at = from; at < to; at++) {
            if (text[at] != group) {
                plain[size++] = text[at] == decimal ? '.' : text[at];
            }
        }
        return JavaDoubleParser.parseDouble(plain, 0, size);
    }

    private static boolean contains(char[] text, int from, int to, char wanted) {
        for (int at = from; at < to; at++) {
            if (text[at] == wanted) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
