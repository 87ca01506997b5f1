package io.descent.store;

import static io.descent.store.Jobs.NOW;
import static io.descent.store.Jobs.cancelled;
import static io.descent.store.Jobs.queued;
import static io.descent.store.Jobs.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.access.Tenant;
import io.descent.job.IdempotencyKey;
import io.descent.job.JobStore;
import io.descent.job.Lane;
import io.descent.job.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** How requests, their place in the queue and their keys are stored over every database. */
abstract class JobRequestContract extends JobStoreContract {

    JobRequestContract(TestDatabase database) {
        super(database);
    }

    @Test
    void aRequestIsReadAsItWasSubmittedUntilItsJobEnds() throws Exception {
        byte[] bytes = new byte[3 * Requests.CHUNK_BYTES + 12_345];
        new Random(7).nextBytes(bytes);
        RequestBody body = out -> {
            out.write(bytes[0]);
            out.write(bytes, 1, 1000);
            out.write(bytes, 1001, bytes.length - 1001);
        };

        assertThat(store.submit(queued(1, null), null, body)).isTrue();

        try (InputStream request = anotherProcess().request("fit_1")) {
            assertThat(request.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(rows("request_chunk")).isEqualTo(4);
        store.replace(cancelled(queued(1, null), 0));
        assertThat(rows("request_chunk")).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> store.request("fit_1"));
        assertThatIllegalArgumentException().isThrownBy(() -> store.request("fit_2"));
    }

    @Test
    void aRequestMayFillItsChunksOrHoldNothing() throws Exception {
        store.submit(queued(1, null), null, out -> out.write(new byte[Requests.CHUNK_BYTES]));
        store.submit(queued(2, null), null, NOTHING);

        try (InputStream full = store.request("fit_1");
                InputStream none = store.request("fit_2")) {
            assertThat(full.readAllBytes()).hasSize(Requests.CHUNK_BYTES);
            assertThat(none.readAllBytes()).isEmpty();
        }
    }

    @Test
    void aRequestThatCannotBeWrittenLeavesNothing() {
        assertThatThrownBy(() -> store.submit(queued(1, null), null, out -> {
                    out.write(new byte[2 * Requests.CHUNK_BYTES]);
                    throw new IOException("too far");
                }))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(rows("request_chunk", "fit", "queue_short", "queue_long")).isZero();
    }

    @Test
    void whatACrashLeftOfARequestIsSwept() {
        store.submit(queued(1, null), null, out -> out.write(5));
        jdbc.sql("insert into request_chunk (fit_id, number, created_at, bytes)"
                        + " select 'fit_lost', number, created_at, bytes from request_chunk")
                .update();

        store.forgetExpired(NOW.plus(Duration.ofHours(1)));
        assertThat(rows("request_chunk")).isEqualTo(2);
        store.forgetExpired(NOW.plus(Duration.ofHours(1)).plusMillis(1));
        assertThat(rows("request_chunk")).isEqualTo(1);
        assertThat(store.request("fit_1")).hasBinaryContent(new byte[] {5});
    }

    @Test
    void aJobIsQueuedInItsLaneWhenItIsSubmittedAndNotElse() {
        submit(queued(1, null, 1e3));
        submit(queued(2, null, 1e12));
        submit(queued(3, null, 1e13));

        assertThat(rows("queue_short")).isEqualTo(1);
        assertThat(rows("queue_long")).isEqualTo(2);
        assertThat(store.backlog(Lane.SHORT)).isEqualTo(new JobStore.Backlog(1, 1e3));
        assertThat(store.backlog(Lane.LONG)).isEqualTo(new JobStore.Backlog(2, 1.1e13));

        store.replace(queued(2, null, 1e12).started(NOW));
        assertThat(store.backlog(Lane.LONG)).isEqualTo(new JobStore.Backlog(1, 1e13));
        store.replace(queued(2, null, 1e12).started(NOW).handedBack());
        assertThat(store.backlog(Lane.LONG)).isEqualTo(new JobStore.Backlog(2, 1.1e13));
    }

    @Test
    void aKeyBelongsToOneJobAndNothingIsAddedForAnother() {
        IdempotencyKey key = new IdempotencyKey("k", "body");

        assertThat(store.submit(queued(1, null), key, NOTHING)).isTrue();
        assertThat(store.submit(queued(2, null), key, out -> out.write(new byte[Requests.CHUNK_BYTES + 1])))
                .isFalse();
        assertThat(store.insert(succeeded(queued(3, null), 2), key)).isFalse();

        assertThat(store.holder(Tenant.DEFAULT, "k")).contains(new JobStore.KeyHolder("body", "fit_1"));
        assertThat(store.holder(Tenant.DEFAULT, "other")).isEmpty();
        assertThat(rows("fit", "queue_short")).isEqualTo(2);
        assertThat(rows("request_chunk", "history_chunk", "checkpoint")).isZero();
    }

    @Test
    void aKeyIsFreeAgainWhenItsJobIsGone() {
        IdempotencyKey key = new IdempotencyKey("k", "body");
        store.insert(cancelled(1, null, 0), key);

        store.delete("fit_1");

        assertThat(store.insert(cancelled(2, null, 0), key)).isTrue();
    }

    @Test
    void oneOfManyRequestsWithAKeyIsTakenByWhicheverProcess() throws Exception {
        JobStore other = anotherProcess();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 20; round++) {
                IdempotencyKey key = new IdempotencyKey("key " + round, "body");
                List<Callable<Boolean>> callers = new ArrayList<>();
                for (int caller = 0; caller < 8; caller++) {
                    int number = round * 8 + caller;
                    JobStore process = caller % 2 == 0 ? store : other;
                    callers.add(() -> process.insert(cancelled(number, null, 1), key));
                }
                assertThat(winners(threads, callers)).isEqualTo(1);
                assertThat(store.holder(Tenant.DEFAULT, key.key())).isPresent();
            }
        }
        assertThat(rows("fit")).isEqualTo(20);
    }
}
