package io.descent.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {

    @TempDir
    private static Path directory;

    private static EmbeddedDatabase embedded;
    private static TestDatabase sqlite;

    @BeforeAll
    static void open() {
        embedded = Databases.sqlite(directory);
        sqlite = new TestDatabase(
                () -> Databases.sqlite(directory).source(),
                embedded.source(),
                embedded.writes(),
                embedded::writesOver,
                "zeroblob(0)",
                "analyze",
                "explain query plan ");
    }

    @AfterAll
    static void close() {
        embedded.close();
    }

    @Nested
    class JobList extends JobListContract {
        JobList() {
            super(sqlite);
        }
    }

    @Nested
    class StoredJob extends StoredJobContract {
        StoredJob() {
            super(sqlite);
        }
    }

    @Nested
    class JobHistory extends JobHistoryContract {
        JobHistory() {
            super(sqlite);
        }
    }

    @Nested
    class JobRequest extends JobRequestContract {
        JobRequest() {
            super(sqlite);
        }
    }

    @Nested
    class QueuedJob extends QueuedJobContract {
        QueuedJob() {
            super(sqlite);
        }
    }

    @Nested
    class QueueFault extends QueueFaultContract {
        QueueFault() {
            super(sqlite);
        }
    }

    @Nested
    class Models extends ModelContract {
        Models() {
            super(sqlite);
        }
    }

    @Nested
    class Usage extends UsageContract {
        Usage() {
            super(sqlite);
        }
    }

    @Nested
    class Audit extends AuditContract {
        Audit() {
            super(sqlite);
        }
    }

    @Nested
    class Tables extends TableContract {
        Tables() {
            super(sqlite);
        }
    }
}
