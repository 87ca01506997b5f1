package io.descent.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.springframework.util.FileSystemUtils;

class SqliteJobStoreTest extends JobStoreContract {

    private static final Path DIRECTORY = directory();
    private static final HikariDataSource SOURCE = Databases.sqlite(DIRECTORY);

    SqliteJobStoreTest() {
        super(SOURCE);
    }

    @AfterAll
    static void remove() throws IOException {
        SOURCE.close();
        FileSystemUtils.deleteRecursively(DIRECTORY);
    }

    @Override
    String emptyBytes() {
        return "zeroblob(0)";
    }

    @Override
    String analyze() {
        return "analyze";
    }

    @Override
    String explain(String statement) {
        return "explain query plan " + statement;
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("descent-store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
