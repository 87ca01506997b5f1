package io.descent.tabular;

import io.descent.tabular.TypeChoice.DateOrder;
import java.time.LocalDate;

/**
 * Dates with a year of four digits: ISO 8601 with or without time and zone, {@code yyyy/mm/dd}, and local ones, {@code
 * d/m/yyyy}, {@code d-m-yyyy} and {@code m/d/yyyy}, with a point between the parts always day first; a time may follow. One
 * without a zone is taken as UTC.
 */
final class DateSyntax {

    static final int SHORTEST = 8;
    private static final int LONGEST = 40;
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private char[] text = new char[0];
    private int at;
    private int end;
    private double dmy;
    private double mdy;

    /** Returns the seconds of the date that was seen last, in this order. */
    double seconds(DateOrder order) {
        return order == DateOrder.DMY ? dmy : mdy;
    }

    /** Returns the kind of date that stands here, {@link Kind#TEXT} if it is none. */
    Kind kind(char[] buffer, int from, int to) {
        if (to - from < SHORTEST || to - from > LONGEST) {
            return Kind.TEXT;
        }
        text = buffer;
        at = from;
        end = to;
        int first = digits(4);
        int firstLength = at - from;
        if (first < 0 || at == end) {
            return Kind.TEXT;
        }
        char separator = text[at++];
        if (separator != '-' && separator != '/' && separator != '.') {
            return Kind.TEXT;
        }
        int second = digits(2);
        if (second < 0 || at == end || text[at++] != separator) {
            return Kind.TEXT;
        }
        int start = at;
        int third = digits(4);
        if (third < 0) {
            return Kind.TEXT;
        }
        int thirdLength = at - start;
        double time = time();
        if (Double.isNaN(time)) {
            return Kind.TEXT;
        }
        if (firstLength == 4) {
            if (separator == '.' || thirdLength > 2 || !isDate(first, second, third)) {
                return Kind.TEXT;
            }
            dmy = day(first, second, third) + time;
            mdy = dmy;
            return Kind.ISO_DATE;
        }
        if (firstLength > 2 || thirdLength != 4) {
            return Kind.TEXT;
        }
        boolean dayFirst = isDate(third, second, first);
        boolean monthFirst = separator != '.' && isDate(third, first, second);
        if (dayFirst) {
            dmy = day(third, second, first) + time;
        }
        if (monthFirst) {
            mdy = day(third, first, second) + time;
        }
        if (dayFirst && monthFirst) {
            return first == second ? Kind.SAME_DATE : Kind.EITHER_DATE;
        }
        return dayFirst ? Kind.DMY_DATE : monthFirst ? Kind.MDY_DATE : Kind.TEXT;
    }

    /** Reads the time and zone up to the end, in seconds; NaN if there is something else. */
    private double time() {
        if (at == end) {
            return 0;
        }
        if (text[at] != 'T' && text[at] != 't' && text[at] != ' ') {
            return Double.NaN;
        }
        at++;
        int hour = two();
        if (hour < 0 || hour > 23 || !next(':')) {
            return Double.NaN;
        }
        int minute = two();
        if (minute < 0 || minute > 59) {
            return Double.NaN;
        }
        double seconds = hour * HOUR + minute * MINUTE;
        if (next(':')) {
            int second = two();
            if (second < 0 || second > 59) {
                return Double.NaN;
            }
            seconds += second;
            if (next('.') || next(',')) {
                double place = 1;
                double fraction = 0;
                int start = at;
                while (at < end && isDigit(text[at])) {
                    fraction = fraction * 10 + (text[at++] - '0');
                    place *= 10;
                }
                if (at == start) {
                    return Double.NaN;
                }
                seconds += fraction / place;
            }
        }
        return seconds - zone();
    }

    /** Reads the zone up to the end, in seconds east of Greenwich; NaN if there is something else. */
    private double zone() {
        if (at == end) {
            return 0;
        }
        if (next('Z') || next('z')) {
            return at == end ? 0 : Double.NaN;
        }
        int sign = next('+') ? 1 : next('-') ? -1 : 0;
        int hours = two();
        int minutes = 0;
        if (at < end) {
            next(':');
            minutes = two();
        }
        return sign == 0 || at < end || hours < 0 || hours > 18 || minutes < 0 || minutes > 59
                ? Double.NaN
                : sign * (hours * HOUR + minutes * MINUTE);
    }

    private boolean next(char wanted) {
        if (at < end && text[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    /** Reads two digits; −1 if there are none. */
    private int two() {
        if (end - at < 2 || !isDigit(text[at]) || !isDigit(text[at + 1])) {
            return -1;
        }
        at += 2;
        return (text[at - 2] - '0') * 10 + (text[at - 1] - '0');
    }

    /** Reads at most so many digits; −1 if there is none, or one more. */
    private int digits(int most) {
        int start = at;
        int value = 0;
        while (at < end && at - start <= most && isDigit(text[at])) {
            value = value * 10 + (text[at++] - '0');
        }
        return at == start || at - start > most ? -1 : value;
    }

    private static boolean isDate(int year, int month, int day) {
        return year > 0
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= LocalDate.of(year, month, 1).lengthOfMonth());
    }

    private static double day(int year, int month, int day) {
        return (double) LocalDate.of(year, month, day).toEpochDay() * DAY;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
