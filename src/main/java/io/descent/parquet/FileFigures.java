package io.descent.parquet;

import io.descent.data.ColumnFigures;
import io.descent.data.SampleMoments;
import io.descent.data.encode.ColumnType;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The figures of columns that need all values at once: counted by DuckDB, a column at a time, in a file that was written.
 *
 * @param key makes of a column of texts what is equal where they are, and short enough that DuckDB can hold one for each text
 */
record FileFigures(Statement statement, Path file, UnaryOperator<String> key) {

    /** Short texts are their own keys. */
    static final UnaryOperator<String> TEXTS = UnaryOperator.identity();

    /** Of long ones no two are known that have one digest. */
    static final UnaryOperator<String> DIGESTS = text -> "sha256(" + text + ")";

    private static final int MOST_LEVELS = 10;
    private static final int LONGEST_LEVEL = 200;

    /**
     * Returns the figures of a column.
     *
     * @param name as SQL writes it
     */
    ColumnFigures of(String name, ColumnType type, long missing, long rows, SampleMoments moments) throws SQLException {
        boolean texts = type == ColumnType.CATEGORY;
        String key = texts ? this.key.apply(name) : name;
        String shown = texts ? "left(" + name + ", " + (LONGEST_LEVEL + 1) + ")" : name;
        long distinct = missing < rows ? distinct(name, key) : 0;
        return switch (type) {
            case NUMBER, DATE ->
                new ColumnFigures.OfNumbers(
                        missing, distinct, moments.min(), moments.max(), moments.mean(), moments.std());
            case BOOLEAN, CATEGORY -> new ColumnFigures.OfLevels(missing, distinct, levels(name, shown, key));
        };
    }

    /** Returns how many rows there are. */
    long rows() throws SQLException {
        return number("select count(*) from " + DuckDb.parquet(file));
    }

    /** Groups, since {@code count(distinct …)} keeps all values in memory. */
    private long distinct(String name, String key) throws SQLException {
        return number("select count(*) from (select " + key + " as k from " + DuckDb.parquet(file) + " where " + name
                + " is not null group by k)");
    }

    private long number(String query) throws SQLException {
        try (ResultSet counted = statement.executeQuery(query)) {
            counted.next();
            return counted.getLong(1);
        }
    }

    /** Returns the most frequent values; texts longer than {@link #LONGEST_LEVEL} characters are cut. */
    private List<ColumnFigures.Level> levels(String name, String shown, String key) throws SQLException {
        String numbered = "(select " + shown + " as v, " + key + " as k, file_row_number as r from "
                + DuckDb.numberedParquet(file) + " where " + name + " is not null)";
        List<ColumnFigures.Level> levels = new ArrayList<>();
        try (ResultSet most = statement.executeQuery("select v, n from " + numbered
                + " join (select min(r) as r, count(*) as n from " + numbered
                + " group by k) using (r) order by n desc, v, k limit "
                + MOST_LEVELS)) {
            while (most.next()) {
                levels.add(new ColumnFigures.Level(cut(most.getObject(1)), most.getLong(2)));
            }
        }
        return levels;
    }

    private static Object cut(Object value) {
        return value instanceof String text && text.codePointCount(0, text.length()) > LONGEST_LEVEL
                ? text.substring(0, text.offsetByCodePoints(0, LONGEST_LEVEL)) + "…"
                : value;
    }
}
