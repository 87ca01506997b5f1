package io.descent.tabular;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.dataset.CollectedTable;
import io.descent.dataset.TableSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Files that tests read: written to a place for temporary files, read, and deleted. */
final class TextFile {

    private TextFile() {}

    /** What was read of a file, and what was told of it. */
    record ReadTable(Table table, ReadFile file) {
        List<ColumnReport> columns() {
            return file.columns();
        }

        Dialect dialect() {
            return Objects.requireNonNull(file.dialect());
        }

        int rows() {
            return table.rows();
        }
    }

    static ReadTable csv(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), Format.CSV, ReadOptions.DEFAULT);
    }

    static ReadTable csv(String text, ReadOptions options) {
        return read(text.getBytes(StandardCharsets.UTF_8), Format.CSV, options);
    }

    static ReadTable csv(String text, Charset charset) {
        return read(text.getBytes(charset), Format.CSV, ReadOptions.DEFAULT);
    }

    static ReadTable ndjson(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), Format.NDJSON, ReadOptions.DEFAULT);
    }

    static UnreadableFileException refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8), Format.CSV, ReadOptions.DEFAULT);
    }

    static UnreadableFileException refusal(String text, ReadOptions options) {
        return refusal(text.getBytes(StandardCharsets.UTF_8), Format.CSV, options);
    }

    static UnreadableFileException refusal(byte[] bytes, Format format, ReadOptions options) {
        return Objects.requireNonNull(
                catchThrowableOfType(UnreadableFileException.class, () -> readOrRefuse(bytes, format, options)));
    }

    static ReadTable read(byte[] bytes, Format format, ReadOptions options) {
        try {
            return readOrRefuse(bytes, format, options);
        } catch (UnreadableFileException e) {
            throw new AssertionError(
                    "refused: %s at %d:%d: %s, %s".formatted(e.code(), e.line(), e.column(), e.detail(), e.text()), e);
        }
    }

    static ReadTable readOrRefuse(byte[] bytes, Format format, ReadOptions options) throws UnreadableFileException {
        try {
            Path file = Files.createTempFile("descent-test", ".txt");
            try {
                Files.write(file, bytes);
                CollectedTable table = new CollectedTable(Long.MAX_VALUE);
                ReadFile read = TableReader.read(file, format, options, Progress.NONE, table);
                return new ReadTable(table.table(), read);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void readInto(TableSink sink, String text) throws IOException, UnreadableFileException {
        Path file = Files.createTempFile("descent-test", ".txt");
        try {
            Files.writeString(file, text);
            TableReader.read(file, Format.CSV, ReadOptions.DEFAULT, Progress.NONE, sink);
        } finally {
            Files.delete(file);
        }
    }

    static List<@Nullable Object> cells(ReadTable read, String name) {
        Column column = Objects.requireNonNull(read.table().columns().get(name), name);
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < column.size(); i++) {
            values.add(column.value(i));
        }
        return values;
    }

    static ColumnReport report(ReadTable read, String name) {
        return read.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
