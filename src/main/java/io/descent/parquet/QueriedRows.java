package io.descent.parquet;

import io.descent.data.Column;
import io.descent.data.DoubleArray;
import io.descent.data.IntArray;
import io.descent.data.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of a query as tables: DOUBLE as numbers, VARCHAR as texts, BOOLEAN, TIMESTAMP as dates; null and NaN are missing. */
public final class QueriedRows {

    private static final int STRETCH = 1 << 13;
    private static final int MICROS = 1_000_000;

    /** Of texts, so that a stretch of long ones is short. */
    private static final long CHARACTERS = 1 << 22;

    private final ResultSet rows;
    private final List<String> names;

    /** Makes it of a result that has a column for each name. */
    public QueriedRows(ResultSet rows, List<String> names) {
        this.rows = rows;
        this.names = names;
    }

    /** Hands all rows on, some at a time, and returns how many they were. */
    public long forEach(Consumer<Table> stretch) throws SQLException {
        long count = 0;
        for (Table some = next(STRETCH, CHARACTERS); some.rows() > 0; some = next(STRETCH, CHARACTERS)) {
            stretch.accept(some);
            count += some.rows();
        }
        return count;
    }

    /** Returns the rows that are left. */
    Table all() throws SQLException {
        return next(Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    private Table next(int most, long mostCharacters) throws SQLException {
        List<Filling> fillings = Filling.of(rows);
        long characters = 0;
        for (int count = 0; count < most && characters < mostCharacters && rows.next(); count++) {
            for (int j = 0; j < fillings.size(); j++) {
                characters += fillings.get(j).add(rows, j + 1);
            }
        }
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (int j = 0; j < names.size(); j++) {
            columns.put(names.get(j), fillings.get(j).column());
        }
        return new Table(columns);
    }

    private static double secondsOf(LocalDateTime time) {
        Instant instant = time.toInstant(ZoneOffset.UTC);
        return (instant.getEpochSecond() * (double) MICROS + instant.getNano() / 1000.0) / MICROS;
    }

    /** A column on its way from a file. */
    private interface Filling {
        /** Adds a value, and returns how many characters it has if it is a text. */
        int add(ResultSet rows, int column) throws SQLException;

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
                case "VARCHAR" -> new TextFilling();
                case "BOOLEAN" -> new BooleanFilling(new ArrayList<>());
                case "TIMESTAMP" -> new DateFilling(new DoubleArray());
                default -> new NumberFilling(new DoubleArray());
            };
        }
    }

    private record NumberFilling(DoubleArray values) implements Filling {
        @Override
        public int add(ResultSet rows, int column) throws SQLException {
            double value = rows.getDouble(column);
            values.add(rows.wasNull() ? Double.NaN : value);
            return 0;
        }

        @Override
        public Column column() {
            return new Column.Numbers(values.drain());
        }
    }

    private record DateFilling(DoubleArray seconds) implements Filling {
        @Override
        public int add(ResultSet rows, int column) throws SQLException {
            LocalDateTime time = rows.getObject(column, LocalDateTime.class);
            seconds.add(time == null ? Double.NaN : secondsOf(time));
            return 0;
        }

        @Override
        public Column column() {
            return new Column.Dates(seconds.drain());
        }
    }

    /** Keeps each text once, however many rows have it. */
    private static final class TextFilling implements Filling {

        private final Map<String, Integer> known = new HashMap<>();
        private final List<String> levels = new ArrayList<>();
        private final IntArray codes = new IntArray();

        @Override
        public int add(ResultSet rows, int column) throws SQLException {
            String text = rows.getString(column);
            codes.add(text == null ? -1 : code(text));
            return text == null ? 0 : text.length();
        }

        private int code(String text) {
            Integer code = known.putIfAbsent(text, levels.size());
            if (code == null) {
                levels.add(text);
            }
            return code == null ? levels.size() - 1 : code;
        }

        @Override
        public Column column() {
            return new Column.Texts(codes.drain(), levels);
        }
    }

    private record BooleanFilling(List<@Nullable Boolean> values) implements Filling {
        @Override
        public int add(ResultSet rows, int column) throws SQLException {
            boolean value = rows.getBoolean(column);
            values.add(rows.wasNull() ? null : value);
            return 0;
        }

        @Override
        public Column column() {
            return Column.Booleans.of(values);
        }
    }
}
