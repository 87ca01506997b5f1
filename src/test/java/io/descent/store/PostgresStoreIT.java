package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** In turn with the tests over the service, whose threads it would take for those of its own queues. */
@Execution(ExecutionMode.SAME_THREAD)
class PostgresStoreIT {

    private static EmbeddedPostgres server;
    private static TestDatabase postgres;

    @BeforeAll
    static void start() throws IOException {
        // as of the server itself; the test server would never flush
        server = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .start();
        Supplier<HikariDataSource> pools = () -> Databases.postgres(server.getPostgresDatabase());
        HikariDataSource source = pools.get();
        postgres = new TestDatabase(
                pools, source, new PostgresWrites(source), PostgresWrites::new, "''::bytea", "analyze fit", "explain ");
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

    @Test
    void onlyWhatHasToOutliveTheMachineWaitsForTheDisk() {
        Database database = new Database(postgres.source(), postgres.writes());

        assertThat(commitOf(database, Durability.PROCESS)).isEqualTo("off");
        assertThat(commitOf(database, Durability.MACHINE)).isEqualTo("on");
        assertThat(database.write(() -> setting(database))).isEqualTo("on");
    }

    private static String commitOf(Database database, Durability needed) {
        return database.write(needed, () -> setting(database));
    }

    private static String setting(Database database) {
        return database.sql("show synchronous_commit").query(String.class).single();
    }

    @Nested
    class Models extends ModelContract {
        Models() {
            super(postgres);
        }
    }

    @Nested
    class Usage extends UsageContract {
        Usage() {
            super(postgres);
        }
    }

    @Nested
    class Audit extends AuditContract {
        Audit() {
            super(postgres);
        }
    }

    @Nested
    class Tables extends TableContract {
        Tables() {
            super(postgres);
        }
    }
}
