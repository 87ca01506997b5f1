package io.descent.data.encode;

import io.descent.data.Classes;
import io.descent.data.Column;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the values of a column as those of another type; what cannot be read is reported, and counts as missing. */
record Conversion(String name, ColumnType type, EncodingReport report) {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd[['T'][' ']HH:mm[:ss]]['Z']", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final double NANOS = 1e9;

    Column apply(Column column) {
        return switch (type) {
            case NUMBER -> column instanceof Column.Numbers ? column : new Column.Numbers(numbers(column));
            case BOOLEAN -> column instanceof Column.Booleans ? column : booleans(column);
            case DATE -> column instanceof Column.Dates ? column : new Column.Dates(dates(column));
            case CATEGORY -> column instanceof Column.Texts ? column : texts(column);
        };
    }

    private double[] numbers(Column column) {
        return each(column, value -> switch (value) {
            case Double number -> number;
            case Boolean flag -> flag ? 1.0 : 0.0;
            case String text -> number(text.strip());
            default -> null;
        });
    }

    private static @Nullable Double number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? (Double) number : null;
    }

    private Column.Booleans booleans(Column column) {
        double[] flags = each(column, value -> switch (value) {
            case Double number -> number == 0 || number == 1 ? number : null;
            case String text ->
                switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "true", "1" -> 1.0;
                    case "false", "0" -> 0.0;
                    default -> null;
                };
            default -> null;
        });
        byte[] bytes = new byte[flags.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Double.isNaN(flags[i]) ? -1 : (byte) flags[i];
        }
        return new Column.Booleans(bytes);
    }

    private double[] dates(Column column) {
        return each(column, value -> switch (value) {
            case Double seconds -> seconds;
            case String text -> seconds(text.strip());
            default -> null;
        });
    }

    /** Reads a date, or a date with a time, as ISO 8601 writes them; without an offset it is UTC. */
    private static @Nullable Double seconds(String text) {
        try {
            TemporalAccessor parsed = text.length() > "uuuu-MM-dd".length() && !text.contains(" ")
                    ? DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from)
                    : DATE.parseBest(text, LocalDateTime::from, LocalDate::from);
            return switch (parsed) {
                case OffsetDateTime time -> seconds(time.toInstant());
                case LocalDateTime time -> seconds(time.toInstant(ZoneOffset.UTC));
                case LocalDate day -> seconds(day.atStartOfDay().toInstant(ZoneOffset.UTC));
                default -> null;
            };
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / NANOS;
    }

    private double[] each(Column column, Function<Object, @Nullable Double> read) {
        // a level of texts is read once, however many rows have it
        double[] levels = column instanceof Column.Texts(var _, List<String> texts)
                ? texts.stream()
                        .mapToDouble(text -> orMissing(read.apply(text)))
                        .toArray()
                : new double[0];
        double[] values = new double[column.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = column.value(i);
            if (value == null) {
                values[i] = Double.NaN;
                continue;
            }
            values[i] = column instanceof Column.Texts(int[] codes, var _)
                    ? levels[codes[i]]
                    : orMissing(read.apply(value));
            if (Double.isNaN(values[i])) {
                report.unreadable(name, i, type, value);
            }
        }
        return values;
    }

    private static double orMissing(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static Column.Texts texts(Column column) {
        return Column.Texts.of(IntStream.range(0, column.size())
                .mapToObj(i -> text(column, column.value(i)))
                .toList());
    }

    private static @Nullable String text(Column column, @Nullable Object value) {
        return value == null
                ? null
                : column instanceof Column.Dates && value instanceof Double seconds
                        ? Instant.ofEpochSecond(
                                        (long) Math.floor(seconds), Math.round((seconds - Math.floor(seconds)) * NANOS))
                                .toString()
                        : Classes.written(value).toString();
    }

    /** Returns values that are not missing. */
    static double[] present(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }
}
