package io.descent.store;

import static io.descent.store.Jobs.NOW;
import static io.descent.store.Jobs.RETENTION;
import static io.descent.store.Jobs.cancelled;
import static io.descent.store.Jobs.history;
import static io.descent.store.Jobs.id;
import static io.descent.store.Jobs.queued;
import static io.descent.store.Jobs.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.job.IdempotencyKey;
import io.descent.job.Intent;
import io.descent.job.Job;
import io.descent.job.JobStatus;
import io.descent.job.JobStore;
import io.descent.job.JobStore.Deletion;
import io.descent.job.Lane;
import io.descent.job.Progress;
import io.descent.job.RequestBody;
import io.descent.optimize.Checkpoint;
import io.descent.optimize.History;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every database must do for the store. */
abstract class JobStoreContract {

    private static final RequestBody NOTHING = _ -> {};

    private final DataSource source;
    private final JdbcClient jdbc;
    private final JobStore store;

    JobStoreContract(DataSource source) {
        this.source = source;
        this.jdbc = JdbcClient.create(source);
        this.store = storeOver(source);
    }

    private static JobStore storeOver(DataSource source) {
        return new JdbcJobStore(source, new JobQueue(source));
    }

    @BeforeEach
    void empty() {
        List.of("fit", "request_chunk", "queue_short", "queue_long")
                .forEach(table -> jdbc.sql("delete from " + table).update());
    }

    @Test
    void jobsAreListedNewestFirstWhateverTheOrderOfTheirArrival() {
        insert(2, 5, 1, 4, 3);

        assertThat(ids(store.list(query(10, null)))).containsExactly("fit_5", "fit_4", "fit_3", "fit_2", "fit_1");
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrOverlap() {
        insert(1, 2, 3, 4, 5);

        JobStore.Page first = store.list(query(2, null));
        JobStore.Page second = store.list(query(2, "fit_4"));
        JobStore.Page third = store.list(query(2, "fit_2"));

        assertThat(ids(first)).containsExactly("fit_5", "fit_4");
        assertThat(ids(second)).containsExactly("fit_3", "fit_2");
        assertThat(ids(third)).containsExactly("fit_1");
        assertThat(List.of(first.hasMore(), second.hasMore(), third.hasMore())).containsExactly(true, true, false);
    }

    @Test
    void aPageThatIsJustFullHasNoMore() {
        insert(1, 2);

        assertThat(store.list(query(2, null)).hasMore()).isFalse();
        assertThat(store.list(query(Integer.MAX_VALUE, null)).jobs()).hasSize(2);
    }

    @Test
    void aCursorHoldsThoughItsJobIsGone() {
        insert(1, 2, 3);
        store.delete("fit_2");

        assertThat(ids(store.list(query(5, "fit_2")))).containsExactly("fit_1");
    }

    @Test
    void filtersChooseByStatusAndLabel() {
        submit(queued(1, "a"));
        store.insert(cancelled(2, "a", 0), null);
        submit(queued(3, "b"));
        store.insert(cancelled(4, null, 0), null);

        assertThat(ids(store.list(query(9, null, JobStatus.QUEUED, null)))).containsExactly("fit_3", "fit_1");
        assertThat(ids(store.list(query(9, null, null, "a")))).containsExactly("fit_2", "fit_1");
        assertThat(ids(store.list(query(9, null, JobStatus.CANCELLED, "a")))).containsExactly("fit_2");
        assertThat(ids(store.list(query(9, "fit_3", JobStatus.QUEUED, null)))).containsExactly("fit_1");
        assertThat(store.list(query(1, null, null, "a")).hasMore()).isTrue();
        assertThat(store.list(query(1, null, null, "b")).hasMore()).isFalse();
    }

    @Test
    void anyTextCanBeALabelOrBeAskedFor() {
        String odd = "a\0b\ud800 ä \ud83d\ude00 ' \"";
        store.insert(cancelled(1, odd, 0), null);

        assertThat(ids(store.list(query(1, null, null, "a\0b\ud800 ä \ud83d\ude00 ' \""))))
                .containsExactly("fit_1");
        assertThat(ids(store.list(query(1, "fit_9\0", null, null)))).containsExactly("fit_1");
        assertThat(store.find("fit_\0")).isEmpty();
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
    void whatIsDeletedLeavesNothing() {
        store.insert(succeeded(queued(1, null), 5), new IdempotencyKey("key", "body"));

        store.delete("fit_1");

        assertThat(rows("history_chunk", "checkpoint", "idempotency", "request_chunk"))
                .isZero();
        assertThat(store.holder("key")).isEmpty();
        assertThat(store.history("fit_1", 0).size()).isZero();
    }

    @Test
    void oneOfManyWritersOfAVersionWins() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 30; i++) {
                Job job = submit(queued(i, null));
                Job next = cancelled(job, 3);
                JobStore other = storeOver(source);
                List<Callable<Boolean>> writers =
                        List.of(() -> store.replace(next), () -> other.replace(next), () -> store.replace(next));
                int won = 0;
                for (Future<Boolean> writer : threads.invokeAll(writers)) {
                    won += writer.get() ? 1 : 0;
                }
                assertThat(won).isEqualTo(1);
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

        Job found = storeOver(source).find("fit_1").orElseThrow();

        assertThat(JobCodec.write(found)).isEqualTo(JobCodec.write(job));
        assertThat(JobCodec.write(historyOf(found))).isEqualTo(JobCodec.write(historyOf(job)));
        assertThat(storeOver(source).checkpoint("fit_1"))
                .hasValueSatisfying(end -> assertThat(end.state()).containsExactly(1, 2, 3));
    }

    @Test
    void aListHoldsNoHistories() {
        store.insert(cancelled(1, null, 3), null);

        assertThat(store.list(query(1, null)).jobs().getFirst().ending())
                .isNotNull()
                .satisfies(ending -> assertThat(ending.history().size()).isZero());
    }

    @Test
    void aCheckpointMovesAJobOnWithItsHistory() {
        Job job = running(1);

        Progress progress = new Progress(4, 10, 123.5, 0.25);
        assertThat(store.checkpoint("fit_1", 1, progress, checkpoint(4, 4), history(0, 4)))
                .isTrue();
        assertThat(store.checkpoint("fit_1", 1, Progress.of(6, 10), checkpoint(6, 6), history(4, 6)))
                .isTrue();

        assertThat(store.find("fit_1")).contains(job.at(Progress.of(6, 10)));
        assertThat(store.checkpoint("fit_1")).hasValueSatisfying(last -> {
            assertThat(last.epoch()).isEqualTo(6);
            assertThat(last.records()).isEqualTo(6);
            assertThat(last.state()).containsExactly(6);
        });
        assertThat(store.history("fit_1", 0).epoch()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(store.history("fit_1", 3).epoch()).containsExactly(4, 5, 6);
        assertThat(store.history("fit_1", 4).epoch()).containsExactly(5, 6);
        assertThat(store.history("fit_1", 6).size()).isZero();
        assertThat(store.history("fit_1", 60).size()).isZero();
        assertThat(store.standings(List.of("fit_1", "fit_2")))
                .containsExactly(new JobStore.Standing("fit_1", 2, JobStatus.RUNNING, null, 6, 6));
    }

    @Test
    void progressOutlivesAVersionThatDoesNotKnowOfIt() {
        Job job = running(1);
        store.checkpoint("fit_1", 1, new Progress(4, 10, 99.5, 7.0), checkpoint(4, 4), history(0, 4));

        store.replace(job.ending(Intent.STOP));

        assertThat(store.find("fit_1").orElseThrow().progress()).isEqualTo(new Progress(4, 10, 99.5, 7.0));
        assertThat(store.standings(List.of("fit_1")).getFirst().intent()).isEqualTo(Intent.STOP);
    }

    @Test
    void aCheckpointOfAnEarlierRunIsRefused() {
        Job second = running(1).handedBack().started(NOW);
        store.replace(running(1).handedBack());
        store.replace(second);

        assertThat(store.checkpoint("fit_1", 1, Progress.of(4, 10), checkpoint(4, 4), history(0, 4)))
                .isFalse();
        assertThat(store.checkpoint("fit_1", 3, Progress.of(4, 10), checkpoint(4, 4), history(0, 4)))
                .isFalse();
        assertThat(store.checkpoint("fit_1")).isEmpty();
        assertThat(store.history("fit_1", 0).size()).isZero();
        assertThat(store.checkpoint("fit_1", 2, Progress.of(4, 10), checkpoint(4, 4), history(0, 4)))
                .isTrue();
    }

    @Test
    void aCheckpointAfterTheEndIsRefused() {
        store.replace(cancelled(running(1), 2));

        assertThat(store.checkpoint("fit_1", 1, Progress.of(4, 10), checkpoint(4, 4), history(0, 4)))
                .isFalse();
        assertThat(store.checkpoint("fit_9", 1, Progress.of(4, 10), checkpoint(4, 4), history(0, 4)))
                .isFalse();
    }

    @Test
    void aCheckpointThatIsRepeatedAddsOnlyWhatIsNotThere() {
        running(1);
        store.checkpoint("fit_1", 1, Progress.of(4, 10), checkpoint(4, 4), history(0, 4));

        store.checkpoint("fit_1", 1, Progress.of(4, 10), checkpoint(4, 4), history(0, 4));
        store.checkpoint("fit_1", 1, Progress.of(7, 10), checkpoint(7, 7), history(0, 7));
        store.checkpoint("fit_1", 1, Progress.of(2, 10), checkpoint(2, 2), history(0, 2));

        assertThat(store.history("fit_1", 0).epoch()).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(store.checkpoint("fit_1"))
                .hasValueSatisfying(last -> assertThat(last.epoch()).isEqualTo(7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.checkpoint("fit_1", 1, Progress.of(9, 10), checkpoint(9, 9), history(8, 9)));
    }

    @Test
    void theEndAddsWhatOfItsHistoryIsNotStored() {
        Job job = running(1);
        store.checkpoint("fit_1", 1, Progress.of(4, 10), checkpoint(4, 4), history(0, 4));

        assertThat(store.replace(succeeded(job, 6))).isTrue();

        Job found = store.find("fit_1").orElseThrow();
        assertThat(JobCodec.write(historyOf(found))).isEqualTo(JobCodec.write(history(0, 6)));
        assertThat(found.progress()).isEqualTo(Progress.of(6, 10));
        assertThat(store.history("fit_1", 4).epoch()).containsExactly(5, 6);
        assertThat(store.checkpoint("fit_1"))
                .hasValueSatisfying(end -> assertThat(end.state()).containsExactly(1, 2, 3));
        assertThat(rows("history_chunk")).isEqualTo(2);
    }

    @Test
    void theMinimumIsKeptThoughAllRecordsWereStoredBeforeItWasFound() {
        Job job = running(1);
        store.checkpoint("fit_1", 1, Progress.of(4, 10), checkpoint(4, 4), history(0, 4));

        store.replace(succeeded(job, Jobs.withOptimum(history(0, 4), -2.5)));

        assertThat(store.history("fit_1", 0).optimum()).isEqualTo(-2.5);
        assertThat(store.history("fit_1", 0).epoch()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void anEndWithoutAResultLeavesNoCheckpointButWhatWasRecorded() {
        Job job = running(1);
        store.checkpoint("fit_1", 1, Progress.of(4, 10), checkpoint(4, 4), history(0, 4));

        store.replace(cancelled(job, 0));

        assertThat(store.checkpoint("fit_1")).isEmpty();
        assertThat(store.history("fit_1", 0).size()).isEqualTo(4);
        assertThat(store.find("fit_1"))
                .hasValueSatisfying(found -> assertThat(found.status()).isEqualTo(JobStatus.CANCELLED));
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

        try (InputStream request = storeOver(source).request("fit_1")) {
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

        assertThat(store.holder("k")).contains(new JobStore.KeyHolder("body", "fit_1"));
        assertThat(store.holder("other")).isEmpty();
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
        JobStore other = storeOver(source);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 20; round++) {
                IdempotencyKey key = new IdempotencyKey("key " + round, "body");
                List<Callable<Boolean>> callers = new ArrayList<>();
                for (int caller = 0; caller < 8; caller++) {
                    int number = round * 8 + caller;
                    JobStore process = caller % 2 == 0 ? store : other;
                    callers.add(() -> process.insert(cancelled(number, null, 1), key));
                }
                int won = 0;
                for (Future<Boolean> caller : threads.invokeAll(callers)) {
                    won += caller.get() ? 1 : 0;
                }
                assertThat(won).isEqualTo(1);
                assertThat(store.holder(key.key())).isPresent();
            }
        }
        assertThat(rows("fit")).isEqualTo(20);
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

    @Test
    void whatIsAskedForOftenIsFoundByAnIndex() {
        Map<String, String> questions = Map.of(
                "select document from fit where id < 'x' order by id desc limit 21", "fit",
                "select document from fit where status = 'RUNNING' and id < 'x' order by id desc limit 21",
                        "fit_by_status",
                "select document from fit where label = 'a' and id < 'x' order by id desc limit 21", "fit_by_label",
                "select count(*), sum(work) from fit where status = 'QUEUED' and lane = 'LONG'", "fit_waiting",
                "select id from fit where expires_at <= 5 limit 50", "fit_by_expiry");
        jdbc.sql("""
                with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 12000)
                insert into fit (id, version, run, status, label, lane, work, epoch, records, request_chunks,
                  created_at, expires_at, document)
                select 'fit_' || (100000 + n), 2, 1, case when n %% 100 = 0 then 'QUEUED' when n %% 100 = 1 then 'RUNNING'
                  else 'SUCCEEDED' end, 'label ' || (n %% 500), case when n %% 3 = 0 then 'LONG' else 'SHORT' end,
                  1, 1, 0, 0, n, n * 1000, %s from numbers""".formatted(emptyBytes())).update();
        jdbc.sql(analyze()).update();

        questions.forEach((question, index) -> assertThat(plan(question))
                .as(question)
                .contains(index)
                .doesNotContainIgnoringCase("temp b-tree")
                .doesNotContain("Seq Scan"));
    }

    /** Returns an expression for no bytes. */
    abstract String emptyBytes();

    /** Returns the statement that has the database look at what is in its tables. */
    abstract String analyze();

    /** Returns the statement that tells how another one would be run. */
    abstract String explain(String statement);

    private String plan(String statement) {
        return jdbc.sql(explain(statement)).query().listOfRows().stream()
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    private Job running(int number) {
        Job job = queued(number, null);
        if (store.find(id(number)).isEmpty()) {
            submit(job);
            store.replace(job.started(NOW));
        }
        return job.started(NOW);
    }

    private Job submit(Job job) {
        assertThat(store.submit(job, null, NOTHING)).isTrue();
        return job;
    }

    private void insert(int... numbers) {
        IntStream.of(numbers).forEach(number -> store.insert(cancelled(number, null, 0), null));
    }

    private int rows(String... tables) {
        return List.of(tables).stream()
                .mapToInt(table -> jdbc.sql("select count(*) from " + table)
                        .query(Integer.class)
                        .single())
                .sum();
    }

    private static Checkpoint checkpoint(int epoch, int records) {
        return new Checkpoint(epoch, records, new byte[] {(byte) epoch});
    }

    private static JobStore.Query query(int limit, @Nullable String after) {
        return query(limit, after, null, null);
    }

    @SuppressWarnings("NullAway") // javac writes no type annotations on the parameters of a record's constructor
    private static JobStore.Query query(
            int limit, @Nullable String after, @Nullable JobStatus status, @Nullable String label) {
        return new JobStore.Query(limit, after, status, label);
    }

    private static History historyOf(Job job) {
        return Objects.requireNonNull(job.ending()).history();
    }

    private static List<String> ids(JobStore.Page page) {
        return page.jobs().stream().map(Job::id).toList();
    }
}
