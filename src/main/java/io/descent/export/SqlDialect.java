package io.descent.export;

import java.util.Locale;

/** The databases for which queries are written. */
public enum SqlDialect {
    POSTGRESQL,
    SQLITE,
    DUCKDB;

    /** Returns a name as SQL writes it, whatever it holds. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"").replace("\0", "") + '"';
    }

    /** Returns a text as SQL writes it. */
    static String text(String text) {
        return "'" + text.replace("'", "''").replace("\0", "") + "'";
    }

    /** Returns a number or a class as SQL writes it. */
    static String literal(Object value) {
        return value instanceof String text ? text(text) : value.toString().toUpperCase(Locale.ROOT);
    }

    /** Returns a double: without the cast, a decimal number would be one of another type. */
    static String number(double value) {
        return "CAST(" + (value + 0.0) + " AS DOUBLE PRECISION)";
    }

    /** Returns a column that holds numbers, as doubles. */
    static String asDouble(String column) {
        return "CAST(" + column + " AS DOUBLE PRECISION)";
    }

    /** Returns the seconds since 1970 of a point in time, in UTC. */
    String seconds(String column) {
        return switch (this) {
            case POSTGRESQL -> "CAST(EXTRACT(EPOCH FROM " + column + ") AS DOUBLE PRECISION)";
            case SQLITE -> "unixepoch(" + column + ", 'subsec')";
            case DUCKDB -> "epoch(" + column + ")";
        };
    }

    /** Returns the year, the month, the day of the week from Monday as 0, or the hour of a point in time. */
    String part(String column, int part) {
        return switch (this) {
            case POSTGRESQL, DUCKDB ->
                "CAST("
                        + switch (part) {
                            case 0 -> "EXTRACT(YEAR FROM " + column + ")";
                            case 1 -> "EXTRACT(MONTH FROM " + column + ")";
                            case 2 -> "EXTRACT(ISODOW FROM " + column + ") - 1";
                            default -> "EXTRACT(HOUR FROM " + column + ")";
                        }
                        + " AS DOUBLE PRECISION)";
            case SQLITE ->
                "CAST("
                        + switch (part) {
                            case 0 -> "strftime('%Y', " + column + ")";
                            case 1 -> "strftime('%m', " + column + ")";
                            case 2 -> "(strftime('%w', " + column + ") + 6) % 7";
                            default -> "strftime('%H', " + column + ")";
                        }
                        + " AS DOUBLE PRECISION)";
        };
    }

    /** Returns a point in time of which only seconds are known. */
    String time(double seconds) {
        return switch (this) {
            case POSTGRESQL, DUCKDB -> "to_timestamp(" + seconds + ") AT TIME ZONE 'UTC'";
            case SQLITE -> "datetime(" + seconds + ", 'unixepoch', 'subsec')";
        };
    }
}
