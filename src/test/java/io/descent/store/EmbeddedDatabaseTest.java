package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedDatabaseTest {

    @TempDir
    private Path directory;

    @Test
    void aDirectoryIsMadeAndWhatIsCommittedIsOnTheDisk() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(directory.resolve("new/data"))) {
            DataSource source = database.source();
            assertThat(List.of(
                            pragma(source, "journal_mode"),
                            pragma(source, "synchronous"),
                            pragma(source, "foreign_keys")))
                    .containsExactly("wal", "1", "1");
        }
        assertThat(names(directory.resolve("new/data"))).contains("descent.db");
    }

    @Test
    void aProcessThatIsKilledLeavesNoLibrary() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        directory.toString())
                .inheritIO()
                .start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(Killed.STATUS);
        assertThat(names(directory))
                .isSubsetOf("descent.db", "descent.db-wal", "descent.db-shm")
                .isNotEmpty();
    }

    /** Opens a database and ends as by kill -9. */
    static final class Killed {
        private static final int STATUS = 7;

        private Killed() {}

        public static void main(String[] arguments) throws Exception {
            EmbeddedDatabase database = EmbeddedDatabase.open(Path.of(arguments[0]));
            JdbcClient.create(database.source()).sql("create table t (x)").update();
            Runtime.getRuntime().halt(STATUS);
        }
    }

    @Test
    void anOldLibraryIsRemoved() throws Exception {
        Path old = Files.createDirectories(directory.resolve("sqlite-library-1"));
        Files.createFile(old.resolve("libsqlitejdbc.so"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        Files.createDirectories(directory.resolve("sqlite-library-2"));

        EmbeddedDatabase.open(directory).close();

        assertThat(names(directory)).containsExactly("sqlite-library-2");
    }

    private static String pragma(DataSource source, String name) {
        return JdbcClient.create(source)
                .sql("pragma " + name)
                .query(String.class)
                .single();
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
