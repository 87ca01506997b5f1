package io.descent.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteQueueTest extends QueueContract {

    @TempDir
    private static Path directory;

    @Override
    HikariDataSource open() {
        return Databases.sqlite(directory);
    }
}
