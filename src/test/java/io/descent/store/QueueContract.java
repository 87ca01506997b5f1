package io.descent.store;

import static io.descent.store.Jobs.NOW;
import static io.descent.store.Jobs.id;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariDataSource;
import io.descent.job.Job;
import io.descent.job.JobStore;
import io.descent.job.JobWorker;
import io.descent.job.JobWorker.Attempt;
import io.descent.job.StorageException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What the queue must do over every database. */
@Timeout(60)
abstract class QueueContract {

    private final Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();

    private static final double LONG = 1e12;

    private final Queue<String> ran = new ConcurrentLinkedQueue<>();
    private final List<Replica> replicas = new ArrayList<>();
    private final HikariDataSource source = open();
    private final JdbcClient jdbc = JdbcClient.create(source);

    /** Opens a pool of its own on the one database. */
    abstract HikariDataSource open();

    @BeforeAll
    static void beQuiet() {
        // as application.yaml has it
        ((Logger) LoggerFactory.getLogger("com.github.kagkarlsson.scheduler")).setLevel(Level.OFF);
    }

    @BeforeEach
    void empty() {
        List.of("fit", "request_chunk", "queue_short", "queue_long")
                .forEach(table -> jdbc.sql("delete from " + table).update());
    }

    @AfterEach
    void stop() {
        replicas.forEach(Replica::close);
        source.close();
    }

    /** A process of its own, as far as the database can tell. */
    private final class Replica {
        private final HikariDataSource pool = open();
        private final Outage outage = new Outage(pool);
        private final JobQueue queue = new JobQueue(outage);
        private final JobStore store = new JdbcJobStore(outage, queue);
        private final QueueWorkers workers;

        /** With a heartbeat so slow that a machine that stalls for some seconds does not make it count as dead. */
        Replica(int threads, JobWorker worker) {
            this(threads, Duration.ofSeconds(5), worker);
        }

        Replica(int threads, Duration heartbeat, JobWorker worker) {
            this.workers = new QueueWorkers(
                    outage,
                    queue,
                    worker,
                    new QueueWorkers.Settings(threads, Duration.ofMillis(50), heartbeat, Duration.ofSeconds(2)));
            replicas.add(this);
        }

        Replica start() {
            workers.start();
            return this;
        }

        void submit(Job job) {
            assertThat(store.submit(job, null, out -> out.write(1))).isTrue();
        }

        void close() {
            workers.stop();
            pool.close();
        }
    }

    private static final class Outage extends DelegatingDataSource {
        private volatile boolean away;

        Outage(HikariDataSource pool) {
            super(pool);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away) {
                throw new SQLException("away", "08006");
            }
            return super.getConnection();
        }
    }

    private Attempt run(String id) {
        ran.add(id);
        return Attempt.ENDED;
    }

    @Test
    void aJobIsRunOnceAndLeavesTheQueue() {
        Replica replica = new Replica(2, this::run).start();

        replica.submit(Jobs.queued(1, null));
        replica.submit(Jobs.queued(2, null, LONG));

        await(this::nothingWaits);
        assertThat(ran).containsExactlyInAnyOrder("fit_1", "fit_2");
    }

    @Test
    void whatWaitsBeforeTheStartIsRunInTheOrderOfItsArrival() {
        Replica replica = new Replica(1, this::run);
        IntStream.of(5, 3, 1, 4, 2, 9, 8, 7, 6).forEach(number -> {
            Job job = Jobs.queued(number, null, LONG, NOW.plusMillis(number));
            replica.submit(job);
        });

        replica.start();

        await(this::nothingWaits);
        assertThat(ran)
                .containsExactly(IntStream.rangeClosed(1, 9).mapToObj(Jobs::id).toArray(String[]::new));
    }

    @Test
    void aJobThatIsHandedBackIsNextInItsLane() {
        AtomicInteger attempts = new AtomicInteger();
        Replica replica = new Replica(1, id -> {
            run(id);
            return attempts.incrementAndGet() == 1 ? Attempt.HANDED_BACK : Attempt.ENDED;
        });
        replica.submit(Jobs.queued(1, null, LONG, NOW));
        replica.submit(Jobs.queued(2, null, LONG, NOW.plusMillis(1)));
        replica.start();

        await(this::nothingWaits);
        assertThat(ran).startsWith("fit_1").containsOnlyOnce("fit_2");
        assertThat(ran.stream().filter("fit_1"::equals)).hasSize(2);
    }

    @Test
    void aWorkerThatThrowsGetsTheJobAgain() {
        AtomicInteger attempts = new AtomicInteger();
        Replica replica = new Replica(1, id -> {
            run(id);
            return switch (attempts.incrementAndGet()) {
                case 1 -> throw new StorageException(StorageException.Reason.FULL, new IOException("full"));
                case 2 -> throw new StackOverflowError("deep");
                default -> Attempt.ENDED;
            };
        });
        replica.start().submit(Jobs.queued(1, null));

        await(this::nothingWaits);
        assertThat(ran).containsExactly("fit_1", "fit_1", "fit_1");
    }

    @Test
    void shortJobsDoNotWaitBehindLongOnes() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Replica replica = new Replica(1, id -> {
            if (!id.equals(id(9))) {
                awaitLatch(done);
            }
            return run(id);
        });
        replica.start();
        IntStream.range(1, 5).forEach(number -> replica.submit(Jobs.queued(number, null, LONG)));

        replica.submit(Jobs.queued(9, null));

        await(() -> ran.contains(id(9)));
        assertThat(ran).containsExactly(id(9));
        done.countDown();
        await(this::nothingWaits);
        assertThat(ran).hasSize(5);
    }

    @Test
    void severalProcessesRunEachJobOnce() {
        Replica one = new Replica(2, this::run).start();
        Replica two = new Replica(2, this::run).start();
        for (int number = 0; number < 60; number++) {
            (number % 3 == 0 ? one : two).submit(Jobs.queued(number, null, number % 2 == 0 ? LONG : 1));
        }

        await(this::nothingWaits);
        assertThat(ran).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void whatADeadProcessLeftIsRunByAnother() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Replica dying = new Replica(1, Duration.ofMillis(150), id -> {
            ran.add("dying " + id);
            awaitLatch(never);
            return Attempt.ENDED;
        });
        dying.start().submit(Jobs.queued(1, null, LONG));
        await(() -> ran.contains("dying fit_1"));
        Replica other = new Replica(1, Duration.ofMillis(150), this::run).start();

        dying.outage.away = true;

        await(() -> ran.contains("fit_1"));
        await(this::nothingWaits);
        assertThat(ran).containsExactly("dying fit_1", "fit_1");
        assertThat(other.store.find("fit_1")).isPresent();
        never.countDown();
    }

    @Test
    void aLongJobThatIsAliveIsLeftAlone() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        JobWorker slow = id -> {
            ran.add(id);
            awaitLatch(done);
            return Attempt.ENDED;
        };
        Duration heartbeat = Duration.ofMillis(500);
        new Replica(1, heartbeat, slow).start().submit(Jobs.queued(1, null, LONG));
        new Replica(1, heartbeat, slow).start();

        TimeUnit.SECONDS.sleep(4);

        assertThat(ran).containsExactly("fit_1");
        done.countDown();
        await(this::nothingWaits);
        assertThat(ran).containsExactly("fit_1");
    }

    @Test
    void anOutageOfTheDatabaseIsSurvived() throws Exception {
        Replica replica = new Replica(1, this::run).start();
        replica.outage.away = true;
        Replica other = new Replica(1, this::run);
        other.submit(Jobs.queued(1, null));
        other.submit(Jobs.queued(2, null, LONG));
        TimeUnit.MILLISECONDS.sleep(500);
        assertThat(ran).isEmpty();

        replica.outage.away = false;

        await(this::nothingWaits);
        assertThat(ran).containsExactlyInAnyOrder("fit_1", "fit_2");
    }

    @Test
    void nothingIsStartedAfterAPause() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Replica replica = new Replica(1, id -> {
            begun.countDown();
            awaitLatch(done);
            return run(id);
        });
        replica.start();
        replica.submit(Jobs.queued(1, null, LONG, NOW));
        replica.submit(Jobs.queued(2, null, LONG, NOW.plusMillis(1)));
        await(() -> begun.getCount() == 0);
        TimeUnit.MILLISECONDS.sleep(200);

        replica.workers.pause();
        done.countDown();
        await(() -> picked() == 0);
        TimeUnit.MILLISECONDS.sleep(300);

        assertThat(ran).containsExactly("fit_1");
        new Replica(1, this::run).start();
        await(this::nothingWaits);
        assertThat(ran).containsExactly("fit_1", "fit_2");
    }

    @Test
    void noThreadIsLeftAfterTheStopAndItCanBeStartedAgain() {
        Replica replica = new Replica(3, this::run).start();
        replica.submit(Jobs.queued(1, null));
        await(this::nothingWaits);
        assertThat(workerThreads()).isNotEmpty();

        replica.workers.stop();

        assertThat(replica.workers.isRunning()).isFalse();
        await(() -> workerThreads().isEmpty());
        replica.start();
        replica.submit(Jobs.queued(2, null, LONG));
        await(this::nothingWaits);
        assertThat(ran).containsExactly("fit_1", "fit_2");
    }

    @Test
    void aJobThatIsNotHandedBackInTimeDoesNotHoldUpTheStop() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Replica replica = new Replica(1, id -> {
            begun.countDown();
            try {
                TimeUnit.HOURS.sleep(1);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return Attempt.HANDED_BACK;
        });
        replica.start().submit(Jobs.queued(1, null, LONG));
        await(() -> begun.getCount() == 0);

        long start = System.nanoTime();
        replica.workers.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        await(() -> interrupted.getCount() == 0);
    }

    /** Returns those of this test: a service under test in the same process has others. */
    private List<String> workerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> !threadsBefore.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("jobs-") || name.startsWith("db-scheduler"))
                .toList();
    }

    private boolean nothingWaits() {
        return count("queue_short") + count("queue_long") == 0;
    }

    private int picked() {
        return count("queue_short where picked") + count("queue_long where picked");
    }

    private int count(String what) {
        return jdbc.sql("select count(*) from " + what).query(Integer.class).single();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("the time by which it was to be so")
                    .isLessThan(end);
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            // the test is over
            Thread.currentThread().interrupt();
        }
    }
}
