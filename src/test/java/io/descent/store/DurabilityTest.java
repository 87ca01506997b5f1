package io.descent.store;

import static io.descent.store.Jobs.NOW;
import static io.descent.store.Jobs.cancelled;
import static io.descent.store.Jobs.queued;
import static io.descent.store.Jobs.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.descent.job.IdempotencyKey;
import io.descent.job.Intent;
import io.descent.job.Job;
import io.descent.job.JobStore;
import io.descent.job.Progress;
import io.descent.optimize.course.Checkpoint;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which changes of SQLite wait for the disk. */
@Timeout(30)
class DurabilityTest {

    private static final long A_SECOND = 1000;

    @TempDir
    private static Path directory;

    private static EmbeddedDatabase database;
    private static int last;

    private final TestDisk disk = new TestDisk();
    private final WriteAheadLog log = new WriteAheadLog(disk);
    private final JobStore store = store(Durability.PROCESS);

    @BeforeAll
    static void open() {
        database = Databases.sqlite(directory);
    }

    @AfterEach
    void goOn() {
        disk.goOn();
        log.close();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private JobStore store(Durability answered) {
        return new JdbcJobStore(
                database.source(),
                new SqliteWrites(database.writes().connections(), log),
                new JobQueue(database.source()),
                answered);
    }

    private static Job next() {
        return queued(++last, null);
    }

    private Job submitted() {
        Job job = next();
        assertThat(store.submit(job, null, JobStoreContract.NOTHING)).isTrue();
        return job;
    }

    @Test
    void aFitThatIsAnsweredDoesNotWaitForTheDisk() throws InterruptedException {
        disk.hang();
        Job job = succeeded(next(), 5);

        assertThat(store.insert(job, new IdempotencyKey("key", "body"))).isTrue();

        assertThat(disk.flushes()).isZero();
        assertThat(store.find(job.id())).isPresent();
        disk.awaitFlush(A_SECOND);
    }

    @Test
    void aFitThatIsAnsweredWaitsForTheDiskWhereThatIsWanted() {
        assertThat(store(Durability.MACHINE).insert(succeeded(next(), 5), null)).isTrue();

        assertThat(disk.flushes()).isOne();
    }

    @Test
    void aFitThatIsAcceptedIsFlushedFirst() {
        submitted();

        assertThat(disk.flushes()).isOne();
    }

    @Test
    void whatIsToBecomeOfAJobIsFlushedFirst() {
        Job job = submitted();

        assertThat(store.replace(job.ending(Intent.STOP))).isTrue();
        assertThat(disk.flushes()).isEqualTo(2);
    }

    @Test
    void theEndOfAJobIsFlushedFirst() {
        Job job = submitted();

        assertThat(store.replace(cancelled(job, 5))).isTrue();
        assertThat(disk.flushes()).isEqualTo(2);
    }

    @Test
    void aCheckpointIsFlushedFirst() {
        Job job = submitted().started(NOW);
        store.replace(job);

        assertThat(store.checkpoint(
                        job.id(),
                        job.run(),
                        Progress.of(3, 10),
                        new Checkpoint(3, 3, new byte[] {1}),
                        Jobs.history(0, 3)))
                .isTrue();
        assertThat(disk.flushes()).isEqualTo(3);
    }

    @Test
    void aDeletionIsFlushedFirst() {
        Job job = succeeded(next(), 5);
        store(Durability.MACHINE).insert(job, null);

        assertThat(store.delete(job.id())).isEqualTo(JobStore.Deletion.DELETED);
        assertThat(disk.flushes()).isEqualTo(2);
    }
}
