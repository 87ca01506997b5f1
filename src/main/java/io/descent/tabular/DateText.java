package io.descent.tabular;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as files have them: ISO 8601 (2026-11-26, with a time and an offset where there are), year/month/day, and the local
 * forms with a year of four digits, of which 26.11.2026 begins with the day, and 03/04/2026 with either. What has no offset
 * is UTC.
 */
final class DateText {

    private static final String TIME =
            "(?:[T ](\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?(Z|[+-]\\d{2}:?\\d{2})?)?";
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})" + TIME);
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})" + TIME);

    /** The longest date. */
    private static final int LONGEST = 40;

    private static final int SHORTEST = 8;

    /** The order in which the parts of a date stand. */
    enum Order {
        YEAR_FIRST,
        DAY_FIRST,
        MONTH_FIRST
    }

    private DateText() {}

    /** Returns the orders in which a text is a date. */
    static Set<Order> orders(char[] text, int from, int to) {
        int length = to - from;
        if (length < SHORTEST || length > LONGEST || text[from] < '0' || text[from] > '9') {
            return EnumSet.noneOf(Order.class);
        }
        String date = new String(text, from, length);
        Set<Order> orders = EnumSet.noneOf(Order.class);
        for (Order order : Order.values()) {
            if (!Double.isNaN(seconds(date, order))) {
                orders.add(order);
            }
        }
        return orders;
    }

    /** Returns the seconds since 1970-01-01T00:00:00Z; NaN for what is no date in this order. */
    static double seconds(String text, Order order) {
        Matcher matcher = (order == Order.YEAR_FIRST ? YEAR_FIRST : YEAR_LAST).matcher(text);
        if (!matcher.matches()
                || (order == Order.MONTH_FIRST && matcher.group(2).equals("."))) {
            return Double.NaN;
        }
        try {
            LocalDate date = switch (order) {
                case YEAR_FIRST -> LocalDate.of(number(matcher, 1), number(matcher, 3), number(matcher, 4));
                case DAY_FIRST -> LocalDate.of(number(matcher, 4), number(matcher, 3), number(matcher, 1));
                case MONTH_FIRST -> LocalDate.of(number(matcher, 4), number(matcher, 1), number(matcher, 3));
            };
            return date.atStartOfDay(ZoneOffset.UTC).toEpochSecond() + secondsOfDay(matcher);
        } catch (DateTimeException none) {
            return Double.NaN;
        }
    }

    private static double secondsOfDay(Matcher matcher) {
        if (matcher.group(5) == null) {
            return 0;
        }
        int seconds = matcher.group(7) == null ? 0 : number(matcher, 7);
        LocalTime time = LocalTime.of(number(matcher, 5), number(matcher, 6), seconds);
        String offset = matcher.group(9);
        int east = offset == null ? 0 : ZoneOffset.of(offset).getTotalSeconds();
        double fraction = matcher.group(8) == null ? 0 : Double.parseDouble("0." + matcher.group(8));
        return time.toSecondOfDay() - east + fraction;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** Returns a date as ISO 8601 writes it. */
    static String iso(double seconds) {
        return OffsetDateTime.ofInstant(Instant.ofEpochSecond((long) Math.floor(seconds)), ZoneOffset.UTC)
                .toString();
    }
}
