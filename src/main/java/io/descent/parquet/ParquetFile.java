package io.descent.parquet;

import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.data.TableSource;
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
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A table in a file that a {@link ParquetWriter} has written, where names stand behind the places of their columns. */
final class ParquetFile implements TableSource {

    /** So many values are worth a connection, and a thread that takes them from it. */
    private static final long WORTH_A_CONNECTION = 1 << 20;

    private static final int MOST_CONNECTIONS = 4;

    private final Path file;
    private final int rows;
    private final Map<String, String> stored = new LinkedHashMap<>();

    ParquetFile(Path file) throws IOException {
        this.file = file;
        try (Connection connection = DuckDb.beside(file);
                Statement statement = connection.createStatement()) {
            try (ResultSet described = statement.executeQuery("describe select *" + from())) {
                while (described.next()) {
                    String name = described.getString(1);
                    stored.put(name.substring(name.indexOf(':') + 1), name);
                }
            }
            try (ResultSet counted = statement.executeQuery("select count(*)" + from())) {
                counted.next();
                rows = Math.toIntExact(counted.getLong(1));
            }
        } catch (SQLException failure) {
            throw unread(failure);
        }
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public List<String> names() {
        return new ArrayList<>(stored.keySet());
    }

    @Override
    public Column column(String name) {
        return load(List.of(name)).column(name);
    }

    /** Reads as many columns side by side as there are cores: most of the time is taken by the handing over of values one by one. */
    @Override
    public Table load(List<String> columns) {
        int most = Math.min(Math.min(MOST_CONNECTIONS, Runtime.getRuntime().availableProcessors()), columns.size());
        int groups = Math.clamp((long) rows * columns.size() / WORTH_A_CONNECTION, 1, Math.max(most, 1));
        try {
            return groups == 1 ? read(columns, "") : sideBySide(columns, groups);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Table sideBySide(List<String> columns, int groups) throws IOException {
        List<Callable<Table>> reads = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            List<String> some = columns.subList(columns.size() * group / groups, columns.size() * (group + 1) / groups);
            reads.add(() -> read(some, ""));
        }
        SequencedMap<String, Column> all = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(groups)) {
            for (Future<Table> read : threads.invokeAll(reads)) {
                all.putAll(read.get().columns());
            }
        } catch (ExecutionException failure) {
            throw new IOException("the table could not be read", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("the table was not read to its end", interrupted);
        }
        return new Table(all);
    }

    @Override
    public void forEach(List<String> columns, Consumer<Table> stretch) {
        try (Connection connection = DuckDb.beside(file);
                Statement statement = connection.createStatement();
                ResultSet all = statement.executeQuery(select(columns))) {
            new QueriedRows(all, columns).forEach(stretch);
        } catch (SQLException failure) {
            throw new UncheckedIOException(unread(failure));
        }
    }

    /** Returns some columns of some rows. */
    Table read(List<String> columns, String which) throws IOException {
        try (Connection connection = DuckDb.beside(file);
                Statement statement = connection.createStatement();
                ResultSet some = statement.executeQuery(select(columns) + which)) {
            return new QueriedRows(some, columns).all();
        } catch (SQLException failure) {
            throw unread(failure);
        }
    }

    private String select(List<String> columns) {
        return columns.stream()
                .map(name -> DuckDb.name(String.valueOf(stored.get(name))))
                .collect(Collectors.joining(", ", "select ", from()));
    }

    private String from() {
        return " from " + DuckDb.parquet(file);
    }

    private static IOException unread(SQLException failure) {
        return new IOException("the table could not be read", failure);
    }
}
