package io.descent.parquet;

import io.descent.data.Column;
import io.descent.data.ColumnFigures;
import io.descent.data.SampleMoments;
import io.descent.data.Table;
import io.descent.data.encode.ColumnType;
import io.descent.dataset.TableFiles;
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
    private static final int MICROS = 1_000_000;

    private final Path file;
    private final Connection connection;
    private List<Head> heads = List.of();
    private long rows;
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
        heads = List.copyOf(columns);
        rows = 0;
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
                    append(column, i, to);
                }
                to.endRow();
            }
        } catch (SQLException failure) {
            throw unwritten(failure);
        }
        rows += stretch.rows();
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
                appender.close();
                appender = null;
            }
            statement.execute("copy (select "
                    + eachColumn(j -> place(j) + " as "
                            + DuckDb.name(j + ":" + heads.get(j).name()))
                    + " from t) to " + DuckDb.quoted(file.toString()) + " (format parquet)");
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

    private static List<ColumnFigures.Level> levels(String name, Statement statement) throws SQLException {
        List<ColumnFigures.Level> levels = new ArrayList<>();
        try (ResultSet most = statement.executeQuery("select " + name + ", count(*) as n from t where " + name
                + " is not null group by " + name + " order by n desc, " + name + " limit " + MOST_LEVELS)) {
            while (most.next()) {
                levels.add(new ColumnFigures.Level(most.getObject(1), most.getLong(2)));
            }
        }
        return levels;
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

    private static void append(Column column, int row, DuckDBAppender to) throws SQLException {
        if (column.isMissing(row)) {
            to.appendNull();
            return;
        }
        switch (column) {
            case Column.Numbers(double[] values) -> to.append(values[row]);
            case Column.Dates(double[] seconds) -> to.append(timeOf(seconds[row]));
            case Column.Texts(int[] codes, List<String> levels) -> to.append(levels.get(codes[row]));
            case Column.Booleans(byte[] values) -> to.append(values[row] == 1);
        }
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
