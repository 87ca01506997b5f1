package io.descent.store;

import static io.descent.store.Jobs.cancelled;
import static io.descent.store.Jobs.queued;
import static org.assertj.core.api.Assertions.assertThat;

import io.descent.job.JobStatus;
import io.descent.job.JobStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How jobs are listed over every database. */
abstract class JobListContract extends JobStoreContract {

    JobListContract(TestDatabase database) {
        super(database);
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
    void aListHoldsNoHistories() {
        store.insert(cancelled(1, null, 3), null);

        assertThat(store.list(query(1, null)).jobs().getFirst().ending())
                .isNotNull()
                .satisfies(ending -> assertThat(ending.history().size()).isZero());
    }

    @Test
    void whatIsAskedForOftenIsFoundByAnIndex() {
        Map<String, String> questions = Map.of(
                "select document from fit where id < 'x' order by id desc limit 21",
                "fit",
                "select document from fit where id < 'x' and " + Statuses.RARE
                        + " and status = 'RUNNING' order by id desc limit 21",
                "fit_by_status",
                "select document from fit where id < 'x' and status = 'SUCCEEDED' order by id desc limit 21",
                "fit",
                "select document from fit where label = 'a' and id < 'x' order by id desc limit 21",
                "fit_by_label",
                "select count(*), sum(work) from fit where status = 'QUEUED' and lane = 'LONG'",
                "fit_waiting",
                "select id from fit where expires_at <= 5 limit 50",
                "fit_by_expiry");
        jdbc.sql("""
                with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 12000)
                insert into fit (id, version, run, status, label, lane, work, epoch, records, request_chunks,
                  created_at, expires_at, document)
                select 'fit_' || (100000 + n), 2, 1, case when n %% 100 = 0 then 'QUEUED' when n %% 100 = 1 then 'RUNNING'
                  else 'SUCCEEDED' end, 'label ' || (n %% 500), case when n %% 3 = 0 then 'LONG' else 'SHORT' end,
                  1, 1, 0, 0, n, n * 1000, %s from numbers""".formatted(database.emptyBytes())).update();
        jdbc.sql(database.analyze()).update();

        questions.forEach((question, index) -> assertThat(plan(question))
                .as(question)
                .contains(index)
                .doesNotContainIgnoringCase("temp b-tree")
                .doesNotContain("Seq Scan"));
    }

    private String plan(String statement) {
        return jdbc.sql(database.explain() + statement).query().listOfRows().stream()
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    private void insert(int... numbers) {
        IntStream.of(numbers).forEach(number -> store.insert(cancelled(number, null, 0), null));
    }
}
