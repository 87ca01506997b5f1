package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.descent.job.JobStore;
import io.descent.job.StorageException;
import io.descent.job.StorageException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A disk of few megabytes, which only root can make; skipped for others. */
class FullDiskTest {

    private static final int RECORDS = 500;

    @TempDir
    private static Path directory;

    private Path disk = directory;
    private boolean mounted;

    /** The first database of a process unpacks SQLite beside itself; the small disk could not be unmounted then. */
    @BeforeAll
    static void loadSqliteFromElsewhere(@TempDir Path elsewhere) {
        Databases.sqlite(elsewhere).close();
    }

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString());
        assumeTrue(mounted, "no small disk could be mounted");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", disk.toString())).isTrue();
        }
        Files.delete(disk);
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void aFullDiskIsToldAndGoesOnWhenThereIsRoomAgain() throws Exception {
        Path ballast = Files.write(disk.resolve("ballast"), new byte[3 << 20]);
        try (EmbeddedDatabase database = Databases.sqlite(disk)) {
            DataSource source = database.source();
            JobStore store = new JdbcJobStore(source, database.writes(), new JobQueue(source), Durability.PROCESS);
            AtomicInteger next = new AtomicInteger(1000);
            List<String> acknowledged = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                List<Callable<Throwable>> writers = List.of(
                        () -> fill(store, next, acknowledged),
                        () -> fill(store, next, acknowledged),
                        () -> fill(store, next, acknowledged),
                        () -> fill(store, next, acknowledged));
                for (Future<Throwable> writer : threads.invokeAll(writers)) {
                    failures.add(writer.get());
                }
            }

            assertThat(failures)
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOfSatisfying(
                                    StorageException.class,
                                    full -> assertThat(full.reason()).isEqualTo(Reason.FULL)));
            Throwable refused =
                    catchThrowable(() -> store.submit(Jobs.queued(9, null), null, out -> out.write(new byte[8 << 20])));
            assertThat(refused)
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            full -> assertThat(full.reason()).isEqualTo(Reason.FULL));
            assertThat(acknowledged)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(id -> assertThat(store.find(id).orElseThrow().ending())
                            .isNotNull()
                            .satisfies(ending ->
                                    assertThat(ending.history().size()).isEqualTo(RECORDS)));

            Files.delete(ballast);

            assertThat(store.insert(Jobs.succeeded(Jobs.queued(1, null), RECORDS), null))
                    .isTrue();
            assertThat(store.find("fit_1")).isPresent();
            JdbcClient jdbc = JdbcClient.create(source);
            assertThat(jdbc.sql("pragma integrity_check").query(String.class).single())
                    .isEqualTo("ok");
            assertThat(jdbc.sql("select count(*) from fit").query(Integer.class).single())
                    .isEqualTo(acknowledged.size() + 1);
        }
    }

    private static Throwable fill(JobStore store, AtomicInteger next, List<String> acknowledged) {
        while (true) {
            int number = next.incrementAndGet();
            try {
                store.insert(Jobs.succeeded(Jobs.queued(number, null), RECORDS), null);
            } catch (RuntimeException full) {
                return full;
            }
            synchronized (acknowledged) {
                acknowledged.add(Jobs.id(number));
            }
        }
    }
}
