package io.descent.store;

import static io.descent.store.Jobs.NOW;
import static io.descent.store.Jobs.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.descent.job.JobWorker.Attempt;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the queue must do over every database when a process stops or dies, or the database is away. */
abstract class QueueFaultContract extends QueueContract {

    private final Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();

    QueueFaultContract(TestDatabase database) {
        super(database);
    }

    @Test
    void whatADeadProcessLeftIsRunByAnother() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Replica dying = new Replica(1, Duration.ofMillis(400), id -> {
            ran.add("dying " + id);
            awaitLatch(never);
            return Attempt.ENDED;
        });
        dying.start().submit(Jobs.queued(1, null, LONG));
        await(() -> ran.contains("dying fit_1"));
        Replica other = new Replica(1, Duration.ofMillis(400), this::run).start();

        dying.outage.away = true;

        await(() -> ran.contains("fit_1"));
        await(this::nothingWaits);
        assertThat(ran).containsExactly("dying fit_1", "fit_1");
        assertThat(other.store.find("fit_1")).isPresent();
        never.countDown();
    }

    @Test
    void whatADeadProcessLeftKeepsItsPlaceBeforeWhatCameLater() {
        CountDownLatch never = new CountDownLatch(1);
        Replica dying = new Replica(1, Duration.ofMillis(400), id -> {
            ran.add("dying " + id);
            awaitLatch(never);
            return Attempt.ENDED;
        });
        dying.start().submit(Jobs.queued(1, null, LONG, NOW));
        await(() -> ran.contains("dying fit_1"));
        CountDownLatch free = new CountDownLatch(1);
        Replica busy = new Replica(1, Duration.ofMillis(400), id -> {
            awaitLatch(free);
            return run(id);
        });
        busy.submit(Jobs.queued(2, null, LONG, NOW.plusMillis(1)));
        busy.start();
        await(() -> picked() == 2);
        busy.submit(Jobs.queued(3, null, LONG, NOW.plusMillis(2)));

        dying.outage.away = true;

        // fit_1 is dead once only fit_2 is picked
        await(() -> picked() == 1);
        assertThat(jdbc.sql("select task_instance from queue_long order by execution_time")
                        .query(String.class)
                        .list())
                .containsExactly("fit_1", "fit_2", "fit_3");
        free.countDown();
        await(this::nothingWaits);
        assertThat(ran).containsExactlyInAnyOrder("dying fit_1", "fit_2", "fit_1", "fit_3");
        never.countDown();
    }

    @Test
    void whatIsReclaimedIsRunAtOnceAndBeforeWhatCameLater() {
        CountDownLatch never = new CountDownLatch(1);
        Replica dead = new Replica(1, Duration.ofMinutes(5), id -> {
            ran.add("dead " + id);
            awaitLatch(never);
            return Attempt.ENDED;
        });
        dead.start().submit(Jobs.queued(1, null, LONG, NOW));
        await(() -> ran.contains("dead fit_1"));
        dead.outage.away = true;
        Replica next = new Replica(1, Duration.ofMinutes(5), this::run);
        next.submit(Jobs.queued(2, null, LONG, NOW.plusMillis(1)));

        next.queue.reclaim();
        next.start();

        await(this::nothingWaits);
        assertThat(ran).containsExactly("dead fit_1", "fit_1", "fit_2");
        never.countDown();
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

    private int picked() {
        return rows("queue_short where picked", "queue_long where picked");
    }
}
