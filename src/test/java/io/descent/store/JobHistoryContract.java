package io.descent.store;

import static io.descent.store.Jobs.NOW;
import static io.descent.store.Jobs.cancelled;
import static io.descent.store.Jobs.history;
import static io.descent.store.Jobs.id;
import static io.descent.store.Jobs.queued;
import static io.descent.store.Jobs.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.descent.job.Intent;
import io.descent.job.Job;
import io.descent.job.JobStatus;
import io.descent.job.JobStore;
import io.descent.job.Progress;
import io.descent.optimize.course.Checkpoint;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How histories and checkpoints are stored over every database. */
abstract class JobHistoryContract extends JobStoreContract {

    JobHistoryContract(TestDatabase database) {
        super(database);
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

    private Job running(int number) {
        Job job = queued(number, null);
        if (store.find(id(number)).isEmpty()) {
            submit(job);
            store.replace(job.started(NOW));
        }
        return job.started(NOW);
    }

    private static Checkpoint checkpoint(int epoch, int records) {
        return new Checkpoint(epoch, records, new byte[] {(byte) epoch});
    }
}
