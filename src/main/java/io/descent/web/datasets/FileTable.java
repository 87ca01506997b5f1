package io.descent.web.datasets;

import com.github.f4b6a3.ulid.UlidCreator;
import io.descent.data.Table;
import io.descent.dataset.CollectedTable;
import io.descent.dataset.KeptTable;
import io.descent.dataset.TableSink;
import io.descent.dataset.TableStore;
import io.descent.schema.Mistakes;
import io.descent.tabular.Format;
import io.descent.tabular.Progress;
import io.descent.tabular.ReadFile;
import io.descent.tabular.ReadOptions;
import io.descent.web.body.Incoming;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file that came with a request and is a table, as long as the request lasts. */
public final class FileTable implements AutoCloseable {

    private final Incoming file;
    private final Format format;
    private final ReadOptions options;
    private final Mistakes mistakes;
    private final TableStore tables;
    private final long maxCells;
    private final Clock clock;

    FileTable(
            Incoming file,
            Format format,
            ReadOptions options,
            Mistakes mistakes,
            TableStore tables,
            long maxCells,
            Clock clock) {
        this.file = file;
        this.format = format;
        this.options = options;
        this.mistakes = mistakes;
        this.tables = tables;
        this.maxCells = maxCells;
        this.clock = clock;
    }

    /** Returns what was said beside the file, by name. */
    public Map<String, String> parameters() {
        return file.parameters();
    }

    /** Returns the name of the file; null where its sender has not given one. */
    public @Nullable String name() {
        return file.fileName();
    }

    /** Returns the digest of the file, in hexadecimal digits. */
    public String sha256() {
        return file.upload().sha256();
    }

    /** Returns the mistakes in the parameters; nothing is to be read where there are some. */
    public Mistakes mistakes() {
        return mistakes;
    }

    /** Reads the table into memory. */
    public Table load() throws IOException {
        CollectedTable table = new CollectedTable(maxCells);
        read(table);
        return table.table();
    }

    private ReadFile read(TableSink to) throws IOException {
        return FileReading.read(file.upload(), format, options, Progress.NONE, to);
    }

    /** Keeps the table for so long, and returns its id. */
    public String keep(Duration time) throws IOException {
        return keep(name(), clock.instant().plus(time)).id();
    }

    /** Keeps the table. */
    KeptTable keep(@Nullable String name, @Nullable Instant expiresAt) throws IOException {
        try (TableStore.NewTable table = tables.begin()) {
            ReadFile read = read(table);
            KeptTable kept = new KeptTable(
                    "ds_" + UlidCreator.getMonotonicUlid(),
                    name,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS),
                    Description.of(read, table.finish(), format, file.upload()).written());
            table.keep(kept);
            return kept;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
