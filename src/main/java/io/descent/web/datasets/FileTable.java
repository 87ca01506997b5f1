package io.descent.web.datasets;

import com.github.f4b6a3.ulid.UlidCreator;
import io.descent.data.Table;
import io.descent.dataset.KeptTable;
import io.descent.dataset.TableStore;
import io.descent.schema.Mistakes;
import io.descent.tabular.ReadOptions;
import io.descent.tabular.ReadTable;
import io.descent.tabular.TableReader;
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
    private final TableReader.Format format;
    private final ReadOptions options;
    private final Mistakes mistakes;
    private final TableStore tables;
    private final Clock clock;

    FileTable(
            Incoming file,
            TableReader.Format format,
            ReadOptions options,
            Mistakes mistakes,
            TableStore tables,
            Clock clock) {
        this.file = file;
        this.format = format;
        this.options = options;
        this.mistakes = mistakes;
        this.tables = tables;
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
        return read().table();
    }

    private ReadTable read() throws IOException {
        return FileReading.read(file.upload(), format, options);
    }

    /** Keeps the table for so long, and returns its id. */
    public String keep(Duration time) throws IOException {
        return keep(name(), clock.instant().plus(time)).id();
    }

    /** Keeps the table. */
    KeptTable keep(@Nullable String name, @Nullable Instant expiresAt) throws IOException {
        ReadTable read = read();
        KeptTable kept = new KeptTable(
                "ds_" + UlidCreator.getMonotonicUlid(),
                name,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS),
                Description.of(read, format, file.upload()).written());
        tables.add(kept, read.table());
        return kept;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
