package io.descent.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.util.FileSystemUtils;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteJDBCLoader;

/** The database that needs no set-up: SQLite in a directory. */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final String FILE = "descent.db";
    private static final String LOG_FILE = FILE + "-wal";

    /** Reads do not wait for one another. */
    private static final int READERS = 8;

    /** Writes take turns anyway, and one connection finds the pages that it wrote before in its cache. */
    private static final int WRITERS = 1;

    private static final int BUSY_MILLIS = 10_000;

    /** What a burst of writes may leave of the write-ahead log on the disk. */
    private static final int LOG_BYTES = 16 << 20;

    /** How many pages of the log are copied into the database at once, by a caller who has to wait for it. */
    private static final int CHECKPOINT_PAGES = 4000;

    private static final String LIBRARY = "sqlite-library-";

    /** Until then another process may be at it. */
    private static final Duration TO_LOAD = Duration.ofMinutes(1);

    private final HikariDataSource source;
    private final HikariDataSource writer;
    private final WriteAheadLog log;

    private EmbeddedDatabase(Path place) {
        DataSource connections = connections(place);
        this.source = pool("sqlite", READERS, connections);
        this.writer = pool("sqlite-writer", WRITERS, new PlainTransactions(new KeptStatements(connections)));
        this.log = new WriteAheadLog(new LogFile(place.resolve(LOG_FILE), source));
    }

    /** Opens the database of a directory; makes both where they are not there. */
    public static EmbeddedDatabase open(Path directory) throws IOException {
        Path place = Files.createDirectories(directory).toAbsolutePath();
        loadLibrary(place);
        return new EmbeddedDatabase(place);
    }

    /** Returns where to get connections. */
    public HikariDataSource source() {
        return source;
    }

    /** Returns the way of the writes. */
    public Writes writes() {
        return writesOver(writer);
    }

    /** Returns the way of writes whose connections come from another pool. */
    Writes writesOver(DataSource connections) {
        return new SqliteWrites(connections, log);
    }

    /** Flushes what is not flushed yet. */
    @Override
    public void close() {
        log.close();
        writer.close();
        source.close();
    }

    private static DataSource connections(Path place) {
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
        sqlite.setJournalSizeLimit(LOG_BYTES);
        sqlite.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
        // whoever needs a flush asks for it; SQLite itself flushes the log before it copies that into the database
        sqlite.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        // a transaction that begins with a read could not write once another one has written
        sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        sqlite.setTempStore(SQLiteConfig.TempStore.MEMORY);
        sqlite.setBusyTimeout(BUSY_MILLIS);
        sqlite.enforceForeignKeys(true);
        // they would cost another statement after each insert
        sqlite.setGetGeneratedKeys(false);
        SQLiteDataSource connections = new SQLiteDataSource(sqlite);
        connections.setUrl("jdbc:sqlite:" + place.resolve(FILE));
        return connections;
    }

    private static HikariDataSource pool(String name, int size, DataSource connections) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(connections);
        pool.setMaximumPoolSize(size);
        pool.setPoolName(name);
        return pool;
    }

    /**
     * Has the driver unpack its library where files can be written for sure: /tmp may be missing, or not executable.
     * The file is removed as soon as it is loaded; a process that is killed could not remove it at its end.
     */
    private static synchronized void loadLibrary(Path place) throws IOException {
        removeLeftLibraries(place);
        Path directory = Files.createTempDirectory(place, LIBRARY);
        System.setProperty("org.sqlite.tmpdir", directory.toString());
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new IllegalStateException("SQLite's library could not be loaded", e);
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private static void removeLeftLibraries(Path place) throws IOException {
        Instant old = Instant.now().minus(TO_LOAD);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(place, LIBRARY + "*")) {
            for (Path library : left) {
                if (Files.getLastModifiedTime(library).toInstant().isBefore(old)) {
                    FileSystemUtils.deleteRecursively(library);
                }
            }
        }
    }
}
