package io.descent.tabular;

import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.data.encode.ColumnType;
import io.descent.dataset.TableSink;
import io.descent.parquet.DuckDb;
import io.descent.parquet.QueriedRows;
import io.descent.tabular.UnreadableFileException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of a Parquet file that somebody else has written. Its types are those of the file, as far as they have columns here. */
final class ParquetReader {

    private final Path file;
    private final ReadOptions options;
    private final Progress progress;
    private long read;

    ParquetReader(Path file, ReadOptions options, Progress progress) {
        this.file = file;
        this.options = options;
        this.progress = progress;
    }

    ReadFile read(TableSink sink) throws IOException, UnreadableFileException {
        try (Connection connection = DuckDb.beside(file);
                Statement statement = connection.createStatement()) {
            List<ColumnReport> columns = new ArrayList<>();
            Map<String, String> types = types(statement);
            for (Map.Entry<String, String> column : types.entrySet()) {
                columns.add(report(column.getKey(), column.getValue(), statement));
            }
            refuseUnknown(types);
            sink.begin(columns.stream()
                    .map(column -> new TableSink.Head(column.name(), column.type()))
                    .toList());
            String select = columns.stream()
                    .map(column -> expression(column.name(), column.type(), types.get(column.name())))
                    .collect(Collectors.joining(", ", "select ", from()));
            long rows;
            try (ResultSet all = statement.executeQuery(select)) {
                List<String> names = columns.stream().map(ColumnReport::name).toList();
                rows = new QueriedRows(all, names).forEach(stretch -> handOn(stretch, sink));
            } catch (UncheckedIOException failure) {
                IOException cause = failure.getCause();
                throw cause == null ? new IOException(failure) : cause;
            } catch (LongText found) {
                throw LayoutSniffer.tooLong(
                        0, found.column, "text", options.limits().cellLength(), found.text);
            }
            if (rows == 0) {
                throw LayoutSniffer.empty("holds no row");
            }
            return new ReadFile(rows, null, columns);
        } catch (SQLException failure) {
            throw refusal(failure);
        }
    }

    private static UnreadableFileException refusal(SQLException failure) throws IOException {
        if (DuckDb.isOutOfRoom(failure)) {
            throw new IOException("the file could not be read", failure);
        }
        return DuckDb.isOutOfMemory(failure)
                ? new UnreadableFileException(
                        Code.TOO_LARGE,
                        ("needs more than %d MB, the most that are taken to read it, or is damaged; write it with fewer columns or "
                                        + "smaller row groups")
                                .formatted(DuckDb.megabytes()),
                        0,
                        0,
                        null)
                : new UnreadableFileException(
                        Code.SYNTAX,
                        "this is no Parquet file, or it is damaged, encrypted or of a kind that is not read",
                        0,
                        0,
                        null);
    }

    /** Ends the reading from within. */
    private static final class LongText extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int column;
        private final String text;

        LongText(int column, String text) {
            super("a text is too long", null, false, false);
            this.column = column;
            this.text = text;
        }
    }

    private void handOn(Table stretch, TableSink sink) {
        refuseLong(stretch);
        try {
            sink.rows(stretch);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        read += stretch.rows();
        progress.rows(read);
    }

    private void refuseLong(Table stretch) {
        int place = 0;
        for (Column column : stretch.columns().values()) {
            place++;
            if (column instanceof Column.Texts(var _, List<String> levels)) {
                for (String level : levels) {
                    if (level.length() > options.limits().cellLength()) {
                        throw new LongText(place, level);
                    }
                }
            }
        }
    }

    private String from() {
        return " from " + DuckDb.parquet(file);
    }

    private Map<String, String> types(Statement statement) throws SQLException, UnreadableFileException {
        Map<String, String> types = new LinkedHashMap<>();
        try (ResultSet described = statement.executeQuery("describe select *" + from())) {
            while (described.next()) {
                types.put(described.getString(1), described.getString(2));
            }
        }
        if (types.size() > options.limits().columns()) {
            throw LayoutSniffer.tooManyColumns(0, options.limits());
        }
        return types;
    }

    private void refuseUnknown(Map<String, String> types) throws UnreadableFileException {
        for (String name : options.types().keySet()) {
            if (!types.containsKey(name)) {
                throw TableReader.unknown(name, List.copyOf(types.keySet()));
            }
        }
    }

    private ColumnReport report(String name, String stored, Statement statement)
            throws SQLException, UnreadableFileException {
        ColumnType own = type(stored);
        if (own == null) {
            throw new UnreadableFileException(
                    Code.WRONG_TYPE,
                    ("column `%s` has the type %s, which is no column here: numbers, texts, booleans, dates and times with dates "
                                    + "are; leave it out, or make several columns of it")
                            .formatted(Contradiction.shorten(name), stored),
                    0,
                    0,
                    name);
        }
        TypeChoice choice = options.type(name);
        if (choice != null) {
            ColumnReport chosen = chosen(name, stored, own, choice);
            if (chosen.type() != ColumnType.CATEGORY) {
                refuseInfinite(name, stored, statement);
            }
            return chosen;
        }
        long lost = own == ColumnType.NUMBER ? beyondDoubles(name, stored, statement) : 0;
        if (lost > 0) {
            return new ColumnReport(
                    name,
                    ColumnType.CATEGORY,
                    "%d values are integers with more digits than a number holds".formatted(lost),
                    lost,
                    List.of(),
                    "types=%s:number".formatted(name));
        }
        refuseInfinite(name, stored, statement);
        return new ColumnReport(
                name, own, "the file says that it is " + stored, 0, List.of(), "types=%s:category".formatted(name));
    }

    private static ColumnReport chosen(String name, String stored, ColumnType own, TypeChoice choice)
            throws UnreadableFileException {
        if (choice.type() != own && choice.type() != ColumnType.CATEGORY) {
            throw new UnreadableFileException(
                    Code.WRONG_TYPE,
                    "column `%s` has the type %s in the file, of which only a category can be made"
                            .formatted(name, stored),
                    0,
                    0,
                    name);
        }
        return new ColumnReport(name, choice.type(), "the caller chose it", 0, List.of(), null);
    }

    private static @Nullable ColumnType type(String stored) {
        String base = stored.replaceAll("\\(.*", "");
        return switch (base) {
            case "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT",
                    "FLOAT",
                    "DOUBLE",
                    "DECIMAL",
                    "\"NULL\"" -> stored.endsWith("]") ? null : ColumnType.NUMBER;
            case "VARCHAR", "ENUM", "UUID" -> stored.endsWith("]") ? null : ColumnType.CATEGORY;
            case "BOOLEAN" -> ColumnType.BOOLEAN;
            case "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" ->
                ColumnType.DATE;
            default -> null;
        };
    }

    /** Returns how many integers no double is equal to. */
    private long beyondDoubles(String name, String stored, Statement statement) throws SQLException {
        boolean wide = stored.endsWith("INT") && !stored.endsWith("TINYINT") && !stored.endsWith("SMALLINT");
        if (!wide && !(stored.startsWith("DECIMAL") && stored.endsWith(",0)"))) {
            return 0;
        }
        String column = DuckDb.name(name);
        return count(
                "try_cast(" + column + "::double as hugeint) is distinct from try_cast(" + column + " as hugeint)",
                statement);
    }

    private void refuseInfinite(String name, String stored, Statement statement)
            throws SQLException, UnreadableFileException {
        boolean canBe = stored.equals("FLOAT")
                || stored.equals("DOUBLE")
                || stored.equals("DATE")
                || stored.startsWith("TIMESTAMP");
        long infinite = canBe ? count("isinf(" + DuckDb.name(name) + ")", statement) : 0;
        if (infinite > 0) {
            throw new UnreadableFileException(
                    Code.WRONG_TYPE,
                    "column `%s` has %d infinite values, which nothing can be fitted to; make them missing"
                            .formatted(Contradiction.shorten(name), infinite),
                    0,
                    0,
                    name);
        }
    }

    private long count(String condition, Statement statement) throws SQLException {
        try (ResultSet counted = statement.executeQuery("select count(*)" + from() + " where " + condition)) {
            counted.next();
            return counted.getLong(1);
        }
    }

    /** NaN is missing, as in pandas. Of a text so much is read as shows that it is too long. */
    private String expression(String name, ColumnType type, @Nullable String stored) {
        String column = DuckDb.name(name);
        return switch (type) {
            case NUMBER -> column + "::double";
            case BOOLEAN -> column;
            case DATE -> column + "::timestamp";
            case CATEGORY ->
                "FLOAT".equals(stored) || "DOUBLE".equals(stored)
                        ? "case when isnan(" + column + ") then null else " + column + "::varchar end"
                        : "left(" + column + "::varchar, " + (options.limits().cellLength() + 1L) + ")";
        };
    }
}
