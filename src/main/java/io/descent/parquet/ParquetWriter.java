package io.descent.parquet;

import io.descent.data.Column;
import io.descent.data.ColumnFigures;
import io.descent.data.SampleMoments;
import io.descent.data.Table;
import io.descent.data.encode.ColumnType;
import io.descent.dataset.TableFiles;
import io.descent.dataset.TooLargeToKeepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Writes a table to a Parquet file: gathers its rows in a table of DuckDB, which puts those that do not fit in memory on disk. */
final class ParquetWriter implements TableFiles.Writer {

    private static final int MOST_LEVELS = 10;

    /** DuckDB holds some blocks of each column at once, and fails where these do not fit in its memory. */
    private static final long COLUMNS_PER_MEGABYTE = 2;

    /** DuckDB holds so many rows at once, wherever it reads them. */
    private static final int VECTOR = 2048;

    private static final long TEXT_BYTES_PER_MEGABYTE = 1 << 16;
    private static final long GROUP_BYTES_PER_MEGABYTE = 1 << 16;
    private static final long MOST_ROWS_OF_A_GROUP = 122_880;
    private static final int LONGEST_LEVEL = 200;
    private static final int MICROS = 1_000_000;

    private final Path file;
    private final Connection connection;
    private List<Head> heads = List.of();
    private long rows;

    /** Of the texts in the rows since the last whole {@link #VECTOR}. */
    private long textBytes;

    private long allTextBytes;
    private long[] missing = new long[0];
    private SampleMoments[] moments = new SampleMoments[0];
    private @Nullable DuckDBAppender appender;
    private boolean finished;

    ParquetWriter(Path file) throws IOException {
        this.file = file;
        try {
            connection = DuckDb.beside(file);
        } catch (SQLException failure) {
            throw unwritten(failure);
        }
    }

    @Override
    public void begin(List<Head> columns) throws IOException {
        long most = DuckDb.megabytes() * COLUMNS_PER_MEGABYTE;
        if (columns.size() > most) {
            throw new TooLargeToKeepException(
                    "has more than %d columns, the most of a table that is kept; leave some out, or post a file that fits in memory to /v1/fits"
                            .formatted(most));
        }
        heads = List.copyOf(columns);
        rows = 0;
        textBytes = 0;
        allTextBytes = 0;
        missing = new long[heads.size()];
        moments = IntStream.range(0, heads.size())
                .mapToObj(_ -> new SampleMoments())
                .toArray(SampleMoments[]::new);
        try (Statement statement = connection.createStatement()) {
            if (appender != null) {
                appender.close();
            }
            statement.execute("create or replace table t ("
                    + eachColumn(j -> place(j) + " " + type(heads.get(j).type())) + ")");
            appender = connection.unwrap(DuckDBConnection.class).createAppender("main", "t");
        } catch (SQLException failure) {
            throw unwritten(failure);
        }
    }

    @Override
    public void rows(Table stretch) throws IOException {
        Column[] columns = stretch.columns().values().toArray(Column[]::new);
        DuckDBAppender to = appender;
        if (to == null) {
            throw new IllegalStateException("rows come after a beginning");
        }
        try {
            for (int i = 0; i < stretch.rows(); i++) {
                to.beginRow();
                for (Column column : columns) {
                    textBytes += append(column, i, to);
                }
                to.endRow();
                if (++rows % VECTOR == 0) {
                    allTextBytes += textBytes;
                    textBytes = 0;
                }
                if (textBytes > mostBytes()) {
                    throw new TooLargeToKeepException(
                            ("has texts of more than %d bytes in %d rows in succession, the most of a table that is kept; "
                                            + "leave the longest out")
                                    .formatted(mostBytes(), VECTOR));
                }
            }
        } catch (SQLException failure) {
            throw unwritten(failure);
        }
        for (int j = 0; j < columns.length; j++) {
            missing[j] += columns[j].missing();
            switch (columns[j]) {
                case Column.Numbers(double[] values) -> add(values, moments[j]);
                case Column.Dates(double[] seconds) -> add(seconds, moments[j]);
                case Column.Texts _, Column.Booleans _ -> {}
            }
        }
    }

    private static void add(double[] values, SampleMoments moments) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                moments.add(value);
            }
        }
    }

    @Override
    public List<ColumnFigures> finish() throws IOException {
        try (Statement statement = connection.createStatement()) {
            if (appender != null) {
                // closing says nothing of rows that could not be flushed
                appender.flush();
                appender.close();
                appender = null;
            }
            statement.execute("copy (select "
                    + eachColumn(j -> place(j) + " as "
                            + DuckDb.name(j + ":" + heads.get(j).name()))
                    + " from t) to " + DuckDb.quoted(file.toString()) + " (format parquet, row_group_size "
                    + rowsOfAGroup() + ")");
            requireAllRows(statement);
            List<ColumnFigures> figures = new ArrayList<>();
            for (int j = 0; j < heads.size(); j++) {
                figures.add(figures(j, statement));
            }
            finished = true;
            return figures;
        } catch (SQLException failure) {
            throw unwritten(failure);
        }
    }

    /** Returns of how many rows a group is: whoever reads the file holds one of them for each thread, as it was and unpacked. */
    private long rowsOfAGroup() {
        long bytesOfARow = (long) heads.size() * Double.BYTES + (allTextBytes + textBytes) / Math.max(1, rows);
        return Math.clamp(DuckDb.megabytes() * GROUP_BYTES_PER_MEGABYTE / bytesOfARow, VECTOR, MOST_ROWS_OF_A_GROUP);
    }

    private void requireAllRows(Statement statement) throws SQLException, IOException {
        try (ResultSet counted = statement.executeQuery("select count(*) from " + DuckDb.parquet(file))) {
            counted.next();
            if (counted.getLong(1) != rows) {
                throw new IOException("%d of %d rows were written".formatted(counted.getLong(1), rows));
            }
        }
    }

    private ColumnFigures figures(int column, Statement statement) throws SQLException {
        String name = place(column);
        long distinct = 0;
        if (missing[column] < rows) {
            try (ResultSet counted = statement.executeQuery("select count(distinct " + name + ") from t")) {
                counted.next();
                distinct = counted.getLong(1);
            }
        }
        return switch (heads.get(column).type()) {
            case NUMBER, DATE -> {
                SampleMoments of = moments[column];
                yield new ColumnFigures.OfNumbers(missing[column], distinct, of.min(), of.max(), of.mean(), of.std());
            }
            case BOOLEAN, CATEGORY -> new ColumnFigures.OfLevels(missing[column], distinct, levels(name, statement));
        };
    }

    /** Returns the most frequent values; texts longer than {@link #LONGEST_LEVEL} characters are cut. */
    private static List<ColumnFigures.Level> levels(String name, Statement statement) throws SQLException {
        List<ColumnFigures.Level> levels = new ArrayList<>();
        try (ResultSet most = statement.executeQuery("select " + name + ", count(*) as n from t where " + name
                + " is not null group by " + name + " order by n desc, " + name + " limit " + MOST_LEVELS)) {
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

    @Override
    public void close() throws IOException {
        try (connection) {
            if (appender != null) {
                appender.close();
            }
        } catch (SQLException failure) {
            throw unwritten(failure);
        } finally {
            if (!finished) {
                Files.deleteIfExists(file);
            }
        }
    }

    private String eachColumn(IntFunction<String> expression) {
        return IntStream.range(0, heads.size()).mapToObj(expression).collect(Collectors.joining(", "));
    }

    private static String place(int column) {
        return "c" + column;
    }

    private static String type(ColumnType type) {
        return switch (type) {
            case NUMBER -> "double";
            case DATE -> "timestamp";
            case CATEGORY -> "varchar";
            case BOOLEAN -> "boolean";
        };
    }

    /** Appends a value, and returns how many bytes it has if it is a text. */
    private static int append(Column column, int row, DuckDBAppender to) throws SQLException {
        if (column.isMissing(row)) {
            to.appendNull();
            return 0;
        }
        switch (column) {
            case Column.Numbers(double[] values) -> to.append(values[row]);
            case Column.Dates(double[] seconds) -> to.append(timeOf(seconds[row]));
            case Column.Texts(int[] codes, List<String> levels) -> {
                String text = levels.get(codes[row]);
                to.append(text);
                return bytes(text);
            }
            case Column.Booleans(byte[] values) -> to.append(values[row] == 1);
        }
        return 0;
    }

    private static int bytes(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return bytes;
    }

    private static long mostBytes() {
        return DuckDb.megabytes() * TEXT_BYTES_PER_MEGABYTE;
    }

    private static LocalDateTime timeOf(double seconds) {
        long micros = Math.round(seconds * MICROS);
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
    }

    private static IOException unwritten(SQLException failure) {
        return new IOException("the table could not be written", failure);
    }
}
