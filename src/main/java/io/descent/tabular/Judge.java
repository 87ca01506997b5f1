package io.descent.tabular;

import io.descent.data.encode.ColumnType;
import io.descent.tabular.TypeChoice.DateOrder;
import io.descent.tabular.UnreadableFileException.Code;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Concludes the type of a column from the kinds of all of its values. */
final class Judge {

    private final String name;
    private final int column;
    private final Evidence evidence;
    private final Reading number;
    private final long present;

    /**
     * Makes the judge of one column.
     *
     * @param column its number, from 1 on
     */
    Judge(String name, int column, Evidence evidence, char decimal) {
        this.name = name;
        this.column = column;
        this.evidence = evidence;
        this.number = numbers(decimal);
        this.present = evidence.present();
    }

    static Reading numbers(char decimal) {
        return decimal == '.' ? Reading.NUMBER_POINT : Reading.NUMBER_COMMA;
    }

    /**
     * Returns the decimal separator of a file: a comma if some column is numbers only by it, and none only by a point. Looks
     * at whole columns, since a stray text like {@code 1,5} says nothing.
     */
    static char decimal(List<Evidence> columns) {
        boolean comma = columns.stream().anyMatch(column -> isOnly(column, Reading.NUMBER_COMMA, Kind.COMMA_NUMBER));
        boolean point = columns.stream().anyMatch(column -> isOnly(column, Reading.NUMBER_POINT, Kind.POINT_NUMBER));
        return comma && !point ? ',' : '.';
    }

    private static boolean isOnly(Evidence column, Reading reading, Kind telling) {
        return column.count(telling) > 0 && column.contradicting(reading::fits) == 0;
    }

    Verdict verdict(@Nullable TypeChoice choice) throws UnreadableFileException {
        return choice == null ? ofAll() : chosen(choice);
    }

    private Verdict ofAll() throws UnreadableFileException {
        if (present == 0) {
            return typed(number, "every value is missing");
        }
        for (Reading reading : List.of(number, Reading.BOOLEAN)) {
            if (fitsAll(reading)) {
                return typed(reading, "all %d values are %s".formatted(present, plural(reading.type())));
            }
        }
        Reading date = dates();
        return date == null ? category() : typed(date, "all %d values are dates%s".formatted(present, order(date)));
    }

    private String order(Reading date) {
        boolean local = evidence.count(Kind.ISO_DATE) + evidence.count(Kind.SAME_DATE) < present;
        return !local ? "" : date == Reading.DATE_DMY ? ", the day first" : ", the month first";
    }

    /** Returns how all values are dates; null if they are not. */
    private @Nullable Reading dates() throws UnreadableFileException {
        boolean dmy = fitsAll(Reading.DATE_DMY);
        boolean mdy = fitsAll(Reading.DATE_MDY);
        Contradiction first = evidence.first(Kind.EITHER_DATE);
        if (dmy && mdy && first != null) {
            throw new UnreadableFileException(
                    Code.AMBIGUOUS_DATE,
                    ("every value of `%s` is a date with the day first and with the month first: `%s` is %s or %s; say"
                                    + " `types=%s:date(dmy)`, `types=%s:date(mdy)` or `types=%s:category`")
                            .formatted(
                                    name,
                                    first.text(),
                                    readings(first.text(), DateOrder.DMY),
                                    readings(first.text(), DateOrder.MDY),
                                    name,
                                    name,
                                    name),
                    first.line(),
                    column,
                    first.text());
        }
        return dmy ? Reading.DATE_DMY : mdy ? Reading.DATE_MDY : null;
    }

    private static String readings(String text, DateOrder order) {
        DateSyntax syntax = new DateSyntax();
        char[] stripped = text.strip().toCharArray();
        syntax.kind(stripped, 0, stripped.length);
        return LocalDate.ofEpochDay((long) Math.floor(syntax.seconds(order) / 86_400))
                .toString();
    }

    private Verdict category() {
        Reading nearest = Stream.of(number, Reading.DATE_DMY, Reading.DATE_MDY, Reading.BOOLEAN)
                .min(Comparator.comparingLong(reading -> evidence.contradicting(reading::fits)))
                .orElseThrow();
        long contradicting = evidence.contradicting(nearest::fits);
        if (contradicting == present) {
            return ids(nearest) != null
                    ? contradicted(nearest, contradicting)
                    : new Verdict(
                            Reading.CATEGORY,
                            "none of %d values is a number, a boolean or a date".formatted(present),
                            0,
                            List.of(),
                            null);
        }
        return contradicted(nearest, contradicting);
    }

    private Verdict contradicted(Reading nearest, long contradicting) {
        List<Contradiction> shown = evidence.contradictions(nearest::fits);
        String ids = ids(nearest);
        Contradiction first = shown.getFirst();
        String why = "%d of %d values %s, the first `%s` in line %d"
                .formatted(
                        contradicting,
                        present,
                        ids == null ? "are not " + plural(nearest.type()) : ids,
                        first.text(),
                        first.line());
        String override = ids == null
                ? contradicting == evidence.count(Kind.TEXT)
                                && shown.stream().allMatch(other -> other.text().equals(first.text()))
                        ? "null_values=" + first.text()
                        : null
                : "types=%s:number".formatted(name);
        return new Verdict(Reading.CATEGORY, why, contradicting, shown, override);
    }

    /** Returns what makes numbers of this column ids, if it would be numbers but for them; else null. */
    private @Nullable String ids(Reading nearest) {
        if (nearest != number || evidence.contradicting(number::canBe) > 0) {
            return null;
        }
        long zeros = evidence.count(Kind.LEADING_ZERO);
        long longs = evidence.count(Kind.LONG_INTEGER);
        return longs == 0
                ? "begin with a zero that a number would lose"
                : zeros == 0
                        ? "are integers with more digits than a number holds"
                        : "begin with a zero or have more digits than a number holds";
    }

    private Verdict chosen(TypeChoice choice) throws UnreadableFileException {
        Reading reading = switch (choice.type()) {
            case NUMBER -> number;
            case BOOLEAN -> Reading.BOOLEAN;
            case CATEGORY -> Reading.CATEGORY;
            case DATE -> chosenDate(choice.order());
        };
        Predicate<Kind> fits = reading::canBe;
        long contradicting = evidence.contradicting(fits);
        if (contradicting > 0) {
            Contradiction first = evidence.contradictions(fits).getFirst();
            throw new UnreadableFileException(
                    Code.WRONG_TYPE,
                    "`%s` was chosen to be a %s, and %d of %d values are none; make them missing by `null_values`, or leave the type to the values"
                            .formatted(name, choice.type().name().toLowerCase(Locale.ROOT), contradicting, present),
                    first.line(),
                    column,
                    first.text());
        }
        return new Verdict(reading, "the caller chose it", 0, List.of(), null);
    }

    private Reading chosenDate(@Nullable DateOrder order) throws UnreadableFileException {
        if (order != null) {
            return order == DateOrder.DMY ? Reading.DATE_DMY : Reading.DATE_MDY;
        }
        Reading read = dates();
        return read == null
                ? evidence.contradicting(Reading.DATE_DMY::fits) <= evidence.contradicting(Reading.DATE_MDY::fits)
                        ? Reading.DATE_DMY
                        : Reading.DATE_MDY
                : read;
    }

    private boolean fitsAll(Reading reading) {
        return evidence.contradicting(reading::fits) == 0;
    }

    private Verdict typed(Reading reading, String why) {
        return new Verdict(reading, why, 0, List.of(), "types=%s:category".formatted(name));
    }

    private static String plural(ColumnType type) {
        return type.name().toLowerCase(Locale.ROOT) + "s";
    }
}
