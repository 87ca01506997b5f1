package io.descent.store;

import io.descent.access.QuotaExceededException;
import io.descent.access.Quotas;
import io.descent.access.Tenant;
import io.descent.data.ColumnFigures;
import io.descent.data.Table;
import io.descent.data.TableSource;
import io.descent.dataset.KeptTable;
import io.descent.dataset.TableFiles;
import io.descent.dataset.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Keeps tables: what is known of them in the database, and the rows as Parquet, in the database where they are few, else in
 * a directory that all processes share.
 */
public final class JdbcTableStore implements TableStore {

    /** Below this many bytes a table is kept in the database. */
    private static final long SMALL = 1 << 20;

    /** What was not written to for so long never will be: its process is gone. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** There is room when something was deleted or has expired, and nobody knows when that is. */
    private static final Duration UNTIL_ROOM = Duration.ofMinutes(1);

    private static final String ABOUT = "select id, name, created_at, expires_at, description, tenant from dataset";
    private static final String UNUSED = "not exists (select 1 from fit where fit.dataset = dataset.id)"
            + " and not exists (select 1 from fit where fit.validation_dataset = dataset.id)";

    private final Database database;
    private final TableDirectory directory;
    private final long mostBytes;

    /** Makes a store over a database that has the tables already, and a directory that is made where it is not there. */
    public JdbcTableStore(DataSource source, Writes writes, Path directory, TableFiles files) throws IOException {
        this(source, writes, directory, files, 0);
    }

    /**
     * Makes the same for tenants that may not keep everything.
     *
     * @param mostBytes how much each may keep; 0 for as much as it wants
     */
    public JdbcTableStore(DataSource source, Writes writes, Path directory, TableFiles files, long mostBytes)
            throws IOException {
        this.database = new Database(source, writes);
        this.directory = new TableDirectory(directory, files);
        this.mostBytes = mostBytes;
    }

    @Override
    public Path upload() {
        return directory.newFile();
    }

    @Override
    public NewTable begin() {
        Path part = directory.newFile();
        try {
            return new Written(part, directory.writer(part));
        } catch (IOException failure) {
            throw TableDirectory.told(failure);
        }
    }

    /** A table whose file is written. */
    private final class Written implements NewTable {

        private final Path part;
        private final TableFiles.Writer writer;

        Written(Path part, TableFiles.Writer writer) {
            this.part = part;
            this.writer = writer;
        }

        @Override
        public void begin(List<Head> columns) {
            told(() -> writer.begin(columns));
        }

        @Override
        public void rows(Table stretch) {
            told(() -> writer.rows(stretch));
        }

        @Override
        public List<ColumnFigures> finish() {
            try {
                return writer.finish();
            } catch (IOException failure) {
                throw TableDirectory.told(failure);
            }
        }

        @Override
        public void keep(KeptTable about) {
            told(() -> {
                long bytes = Files.size(part);
                requireRoom(about.tenant(), bytes);
                byte[] contents = bytes < SMALL ? Files.readAllBytes(part) : null;
                if (contents == null) {
                    directory.keep(part, about.id());
                }
                insert(about, bytes, contents);
            });
        }

        @Override
        public void close() throws IOException {
            try (writer) {
                Files.deleteIfExists(part);
            }
        }
    }

    /** Writes something. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private static void told(Writing writing) {
        try {
            writing.run();
        } catch (IOException failure) {
            throw TableDirectory.told(failure);
        }
    }

    private void requireRoom(Tenant tenant, long bytes) {
        if (mostBytes == 0) {
            return;
        }
        long kept = database.read(
                () -> database.sql("select coalesce(sum(bytes), 0) from dataset where " + Owned.by(tenant))
                        .query((row, _) -> row.getLong(1))
                        .single());
        if (kept + bytes > mostBytes) {
            throw new QuotaExceededException(Quotas.Policy.BYTES, UNTIL_ROOM.toSeconds());
        }
    }

    private void insert(KeptTable about, long bytes, byte @Nullable [] contents) {
        database.write(() -> database.sql("""
                        insert into dataset (id, tenant, bytes, name, created_at, expires_at, description, contents)
                        values (:id, :tenant, :bytes, :name, :created, :expires, :description, :contents)""")
                .param("id", about.id())
                .param("tenant", about.tenant().name())
                .param("bytes", bytes)
                .param("name", about.name() == null ? null : about.name().replace('\0', '\ufffd'), Types.VARCHAR)
                .param("created", about.createdAt().toEpochMilli())
                .param(
                        "expires",
                        about.expiresAt() == null ? null : about.expiresAt().toEpochMilli(),
                        Types.BIGINT)
                .param("description", about.description())
                .param("contents", contents, Types.BINARY)
                .update());
    }

    @Override
    public Optional<KeptTable> find(Tenant tenant, String id) {
        return find(id).filter(about -> about.tenant().equals(tenant));
    }

    private Optional<KeptTable> find(String id) {
        return database.read(() -> database.sql(ABOUT + " where id = ?")
                .param(known(id))
                .query((row, _) -> about(row))
                .optional());
    }

    @Override
    public Page list(Tenant tenant, int limit, @Nullable String after) {
        // ids sort by time, and all of them begin alike
        List<KeptTable> found = database.read(
                () -> database.sql(ABOUT + " where id < ? and " + Owned.by(tenant) + " order by id desc limit ?")
                        .params(after == null ? "e" : known(after), limit + 1)
                        .query((row, _) -> about(row))
                        .list());
        boolean more = found.size() > limit;
        return new Page(more ? found.subList(0, limit) : found, more);
    }

    private static KeptTable about(ResultSet row) throws SQLException {
        long expires = row.getLong(4);
        Instant expiresAt = row.wasNull() ? null : Instant.ofEpochMilli(expires);
        return new KeptTable(
                row.getString(1),
                new Tenant(row.getString(6)),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)),
                expiresAt,
                row.getBytes(5));
    }

    @Override
    public Optional<Table> rows(Tenant tenant, String id, @Nullable List<String> columns, TableFiles.Stretch stretch) {
        return read(tenant, id, contents -> directory.read(id, contents, columns, stretch));
    }

    @Override
    public Optional<TableSource> open(Tenant tenant, String id) {
        return read(
                tenant,
                id,
                contents -> contents == null
                        ? directory.open(id)
                        : directory.read(id, contents, null, TableFiles.Stretch.ALL));
    }

    /** Reads a table. */
    @FunctionalInterface
    private interface Reading<T> {

        /** Reads it from the bytes of its file, or from that, where they are null. */
        T from(byte @Nullable [] contents) throws IOException;
    }

    private <T> Optional<T> read(Tenant tenant, String id, Reading<T> reading) {
        record Contents(byte @Nullable [] bytes) {}
        Optional<Contents> found =
                database.read(() -> database.sql("select contents from dataset where id = ? and tenant = ?")
                        .params(known(id), tenant.name())
                        .query((row, _) -> new Contents(row.getBytes(1)))
                        .optional());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.from(found.get().bytes()));
        } catch (IOException failure) {
            if (find(id).isEmpty()) {
                return Optional.empty();
            }
            throw TableDirectory.told(failure);
        }
    }

    @Override
    public Deletion delete(Tenant tenant, String id) {
        return find(tenant, id).isPresent() ? delete(id) : Deletion.NOT_FOUND;
    }

    private Deletion delete(String id) {
        int deleted;
        try {
            deleted = database.write(() -> database.sql("delete from dataset where id = ? and " + UNUSED)
                    .param(known(id))
                    .update());
        } catch (DataIntegrityViolationException used) {
            deleted = 0;
        }
        if (deleted == 1) {
            directory.delete(id);
            return Deletion.DELETED;
        }
        return find(id).isPresent() ? Deletion.IN_USE : Deletion.NOT_FOUND;
    }

    @Override
    public int forgetExpired(Instant now) {
        List<String> expired =
                database.read(() -> database.sql("select id from dataset where expires_at <= ? and " + UNUSED)
                        .param(now.toEpochMilli())
                        .query(String.class)
                        .list());
        int forgotten = 0;
        for (String id : expired) {
            forgotten += delete(id) == Deletion.DELETED ? 1 : 0;
        }
        removeAbandoned(now.minus(ABANDONED));
        return forgotten;
    }

    /** Removes files that no table has and that were not written to since. */
    public void removeAbandoned(Instant before) {
        directory.sweep(before, id -> find(id).isPresent());
    }

    private static String known(String id) {
        return id.replace('\0', '\ufffd');
    }
}
