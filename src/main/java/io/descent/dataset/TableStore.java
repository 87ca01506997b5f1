package io.descent.dataset;

import io.descent.access.Tenant;
import io.descent.data.ColumnFigures;
import io.descent.data.Table;
import io.descent.data.TableSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tables. Safe for use by many threads, and by many processes that share its directory. What was added outlives the
 * machine when the method returns; what was not added to its end is never found, and its files are removed.
 */
public interface TableStore {

    /** Some tables, newest first, and whether there are older ones. */
    record Page(List<KeptTable> tables, boolean hasMore) {}

    /** What became of an attempt to delete. */
    enum Deletion {
        DELETED,
        NOT_FOUND,
        /** A fit that has not ended needs it. */
        IN_USE
    }

    /** Returns a file for an upload, which does not exist yet; to be deleted by the caller. */
    Path upload();

    /** A table on its way into the store. Unless it is kept, closing leaves nothing of it. */
    interface NewTable extends TableSink, AutoCloseable {

        /** Ends the rows, and returns the figures of their columns. */
        List<ColumnFigures> finish() throws IOException;

        /** Keeps the table, whose rows have ended. */
        void keep(KeptTable about);

        @Override
        void close() throws IOException;
    }

    /** Begins a table. */
    NewTable begin();

    /** Returns what is known of a table; here and below nothing where there is none of this id, or it is another tenant's. */
    Optional<KeptTable> find(Tenant tenant, String id);

    /**
     * Returns tables, newest first.
     *
     * @param limit at most so many, at least 1
     * @param after only those older than the one with this id; null for the newest
     */
    Page list(Tenant tenant, int limit, @Nullable String after);

    /**
     * Returns the rows of a table; nothing where there is none of this id.
     *
     * @param columns the names of those to read; null for all
     */
    Optional<Table> rows(Tenant tenant, String id, @Nullable List<String> columns, TableFiles.Stretch stretch);

    /** Returns a table, to be read as far as it is needed; nothing where there is none of this id. */
    Optional<TableSource> open(Tenant tenant, String id);

    /** Returns what finds the tables of a tenant. */
    default StoredTables of(Tenant tenant) {
        return id -> open(tenant, id);
    }

    /** Deletes a table that no fit needs. */
    Deletion delete(Tenant tenant, String id);

    /** Forgets the tables whose time has come and that no fit needs, and returns how many they were. */
    int forgetExpired(Instant now);
}
