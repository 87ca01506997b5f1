package io.descent.tabular;

import io.descent.data.Column;
import io.descent.data.DoubleArray;
import io.descent.data.Table;
import io.descent.dataset.TableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables as Parquet files: numbers as DOUBLE, categories as VARCHAR, booleans as BOOLEAN, dates as TIMESTAMP in UTC with
 * microseconds; what is missing is null. Columns are known by their places, as names may differ only in case.
 */
public final class ParquetTables implements TableFiles {

    static final int MICROS = 1_000_000;

    @Override
    public Writer writer(Path file) throws IOException {
        return new ParquetWriter(file);
    }

    @Override
    public Table read(Path file, @Nullable List<String> columns, Stretch stretch) throws IOException {
        try (Connection connection = DuckDb.in(folderOf(file));
                Statement statement = connection.createStatement()) {
            String from = " from read_parquet(" + DuckDb.quoted(file.toString()) + ")";
            List<String> stored = new ArrayList<>();
            try (ResultSet described = statement.executeQuery("describe select *" + from)) {
                while (described.next()) {
                    stored.add(described.getString(1));
                }
            }
            List<String> wanted = stored.stream()
                    .filter(name -> columns == null || columns.contains(nameOf(name)))
                    .toList();
            try (ResultSet rows = statement.executeQuery(
                    wanted.stream().map(DuckDb::name).collect(Collectors.joining(", ", "select ", from)) + " limit "
                            + stretch.limit() + " offset " + stretch.offset())) {
                List<Filling> fillings = Filling.of(rows);
                while (rows.next()) {
                    for (int j = 0; j < fillings.size(); j++) {
                        fillings.get(j).add(rows, j + 1);
                    }
                }
                return table(wanted.stream().map(ParquetTables::nameOf).toList(), fillings);
            }
        } catch (SQLException failure) {
            throw new IOException("the table could not be read", failure);
        }
    }

    private static Table table(List<String> names, List<Filling> fillings) {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (int j = 0; j < names.size(); j++) {
            columns.put(names.get(j), fillings.get(j).column());
        }
        return new Table(columns);
    }

    /** The rows of a result, some at a time. */
    static final class Stretches {

        private static final int ROWS = 1 << 13;

        private final ResultSet rows;
        private final List<String> names;
        private @Nullable Table table;

        Stretches(ResultSet rows, List<String> names) {
            this.rows = rows;
            this.names = names;
        }

        /** Moves to the next ones; false where there are none. */
        boolean next() throws SQLException {
            List<Filling> fillings = Filling.of(rows);
            int count = 0;
            while (count < ROWS && rows.next()) {
                for (int j = 0; j < fillings.size(); j++) {
                    fillings.get(j).add(rows, j + 1);
                }
                count++;
            }
            table = count == 0 ? null : ParquetTables.table(names, fillings);
            return count > 0;
        }

        Table table() {
            if (table == null) {
                throw new IllegalStateException("there are no more rows");
            }
            return table;
        }
    }

    static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("a file is in a folder");
        }
        return folder;
    }

    private static String nameOf(String stored) {
        return stored.substring(stored.indexOf(':') + 1);
    }

    private static double secondsOf(LocalDateTime time) {
        Instant instant = time.toInstant(ZoneOffset.UTC);
        return (instant.getEpochSecond() * (double) MICROS + instant.getNano() / 1000.0) / MICROS;
    }

    /** A column on its way from a file. */
    private interface Filling {
        void add(ResultSet rows, int column) throws SQLException;

        Column column();

        static List<Filling> of(ResultSet rows) throws SQLException {
            List<Filling> fillings = new ArrayList<>();
            for (int j = 1; j <= rows.getMetaData().getColumnCount(); j++) {
                fillings.add(of(rows.getMetaData().getColumnTypeName(j)));
            }
            return fillings;
        }

        static Filling of(String type) {
            return switch (type) {
                case "VARCHAR" -> new TextFilling(new ArrayList<>());
                case "BOOLEAN" -> new BooleanFilling(new ArrayList<>());
                case "TIMESTAMP" -> new DateFilling(new DoubleArray());
                default -> new NumberFilling(new DoubleArray());
            };
        }
    }

    private record NumberFilling(DoubleArray values) implements Filling {
        @Override
        public void add(ResultSet rows, int column) throws SQLException {
            double value = rows.getDouble(column);
            values.add(rows.wasNull() ? Double.NaN : value);
        }

        @Override
        public Column column() {
            return new Column.Numbers(values.drain());
        }
    }

    private record DateFilling(DoubleArray seconds) implements Filling {
        @Override
        public void add(ResultSet rows, int column) throws SQLException {
            LocalDateTime time = rows.getObject(column, LocalDateTime.class);
            seconds.add(time == null ? Double.NaN : secondsOf(time));
        }

        @Override
        public Column column() {
            return new Column.Dates(seconds.drain());
        }
    }

    private record TextFilling(List<@Nullable String> values) implements Filling {
        @Override
        public void add(ResultSet rows, int column) throws SQLException {
            values.add(rows.getString(column));
        }

        @Override
        public Column column() {
            return Column.Texts.of(values);
        }
    }

    private record BooleanFilling(List<@Nullable Boolean> values) implements Filling {
        @Override
        public void add(ResultSet rows, int column) throws SQLException {
            boolean value = rows.getBoolean(column);
            values.add(rows.wasNull() ? null : value);
        }

        @Override
        public Column column() {
            return Column.Booleans.of(values);
        }
    }
}
