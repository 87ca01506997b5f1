package io.descent.store;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterAll;

class PostgresQueueIT extends QueueContract {

    private static final EmbeddedPostgres POSTGRES = start();

    @AfterAll
    static void close() throws IOException {
        POSTGRES.close();
    }

    @Override
    HikariDataSource open() {
        return Databases.postgres(POSTGRES.getPostgresDatabase());
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
