package io.descent.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Databases with the tables in them. */
final class Databases {

    private Databases() {}

    static EmbeddedDatabase sqlite(Path directory) {
        try {
            EmbeddedDatabase database = EmbeddedDatabase.open(directory);
            migrate(database.source(), "blob", "timestamp");
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HikariDataSource postgres(DataSource database) {
        HikariDataSource source = new HikariDataSource();
        source.setDataSource(database);
        source.setConnectionTimeout(5000);
        migrate(source, "bytea", "timestamp with time zone");
        return source;
    }

    private static void migrate(DataSource source, String binary, String timestamp) {
        Flyway.configure()
                .dataSource(source)
                .placeholders(Map.of("binary", binary, "timestamp", timestamp))
                .load()
                .migrate();
    }
}
