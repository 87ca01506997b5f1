package io.descent.parquet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/**
 * DuckDB, in memory, as a reader and writer of files: it sees one directory, loads no extensions, takes a part of the
 * machine, and what is set so can no longer be changed.
 */
public final class DuckDb {

    private static final String URL = "jdbc:duckdb:";
    private static final int MEGABYTE = 1 << 20;
    private static final int SHARE_OF_HEAP = 4;
    private static final int LEAST_MEMORY = 64;
    private static final int MOST_MEMORY = 512;

    private DuckDb() {}

    /** Opens a connection that reads and writes in the directory of a file and nowhere else. */
    public static Connection beside(Path file) throws SQLException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IllegalArgumentException("a file is in a directory");
        }
        return in(directory);
    }

    /** Opens a connection that reads and writes in a directory and nowhere else. */
    static Connection in(Path directory) throws SQLException {
        Properties streaming = new Properties();
        streaming.setProperty("jdbc_stream_results", "true");
        Connection connection = DriverManager.getConnection(URL, streaming);
        try (Statement set = connection.createStatement()) {
            for (String setting : List.of(
                    "allowed_directories = [" + quoted(directory.toAbsolutePath() + "/") + "]",
                    "temp_directory = " + quoted(directory.toAbsolutePath().toString()),
                    "autoinstall_known_extensions = false",
                    "autoload_known_extensions = false",
                    "allow_community_extensions = false",
                    "memory_limit = '" + memory() + "MB'",
                    "max_temp_directory_size = '16GB'",
                    "threads = " + Math.min(2, Runtime.getRuntime().availableProcessors()),
                    "TimeZone = 'UTC'",
                    "enable_external_access = false",
                    "lock_configuration = true")) {
                set.execute("set " + setting);
            }
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    /** Returns a share of the heap in MB: what is beyond it, goes to the disk. */
    private static long memory() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / MEGABYTE, LEAST_MEMORY, MOST_MEMORY);
    }

    /** Returns a text as SQL writes it. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Returns a name as SQL writes it. */
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
