package io.descent.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.springframework.util.FileSystemUtils;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;

/** The database that needs no set-up: SQLite in a directory. What is committed outlives the process and the power. */
public final class EmbeddedDatabase {

    /** Reads do not wait for one another; writes take turns anyway. */
    private static final int CONNECTIONS = 8;

    private static final int BUSY_MILLIS = 10_000;

    /** What a burst of writes may leave of the write-ahead log on the disk. */
    private static final int LOG_BYTES = 16 << 20;

    private static final String LIBRARY = "sqlite-library-";

    /** Until then another process may be at it. */
    private static final Duration TO_LOAD = Duration.ofMinutes(1);

    private EmbeddedDatabase() {}

    /** Opens the database of a directory; makes both where they are not there. */
    public static HikariDataSource open(Path directory) throws IOException {
        Path place = Files.createDirectories(directory).toAbsolutePath();
        loadLibrary(place);
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
        sqlite.setJournalSizeLimit(LOG_BYTES);
        sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // a transaction that begins with a read could not write once another one has written
        sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        sqlite.setTempStore(SQLiteConfig.TempStore.MEMORY);
        sqlite.setBusyTimeout(BUSY_MILLIS);
        sqlite.enforceForeignKeys(true);
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl("jdbc:sqlite:" + place.resolve("descent.db"));
        source.setDataSourceProperties(sqlite.toProperties());
        source.setMaximumPoolSize(CONNECTIONS);
        source.setPoolName("sqlite");
        return source;
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
