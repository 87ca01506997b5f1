package io.descent.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The file of SQLite's write-ahead log. */
final class LogFile implements WriteAheadLog.Disk {

    private final Path file;
    private final JdbcClient jdbc;
    private boolean doubtful;

    LogFile(Path file, DataSource connections) {
        this.file = file;
        this.jdbc = JdbcClient.create(connections);
    }

    @Override
    public void flush() throws IOException {
        if (doubtful) {
            copyIntoDatabase();
        } else {
            doubtful = true;
            force();
        }
        doubtful = false;
    }

    /** Opens it anew, for SQLite removes it with the last connection: then all of it is in the database. */
    private void force() throws IOException {
        boolean interrupted = Thread.interrupted();
        while (true) {
            try (FileChannel log = FileChannel.open(file, StandardOpenOption.WRITE)) {
                log.force(false);
                break;
            } catch (NoSuchFileException copied) {
                break;
            } catch (ClosedByInterruptException again) {
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** After a flush that failed the next one may succeed without what was lost; SQLite still reads that, and writes it anew. */
    private void copyIntoDatabase() throws IOException {
        boolean busy = jdbc.sql("pragma wal_checkpoint(truncate)")
                .query((row, _) -> row.getBoolean(1))
                .single();
        if (busy) {
            throw new IOException("the write-ahead log is in use");
        }
    }
}
