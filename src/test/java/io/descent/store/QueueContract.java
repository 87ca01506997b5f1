package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariDataSource;
import io.descent.job.Job;
import io.descent.job.JobStore;
import io.descent.job.JobWorker;
import io.descent.job.JobWorker.Attempt;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Processes that share the queue of one database. */
@Timeout(60)
abstract class QueueContract extends DatabaseContract {

    static final double LONG = 1e12;

    final Queue<String> ran = new ConcurrentLinkedQueue<>();
    private final List<Replica> replicas = new ArrayList<>();

    QueueContract(TestDatabase database) {
        super(database);
    }

    @BeforeAll
    static void beQuiet() {
        // as application.yaml has it
        ((Logger) LoggerFactory.getLogger("com.github.kagkarlsson.scheduler")).setLevel(Level.OFF);
    }

    @AfterEach
    void stop() {
        replicas.forEach(Replica::close);
    }

    /** A process of its own, as far as the database can tell. */
    final class Replica {
        private final HikariDataSource pool = database.pools().get();
        final Outage outage = new Outage(pool);
        final JobQueue queue = new JobQueue(outage);
        final JobStore store = new JdbcJobStore(outage, database.writesOver().apply(outage), queue, Durability.MACHINE);
        final QueueWorkers workers;

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

    static final class Outage extends DelegatingDataSource {
        volatile boolean away;

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

    Attempt run(String id) {
        ran.add(id);
        return Attempt.ENDED;
    }

    boolean nothingWaits() {
        return rows("queue_short", "queue_long") == 0;
    }

    static void await(BooleanSupplier condition) {
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

    static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            // the test is over
            Thread.currentThread().interrupt();
        }
    }
}
