package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.descent.data.ParameterShape;
import io.descent.job.DatasetSummary;
import io.descent.job.Diagnosis;
import io.descent.job.Ending;
import io.descent.job.Job;
import io.descent.job.JobStatus;
import io.descent.job.JobStore;
import io.descent.job.JobStore.Deletion;
import io.descent.optimize.FitOutcome;
import io.descent.optimize.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InMemoryJobStoreTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final JobStore store = new InMemoryJobStore(100, 1_000_000);

    @Test
    void jobsAreListedNewestFirstWhateverTheOrderOfTheirArrival() {
        insert(store, 2, 5, 1, 4, 3);

        assertThat(ids(store.list(query(10, null)))).containsExactly("fit_5", "fit_4", "fit_3", "fit_2", "fit_1");
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrOverlap() {
        insert(store, 1, 2, 3, 4, 5);

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
        insert(store, 1, 2);

        assertThat(store.list(query(2, null)).hasMore()).isFalse();
        assertThat(store.list(query(Integer.MAX_VALUE, null)).jobs()).hasSize(2);
    }

    @Test
    void aCursorHoldsThoughItsJobIsGone() {
        insert(store, 1, 2, 3);
        store.discard("fit_2");

        assertThat(ids(store.list(query(5, "fit_2")))).containsExactly("fit_1");
    }

    @Test
    void filtersChooseByStatusAndLabel() {
        store.insert(job(1, "a"));
        store.insert(ended(job(2, "a"), 0));
        store.insert(job(3, "b"));
        store.insert(ended(job(4, null), 0));

        assertThat(ids(store.list(query(9, null, JobStatus.RUNNING, null)))).containsExactly("fit_3", "fit_1");
        assertThat(ids(store.list(query(9, null, null, "a")))).containsExactly("fit_2", "fit_1");
        assertThat(ids(store.list(query(9, null, JobStatus.CANCELLED, "a")))).containsExactly("fit_2");
        assertThat(ids(store.list(query(9, "fit_3", JobStatus.RUNNING, null)))).containsExactly("fit_1");
        assertThat(store.list(query(1, null, null, "a")).hasMore()).isTrue();
        assertThat(store.list(query(1, null, null, "b")).hasMore()).isFalse();
    }

    @Test
    void anIdIsTakenOnce() {
        store.insert(job(1, "first"));

        assertThatIllegalArgumentException().isThrownBy(() -> store.insert(job(1, "second")));
        assertThat(store.find("fit_1"))
                .hasValueSatisfying(job -> assertThat(job.label()).isEqualTo("first"));
    }

    @Test
    void onlyTheNextVersionReplacesAJob() {
        Job first = job(1, null);
        Job second = ended(first, 0);
        Job third = ended(second, 0);
        store.insert(first);

        assertThat(store.replace(third)).isFalse();
        assertThat(store.replace(second)).isTrue();
        assertThat(store.replace(second)).isFalse();
        assertThat(store.find("fit_1")).containsSame(second);
        assertThat(store.replace(ended(job(2, null), 0))).isFalse();
        assertThat(store.find("fit_2")).isEmpty();
    }

    @Test
    void aJobIsDeletedOnceItIsDone() {
        store.insert(job(1, null));

        assertThat(store.delete("fit_1")).isEqualTo(Deletion.STILL_RUNNING);
        assertThat(store.find("fit_1")).isPresent();
        store.replace(ended(job(1, null), 0));
        assertThat(store.delete("fit_1")).isEqualTo(Deletion.DELETED);
        assertThat(store.find("fit_1")).isEmpty();
        assertThat(store.delete("fit_1")).isEqualTo(Deletion.NOT_FOUND);
    }

    @Test
    void aJobIsDiscardedWhateverItsStatus() {
        insert(store, 1);

        store.discard("fit_1");
        store.discard("fit_1");

        assertThat(store.find("fit_1")).isEmpty();
    }

    @Test
    void theOldestThatAreDoneMakeRoomForNewJobs() {
        JobStore three = new InMemoryJobStore(3, 1_000_000);
        three.insert(job(1, null));
        three.insert(ended(job(2, null), 0));
        three.insert(ended(job(3, null), 0));
        three.insert(job(4, null));
        assertThat(ids(three.list(query(9, null)))).containsExactly("fit_4", "fit_3", "fit_1");
        three.insert(job(5, null));
        assertThat(ids(three.list(query(9, null)))).containsExactly("fit_5", "fit_4", "fit_1");
    }

    @Test
    void runningJobsAreNeverForgotten() {
        JobStore two = new InMemoryJobStore(2, 1_000_000);
        insert(two, 1, 2, 3, 4);
        assertThat(two.list(query(9, null)).jobs()).hasSize(4);

        two.replace(ended(job(4, null), 0));
        assertThat(ids(two.list(query(9, null)))).containsExactly("fit_3", "fit_2", "fit_1");
    }

    /** A record of a fit without vectors holds 4 numbers. */
    @Test
    void historiesAreForgottenOnceTheyHoldTooManyNumbers() {
        JobStore small = new InMemoryJobStore(100, 400);
        small.insert(ended(job(1, null), 40));
        small.insert(ended(job(2, null), 40));
        small.insert(job(3, null));
        small.insert(ended(job(4, null), 20));
        assertThat(ids(small.list(query(9, null)))).containsExactly("fit_4", "fit_3", "fit_2", "fit_1");

        small.replace(ended(job(3, null), 1));
        assertThat(ids(small.list(query(9, null)))).containsExactly("fit_4", "fit_3", "fit_2");
    }

    @Test
    void whatIsDeletedNoLongerTakesRoom() {
        JobStore small = new InMemoryJobStore(100, 400);
        for (int i = 10; i < 50; i++) {
            small.insert(ended(job(i, null), 90));
            assertThat(small.find(id(i))).isPresent();
            if (i % 2 == 0) {
                small.discard(id(i));
            } else {
                assertThat(small.delete(id(i))).isEqualTo(Deletion.DELETED);
            }
        }
        small.insert(ended(job(50, null), 50));
        small.insert(ended(job(51, null), 50));
        assertThat(ids(small.list(query(9, null)))).containsExactly("fit_51", "fit_50");
    }

    @Test
    void vectorsCountByTheirWidth() {
        JobStore small = new InMemoryJobStore(100, 100);
        small.insert(ended(job(1, null), 1));
        // 3 records of 4 numbers and two vectors of 14 are 96
        small.insert(ended(job(2, null), history(3, new double[3][14])));
        assertThat(small.list(query(9, null)).jobs()).hasSize(2);
        small.insert(ended(job(3, null), 1));
        assertThat(ids(small.list(query(9, null)))).containsExactly("fit_3", "fit_2");
    }

    @Test
    void oneOfManyWritersOfAVersionWins() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 200; i++) {
                store.insert(job(i, null));
                Job next = ended(job(i, null), 0);
                List<Callable<Boolean>> writers =
                        List.of(() -> store.replace(next), () -> store.replace(next), () -> store.replace(next));
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
        JobStore bounded = new InMemoryJobStore(50, 2_000);
        AtomicInteger last = new AtomicInteger(1000);
        List<Callable<Integer>> users = new ArrayList<>();
        for (int user = 0; user < 8; user++) {
            users.add(() -> {
                int seen = 0;
                for (int i = 0; i < 300; i++) {
                    Job job = job(last.incrementAndGet(), null);
                    bounded.insert(job);
                    assertThat(bounded.find(job.id())).isPresent();
                    assertThat(ids(bounded.list(query(60, null)))).isSortedAccordingTo((a, b) -> b.compareTo(a));
                    assertThat(bounded.replace(ended(job, 5))).isTrue();
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

        assertThat(total).isEqualTo(2400);
        assertThat(bounded.list(query(100, null)).jobs())
                .hasSize(50)
                .allMatch(job -> job.status().done());
    }

    private static void insert(JobStore into, int... numbers) {
        IntStream.of(numbers).forEach(number -> into.insert(job(number, null)));
    }

    private static String id(int number) {
        return "fit_" + number;
    }

    private static Job job(int number, @Nullable String label) {
        return Job.started(
                id(number),
                label,
                NOW,
                10,
                Map.of(),
                DatasetSummary.of(1, List.of("x0"), List.of(), ""),
                Diagnosis.NONE);
    }

    private static Job ended(Job job, int records) {
        return ended(job, history(records, null));
    }

    private static Job ended(Job job, History history) {
        return job.ended(new Ending.Cancellation(new FitOutcome.Cancelled(history, 1)), NOW);
    }

    // javac writes no type annotations on the parameters of a record's constructor
    @SuppressWarnings("NullAway")
    private static History history(int records, double @Nullable [][] vectors) {
        return new History(
                new ParameterShape(1, 1, true),
                new int[records],
                null,
                new double[records],
                new double[records],
                null,
                false,
                false,
                Double.NaN,
                Map.of(),
                null,
                Map.of(),
                vectors,
                null,
                vectors);
    }

    private static JobStore.Query query(int limit, @Nullable String after) {
        return query(limit, after, null, null);
    }

    @SuppressWarnings("NullAway")
    private static JobStore.Query query(
            int limit, @Nullable String after, @Nullable JobStatus status, @Nullable String label) {
        return new JobStore.Query(limit, after, status, label);
    }

    private static List<String> ids(JobStore.Page page) {
        return page.jobs().stream().map(Job::id).toList();
    }
}
