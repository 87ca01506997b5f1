package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class LogFileTest {

    @TempDir
    private Path directory;

    private EmbeddedDatabase database;

    @BeforeEach
    void open() throws IOException {
        database = EmbeddedDatabase.open(directory);
        JdbcClient.create(database.source()).sql("create table t (x)").update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Path log() {
        return directory.resolve("descent.db-wal");
    }

    @Test
    void aFlushLeavesTheLogToSqlite() throws IOException {
        long before = Files.size(log());

        new LogFile(log(), database.source()).flush();

        assertThat(Files.size(log())).isEqualTo(before).isPositive();
    }

    @Test
    void aLogThatSqliteHasRemovedNeedsNoFlush() throws IOException {
        database.close();
        assertThat(log()).doesNotExist();

        new LogFile(log(), database.source()).flush();

        assertThat(log()).doesNotExist();
    }

    @Test
    void anInterruptDoesNotKeepItFromFlushing() throws IOException {
        Thread.currentThread().interrupt();

        new LogFile(log(), database.source()).flush();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void afterAFlushThatFailedTheLogIsCopiedIntoTheDatabase() throws IOException {
        // a directory cannot be flushed as a file is
        LogFile broken = new LogFile(directory, database.source());
        assertThatIOException().isThrownBy(broken::flush);

        broken.flush();

        assertThat(log()).isEmptyFile();
        assertThatIOException().isThrownBy(broken::flush);
    }
}
