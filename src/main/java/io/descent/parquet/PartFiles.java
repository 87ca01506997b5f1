package io.descent.parquet;

import io.descent.data.Column;
import io.descent.data.encode.ColumnType;
import io.descent.dataset.TableSink.Head;
import io.descent.dataset.TooLargeToKeepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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

/**
 * Gathers rows in a table of DuckDB, writes it to a file of its own whenever it is large, and joins these files at the end. A
 * table in memory needs some blocks of each column at once, also where most of it is on disk, so that one of many rows and
 * columns could not be written at the end; rows of files go through group by group.
 */
final class PartFiles implements AutoCloseable {

    /** DuckDB holds so many rows at once, wherever it reads them. */
    private static final int VECTOR = 2048;

    private static final int MOST_ROWS_OF_A_PART = 30 * VECTOR;
    private static final long PART_BYTES_PER_MEGABYTE = 1 << 17;
    private static final long TEXT_BYTES_PER_MEGABYTE = 1 << 16;
    private static final long GROUP_BYTES_PER_MEGABYTE = 1 << 16;
    private static final long MOST_ROWS_OF_A_GROUP = 122_880;
    private static final int MICROS = 1_000_000;

    private final Connection connection;
    private final Path file;
    private final List<Head> heads;
    private final List<Path> parts = new ArrayList<>();
    private @Nullable DuckDBAppender appender;
    private long rows;
    private int rowsOfThePart;
    private long textBytes;

    /** Of the rows since the last whole {@link #VECTOR}. */
    private long textBytesOfTheVector;

    private long textBytesOfThePart;

    PartFiles(Connection connection, Path file, List<Head> heads) throws SQLException {
        this.connection = connection;
        this.file = file;
        this.heads = heads;
        this.appender = newTable();
    }

    long rows() {
        return rows;
    }

    /** Returns how many bytes of text a row has on the average. */
    long textBytesOfARow() {
        return textBytes / Math.max(1, rows);
    }

    private DuckDBAppender newTable() throws SQLException {
        execute("create or replace table t ("
                + eachColumn(j -> place(j) + " " + type(heads.get(j).type())) + ")");
        return connection.unwrap(DuckDBConnection.class).createAppender("main", "t");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Adds a row of a table with these columns. */
    void add(Column[] columns, int row) throws SQLException {
        DuckDBAppender to = appender;
        if (to == null) {
            to = newTable();
            appender = to;
        }
        to.beginRow();
        int bytes = 0;
        for (Column column : columns) {
            bytes += append(column, row, to);
        }
        to.endRow();
        rows++;
        rowsOfThePart++;
        textBytes += bytes;
        textBytesOfThePart += bytes;
        textBytesOfTheVector += bytes;
        if (textBytesOfTheVector > DuckDb.megabytes() * TEXT_BYTES_PER_MEGABYTE) {
            throw new TooLargeToKeepException(
                    ("has texts of more than %d bytes in %d rows in succession, the most of a table that is kept; leave the "
                                    + "longest out")
                            .formatted(DuckDb.megabytes() * TEXT_BYTES_PER_MEGABYTE, VECTOR));
        }
        if (rowsOfThePart % VECTOR == 0) {
            textBytesOfTheVector = 0;
            long bytesOfThePart = (long) rowsOfThePart * heads.size() * Double.BYTES + textBytesOfThePart;
            if (rowsOfThePart == MOST_ROWS_OF_A_PART || bytesOfThePart > DuckDb.megabytes() * PART_BYTES_PER_MEGABYTE) {
                write();
            }
        }
    }

    private void write() throws SQLException {
        Path part = file.resolveSibling(file.getFileName() + "." + parts.size());
        parts.add(part);
        endTable();
        copy(eachColumn(PartFiles::place), "t", part);
    }

    private void endTable() throws SQLException {
        DuckDBAppender ended = appender;
        appender = null;
        rowsOfThePart = 0;
        textBytesOfThePart = 0;
        if (ended != null) {
            try (ended) {
                // closing says nothing of rows that could not be flushed
                ended.flush();
            }
        }
    }

    private void copy(String columns, String from, Path to) throws SQLException {
        execute("copy (select " + columns + " from " + from + ") to " + DuckDb.quoted(to.toString())
                + " (format parquet, row_group_size " + rowsOfAGroup() + ")");
    }

    /** Returns of how many rows a group is: whoever reads the file holds one of them for each thread, as it was and unpacked. */
    private long rowsOfAGroup() {
        long bytesOfARow = (long) heads.size() * Double.BYTES + textBytesOfARow();
        return Math.clamp(DuckDb.megabytes() * GROUP_BYTES_PER_MEGABYTE / bytesOfARow, VECTOR, MOST_ROWS_OF_A_GROUP);
    }

    /** Writes all rows to the file. */
    void finish() throws SQLException {
        String columns = eachColumn(
                j -> place(j) + " as " + DuckDb.name(j + ":" + heads.get(j).name()));
        if (rowsOfThePart > 0 && !parts.isEmpty()) {
            write();
        }
        if (parts.isEmpty()) {
            endTable();
            copy(columns, "t", file);
        } else {
            execute("drop table t");
            copy(columns, DuckDb.parquet(parts), file);
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

    private static LocalDateTime timeOf(double seconds) {
        long micros = Math.round(seconds * MICROS);
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
    }

    /** Removes all files but the one of all rows. */
    @Override
    public void close() throws SQLException, IOException {
        try {
            if (appender != null) {
                appender.close();
            }
        } finally {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        }
    }
}
