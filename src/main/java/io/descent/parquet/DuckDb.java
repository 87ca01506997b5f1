package io.descent.parquet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * DuckDB, in memory, as a reader and writer of files: it sees one directory, loads no extensions, takes a part of the
 * machine, and what is set so can no longer be changed.
 */
public final class DuckDb {

    private static final String URL = "jdbc:duckdb:";
    private static final int MEGABYTE = 1 << 20;
    private static final int SHARE_OF_HEAP = 4;
    private static final int LEAST_MEMORY = 128;
    private static final int MOST_MEMORY = 512;

    /**
     * Ends the names of directories for what does not fit in memory. Each connection has its own: DuckDB calls its files after
     * the process, and the processes of two containers that share the directory may have the same number.
     */
    private static final String SPILL = ".spill";

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
                    "temp_directory = "
                            + quoted(directory
                                    .toAbsolutePath()
                                    .resolve(UUID.randomUUID() + SPILL)
                                    .toString()),
                    "autoinstall_known_extensions = false",
                    "autoload_known_extensions = false",
                    "allow_community_extensions = false",
                    "memory_limit = '" + megabytes() + "MB'",
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

    /** Returns how much memory a connection takes at most, a share of the heap, in MB: what is beyond it, goes to the disk. */
    public static long megabytes() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / MEGABYTE, LEAST_MEMORY, MOST_MEMORY);
    }

    /** Returns a Parquet file as a table of SQL. Parts of its path like {@code a=b} are no columns. */
    public static String parquet(Path file) {
        return parquet(List.of(file));
    }

    /** Returns a Parquet file as a table that has the numbers of its rows, too, as {@code file_row_number}. */
    static String numberedParquet(Path file) {
        return "read_parquet(" + quoted(file.toString()) + ", hive_partitioning = false, file_row_number = true)";
    }

    /** Returns Parquet files of the same columns, one after the other, as a table of SQL. */
    static String parquet(List<Path> files) {
        return files.stream()
                .map(file -> quoted(file.toString()))
                .collect(Collectors.joining(", ", "read_parquet([", "], hive_partitioning = false)"));
    }

    /** Tells whether a statement failed as it needs more than {@link #megabytes}. */
    public static boolean isOutOfMemory(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains("Out of Memory Error");
    }

    /** Tells whether a statement failed as the disk is full. */
    public static boolean isOutOfRoom(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains("No space left");
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
