package io.descent.store;

import static io.descent.store.Jobs.NOW;
import static io.descent.store.Jobs.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.descent.access.Tenant;
import io.descent.job.Job;
import io.descent.job.JobWorker;
import io.descent.job.JobWorker.Attempt;
import io.descent.job.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the queue must do with jobs over every database. */
abstract class QueuedJobContract extends QueueContract {

    QueuedJobContract(TestDatabase database) {
        super(database);
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

    private static Job of(String tenant, int number, int millis) {
        return Jobs.queued(number, null, LONG, NOW.plusMillis(millis)).of(new Tenant(tenant), id(number));
    }

    @Test
    void theFirstJobOfATenantWaitsForOneOfAnotherHoweverManyThatHas() {
        Replica replica = new Replica(1, this::run);
        IntStream.rangeClosed(1, 200).forEach(number -> replica.submit(of("acme", number, number)));
        replica.submit(of("bolt", 501, 1000));
        replica.submit(of("bolt", 502, 1001));
        replica.submit(of("default", 601, 1002));
        replica.submit(of("acme", 201, 1003));

        replica.start();

        await(this::nothingWaits);
        List<String> order = List.copyOf(ran);
        assertThat(order.indexOf(id(501))).isLessThanOrEqualTo(2);
        assertThat(order.indexOf(id(601))).isLessThanOrEqualTo(2);
        assertThat(order.indexOf(id(502))).isLessThanOrEqualTo(5);
        assertThat(order.stream()
                        .filter(id -> !List.of(id(501), id(502), id(601)).contains(id)))
                .containsExactly(
                        IntStream.rangeClosed(1, 201).mapToObj(Jobs::id).toArray(String[]::new));
    }

    @Test
    void aTenantThatIsAloneIsServedInTheOrderOfArrival() {
        Replica replica = new Replica(1, this::run);
        IntStream.rangeClosed(1, 9).forEach(number -> replica.submit(of("acme", number, number)));

        replica.start();

        await(this::nothingWaits);
        assertThat(ran)
                .containsExactly(IntStream.rangeClosed(1, 9).mapToObj(Jobs::id).toArray(String[]::new));
    }

    @Test
    void aJobWhoseTenantHasEnoughThatRunIsTriedAgain() {
        AtomicInteger attempts = new AtomicInteger();
        Replica replica = new Replica(1, id -> {
            run(id);
            return attempts.incrementAndGet() == 1 ? Attempt.NOT_YET : Attempt.ENDED;
        });
        replica.start().submit(Jobs.queued(1, null));

        await(this::nothingWaits);
        assertThat(ran).containsExactly("fit_1", "fit_1");
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
}
