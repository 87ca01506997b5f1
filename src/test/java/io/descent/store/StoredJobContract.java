package io.descent.store;

import static io.descent.store.Jobs.NOW;
import static io.descent.store.Jobs.RETENTION;
import static io.descent.store.Jobs.cancelled;
import static io.descent.store.Jobs.queued;
import static io.descent.store.Jobs.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.descent.access.Tenant;
import io.descent.job.IdempotencyKey;
import io.descent.job.Intent;
import io.descent.job.Job;
import io.descent.job.JobStore;
import io.descent.job.JobStore.Deletion;
import io.descent.job.RequestBody;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is stored of a job over every database, and when it goes. */
abstract class StoredJobContract extends JobStoreContract {

    StoredJobContract(TestDatabase database) {
        super(database);
    }

    @Test
    void anIdIsTakenOnce() {
        store.insert(cancelled(1, "first", 0), null);

        assertThatIllegalArgumentException().isThrownBy(() -> store.insert(cancelled(1, "second", 0), null));
        assertThatIllegalArgumentException().isThrownBy(() -> submit(queued(1, "third")));
        assertThat(store.find("fit_1"))
                .hasValueSatisfying(job -> assertThat(job.label()).isEqualTo("first"));
    }

    @Test
    void onlyTheNextVersionReplacesAJob() {
        Job first = submit(queued(1, null));
        Job second = first.started(NOW);
        Job third = second.ending(Intent.STOP);

        assertThat(store.replace(third)).isFalse();
        assertThat(store.replace(second)).isTrue();
        assertThat(store.replace(second)).isFalse();
        assertThat(store.find("fit_1")).contains(second);
        assertThat(store.replace(queued(2, null).started(NOW))).isFalse();
        assertThat(store.find("fit_2")).isEmpty();
    }

    @Test
    void aJobIsDeletedOnceItIsDone() {
        submit(queued(1, null));

        assertThat(store.delete("fit_1")).isEqualTo(Deletion.STILL_RUNNING);
        assertThat(store.find("fit_1")).isPresent();
        store.replace(cancelled(queued(1, null), 0));
        assertThat(store.delete("fit_1")).isEqualTo(Deletion.DELETED);
        assertThat(store.find("fit_1")).isEmpty();
        assertThat(store.delete("fit_1")).isEqualTo(Deletion.NOT_FOUND);
    }

    @Test
    void aJobIsKeptUntilTheJobsThatGoOnWithItHaveEnded() {
        store.insert(succeeded(queued(1, null), 5), null);
        assertThat(store.submit(queued(2, null), null, goingOnWith("fit_1"))).isTrue();
        Instant later = NOW.plus(RETENTION).plusMillis(1);

        assertThat(store.delete("fit_1")).isEqualTo(Deletion.STILL_NEEDED);
        assertThat(store.forgetExpired(later)).isZero();
        assertThat(store.checkpoint("fit_1")).isPresent();

        store.replace(succeeded(queued(2, null), 5));
        assertThat(store.delete("fit_1")).isEqualTo(Deletion.DELETED);
        assertThat(store.forgetExpired(later)).isOne();
    }

    @Test
    void aJobIsNotAddedWhenWhatItIsToGoOnWithIsGone() {
        IdempotencyKey key = new IdempotencyKey("key", "body");

        assertThat(store.submit(queued(2, null), key, goingOnWith("fit_1"))).isFalse();

        assertThat(store.find("fit_2")).isEmpty();
        assertThat(rows("request_chunk", "queue_short", "queue_long", "idempotency"))
                .isZero();
    }

    private static RequestBody goingOnWith(String fit) {
        return new RequestBody() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(1);
            }

            @Override
            public String earlierFit() {
                return fit;
            }
        };
    }

    @Test
    void whatIsDeletedLeavesNothing() {
        store.insert(succeeded(queued(1, null), 5), new IdempotencyKey("key", "body"));

        store.delete("fit_1");

        assertThat(rows("history_chunk", "checkpoint", "idempotency", "request_chunk"))
                .isZero();
        assertThat(store.holder(Tenant.DEFAULT, "key")).isEmpty();
        assertThat(store.history("fit_1", 0).size()).isZero();
    }

    @Test
    void oneOfManyWritersOfAVersionWins() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 30; i++) {
                Job job = submit(queued(i, null));
                Job next = cancelled(job, 3);
                JobStore other = anotherProcess();
                List<Callable<Boolean>> writers =
                        List.of(() -> store.replace(next), () -> other.replace(next), () -> store.replace(next));
                assertThat(winners(threads, writers)).isEqualTo(1);
            }
        }
    }

    @Test
    void manyThreadsCanUseItAtOnce() throws Exception {
        AtomicInteger last = new AtomicInteger(1000);
        List<Callable<Integer>> users = new ArrayList<>();
        for (int user = 0; user < 8; user++) {
            users.add(() -> {
                int seen = 0;
                for (int i = 0; i < 20; i++) {
                    Job job = submit(queued(last.incrementAndGet(), null));
                    assertThat(store.find(job.id())).isPresent();
                    assertThat(ids(store.list(query(60, null)))).isSortedAccordingTo((a, b) -> b.compareTo(a));
                    assertThat(store.replace(cancelled(job, 5))).isTrue();
                    seen++;
                }
                return seen;
            });
        }
        int total = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> user : threads.invokeAll(users)) {
                total += user.get();
            }
        }

        assertThat(total).isEqualTo(160);
        assertThat(store.list(query(1000, null)).jobs())
                .hasSize(160)
                .allMatch(job -> job.status().done());
    }

    @Test
    void whatWasStoredIsThereForAnotherProcess() {
        Job job = succeeded(queued(1, "kept"), 3);
        store.insert(job, null);

        Job found = anotherProcess().find("fit_1").orElseThrow();

        assertThat(JobCodec.write(found)).isEqualTo(JobCodec.write(job));
        assertThat(JobCodec.write(historyOf(found))).isEqualTo(JobCodec.write(historyOf(job)));
        assertThat(anotherProcess().checkpoint("fit_1"))
                .hasValueSatisfying(end -> assertThat(end.state()).containsExactly(1, 2, 3));
    }

    @Test
    void aJobIsForgottenOnceItsTimeHasCome() {
        store.insert(succeeded(queued(1, null), 3), new IdempotencyKey("k", "body"));
        submit(queued(2, null));

        assertThat(store.forgetExpired(NOW.plus(RETENTION).minusMillis(1))).isZero();
        assertThat(store.forgetExpired(NOW.plus(RETENTION))).isEqualTo(1);
        assertThat(ids(store.list(query(9, null)))).containsExactly("fit_2");
        assertThat(rows("history_chunk", "checkpoint", "idempotency")).isZero();
    }

    @Test
    void manyJobsAreForgottenAtOnce() {
        IntStream.range(0, 120).forEach(number -> store.insert(cancelled(number, null, 1), null));

        assertThat(store.forgetExpired(NOW.plus(RETENTION))).isEqualTo(120);
        assertThat(rows("fit", "history_chunk")).isZero();
    }
}
