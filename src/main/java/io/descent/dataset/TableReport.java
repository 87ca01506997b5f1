package io.descent.dataset;

import static io.descent.schema.Mistake.Code.CONFLICT;
import static io.descent.schema.Mistake.Code.REQUIRED;
import static io.descent.schema.Mistake.Code.UNKNOWN_VALUE;
import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import io.descent.data.Classes;
import io.descent.data.encode.ColumnType;
import io.descent.data.encode.EncodingReport;
import io.descent.data.encode.EncodingSpec;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.schema.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes of what an encoding reports one mistake a column, at the first value that it is about. */
final class TableReport implements EncodingReport {

    private static final int NAMED = 3;

    /** For those who choose the encoding. */
    static final String CHOOSE_MISSING =
            ": give `encoding.missing`, \"median\", \"most_frequent\" or \"drop\" for instance";

    private record Finding(int row, List<Object> values, int[] count) {}

    private final Function<String, ColumnPlace> places;
    private final List<String> columns;
    private final int @Nullable [] kept;
    private final double @Nullable [] weights;
    private final EncodingSpec.Unknown handleUnknown;
    private final String missingAdvice;
    private final Mistakes mistakes;
    private final Map<String, Finding> unreadable = new LinkedHashMap<>();
    private final Map<String, ColumnType> wanted = new LinkedHashMap<>();
    private final Map<String, Finding> missing = new LinkedHashMap<>();
    private final Map<String, Finding> unknown = new LinkedHashMap<>();
    private final Map<String, Integer> unknownCounts = new LinkedHashMap<>();

    /**
     * Makes one.
     *
     * @param columns of the table in their order, which is that of the mistakes
     * @param kept where the rows stand in what was given; null for as they are
     * @param weights of the rows; of one of weight 0 any level may be unknown
     * @param missingAdvice what to do about missing values, to follow «is missing»
     */
    TableReport(
            Function<String, ColumnPlace> places,
            List<String> columns,
            int @Nullable [] kept,
            double @Nullable [] weights,
            EncodingSpec.Unknown handleUnknown,
            String missingAdvice,
            Mistakes mistakes) {
        this.places = places;
        this.columns = columns;
        this.kept = kept;
        this.weights = weights;
        this.handleUnknown = handleUnknown;
        this.missingAdvice = missingAdvice;
        this.mistakes = mistakes;
    }

    @Override
    public void unreadable(String column, int row, ColumnType type, Object value) {
        wanted.put(column, type);
        note(unreadable, column, row, value);
    }

    @Override
    public void missing(String column, int row) {
        note(missing, column, row, "");
    }

    @Override
    public void unknown(String column, int row, String level) {
        if (weights != null && weights[row] == 0) {
            return;
        }
        unknownCounts.merge(column, 1, Integer::sum);
        if (handleUnknown == EncodingSpec.Unknown.ERROR) {
            note(unknown, column, row, level);
        }
    }

    @Override
    public void impossible(String column, String detail) {
        places.apply(column).tell(mistakes, CONFLICT, detail);
    }

    private static void note(Map<String, Finding> findings, String column, int row, Object value) {
        Finding finding = findings.computeIfAbsent(column, _ -> new Finding(row, new ArrayList<>(), new int[1]));
        finding.count()[0]++;
        if (finding.values().size() < NAMED && !finding.values().contains(value)) {
            finding.values().add(value);
        }
    }

    /** Returns, by column, how many values of rows that count are levels that training has not seen. */
    Map<String, Integer> unknown() {
        return unknownCounts;
    }

    /** Forgets all that it has heard. */
    void forget() {
        unreadable.clear();
        missing.clear();
        unknown.clear();
        unknownCounts.clear();
    }

    /** Adds a mistake for each column that there is something to tell of, and forgets it. */
    void tell() {
        // what cannot be read counts as missing, which is heard of sooner or later than that: rows come some at a time
        missing.keySet().removeAll(unreadable.keySet());
        for (String column : columns) {
            Finding finding = unreadable.get(column);
            if (finding == null) {
                continue;
            }
            ColumnType type = wanted.getOrDefault(column, ColumnType.NUMBER);
            String expected = switch (type) {
                case NUMBER -> "a number";
                case BOOLEAN -> "true or false";
                case DATE -> "a date such as 2024-05-31 or 2024-05-31T12:00:00Z";
                case CATEGORY -> "a text";
            };
            tell(
                    column,
                    finding,
                    WRONG_TYPE,
                    "must be " + expected + ", because the column is taken for \"" + Names.json(type) + "\"; "
                            + finding.count()[0] + " of its values are not, the first: " + quoted(finding));
        }
        missing.forEach((column, finding) ->
                tell(column, finding, REQUIRED, "is missing" + others(finding.count()[0]) + missingAdvice));
        unknown.forEach((column, finding) -> tell(
                column,
                finding,
                UNKNOWN_VALUE,
                "must be a level that the training rows have, which " + finding.count()[0]
                        + " of the column's values are not, the first: " + quoted(finding)
                        + "; \"ignore\" in `encoding.handle_unknown` lets them pass"));
        unreadable.clear();
        missing.clear();
        unknown.clear();
    }

    private void tell(String column, Finding finding, Mistake.Code code, String detail) {
        places.apply(column).select(kept).tell(mistakes, finding.row(), code, detail);
    }

    private static String quoted(Finding finding) {
        return finding.values().stream()
                .map(value -> value instanceof String ? "\"" + value + "\"" : String.valueOf(Classes.written(value)))
                .collect(Collectors.joining(", "));
    }

    /** Returns how many other values of the column are missing, to follow «is missing». */
    static String others(int missing) {
        return switch (missing) {
            case 1 -> "";
            case 2 -> ", as is another value of the column";
            default -> ", as are " + (missing - 1) + " other values of the column";
        };
    }
}
