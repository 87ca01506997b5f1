package io.descent.store;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** In turn with the tests over the service, whose threads it would take for those of its own queues. */
@Execution(ExecutionMode.SAME_THREAD)
class PostgresStoreIT {

    private static EmbeddedPostgres server;
    private static TestDatabase postgres;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
        Supplier<HikariDataSource> pools = () -> Databases.postgres(server.getPostgresDatabase());
        postgres = new TestDatabase(pools, pools.get(), "''::bytea", "analyze fit", "explain ");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.source().close();
        server.close();
    }

    @Nested
    class JobList extends JobListContract {
        JobList() {
            super(postgres);
        }
    }

    @Nested
    class StoredJob extends StoredJobContract {
        StoredJob() {
            super(postgres);
        }
    }

    @Nested
    class JobHistory extends JobHistoryContract {
        JobHistory() {
            super(postgres);
        }
    }

    @Nested
    class JobRequest extends JobRequestContract {
        JobRequest() {
            super(postgres);
        }
    }

    @Nested
    class QueuedJob extends QueuedJobContract {
        QueuedJob() {
            super(postgres);
        }
    }

    @Nested
    class QueueFault extends QueueFaultContract {
        QueueFault() {
            super(postgres);
        }
    }
}
