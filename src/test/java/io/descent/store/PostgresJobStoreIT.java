package io.descent.store;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterAll;

class PostgresJobStoreIT extends JobStoreContract {

    private static final EmbeddedPostgres POSTGRES = start();
    private static final HikariDataSource SOURCE = Databases.postgres(POSTGRES.getPostgresDatabase());

    PostgresJobStoreIT() {
        super(SOURCE);
    }

    @AfterAll
    static void stop() throws IOException {
        SOURCE.close();
        POSTGRES.close();
    }

    @Override
    String emptyBytes() {
        return "''::bytea";
    }

    @Override
    String analyze() {
        return "analyze fit";
    }

    @Override
    String explain(String statement) {
        return "explain " + statement;
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
