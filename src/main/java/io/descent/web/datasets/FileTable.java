package io.descent.web.datasets;

import com.github.f4b6a3.ulid.UlidCreator;
import io.descent.access.Tenant;
import io.descent.data.Table;
import io.descent.data.encode.ColumnType;
import io.descent.dataset.CollectedTable;
import io.descent.dataset.KeptTable;
import io.descent.dataset.TableSink;
import io.descent.dataset.TableStore;
import io.descent.dataset.TooLargeToKeepException;
import io.descent.schema.InvalidRequestException;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.tabular.Expected;
import io.descent.tabular.Progress;
import io.descent.tabular.ReadFile;
import io.descent.tabular.TypeChoice;
import io.descent.web.body.Incoming;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file that came with a request and is a table, as long as the request lasts. */
public final class FileTable implements AutoCloseable {

    private final Incoming file;
    private final FileFormat format;
    private final Mistakes mistakes;
    private final TableStore tables;
    private final long maxCells;
    private final Clock clock;

    FileTable(Incoming file, FileFormat format, Mistakes mistakes, TableStore tables, long maxCells, Clock clock) {
        this.file = file;
        this.format = format;
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
        format.read(file.upload(), Progress.NONE, table);
        return table.table();
    }

    /**
     * Returns the same file, to be read with more known of it; only one of both is to be closed.
     *
     * @param columns the types of columns that it may have; its values decide about the others
     */
    public FileTable expecting(Map<String, ColumnType> columns) {
        return expecting(columns, List.of());
    }

    /**
     * Returns the same file, to be read with more known of it; only one of both is to be closed.
     *
     * @param columns the types of columns that it may have; its values decide about the others
     * @param others columns beside them that may not stand twice either
     */
    public FileTable expecting(Map<String, ColumnType> columns, List<String> others) {
        return expecting(new Expected(chosen(columns), false, new LinkedHashSet<>(others)));
    }

    /**
     * Returns the same file, which has these columns in this order where it has no header; only one of both is to be closed.
     *
     * @param columns the types of the columns
     */
    public FileTable expectingInOrder(SequencedMap<String, ColumnType> columns) {
        return expecting(new Expected(chosen(columns), true, Set.of()));
    }

    private FileTable expecting(Expected columns) {
        return new FileTable(file, format.expecting(columns), mistakes, tables, maxCells, clock);
    }

    private static SequencedMap<String, TypeChoice> chosen(Map<String, ColumnType> types) {
        SequencedMap<String, TypeChoice> chosen = new LinkedHashMap<>();
        types.forEach((name, type) -> chosen.put(name, TypeChoice.of(type)));
        return chosen;
    }

    /** Reads the table some rows at a time. */
    public void read(TableSink to) throws IOException {
        format.read(file.upload(), Progress.NONE, to);
    }

    /** Keeps the table for a tenant, for so long, and returns its id. */
    public String keep(Tenant tenant, Duration time) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return keep("ds_" + UlidCreator.getMonotonicUlid(), tenant, name(), now, now.plus(time), Progress.NONE)
                .id();
    }

    /** Keeps the table. */
    KeptTable keep(
            String id,
            Tenant tenant,
            @Nullable String name,
            Instant createdAt,
            @Nullable Instant expiresAt,
            Progress progress)
            throws IOException {
        try (TableStore.NewTable table = tables.begin()) {
            ReadFile read = format.read(file.upload(), progress, table);
            Description description = Description.of(read, table.finish(), format.name(), file.upload());
            KeptTable kept = new KeptTable(id, tenant, name, createdAt, expiresAt, description.written());
            table.keep(kept);
            return kept;
        } catch (TooLargeToKeepException e) {
            Mistakes beyond = new Mistakes();
            beyond.add("", Mistake.Code.TOO_LARGE, String.valueOf(e.getMessage()));
            throw new InvalidRequestException(beyond);
        }
    }

    /** Returns what is known of the file before it is read. */
    Description received() {
        return Description.of(file.upload(), format.name());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
