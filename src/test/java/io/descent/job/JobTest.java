package io.descent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.descent.access.Tenant;
import io.descent.data.ParameterShape;
import io.descent.model.LinearModel;
import io.descent.model.Metrics;
import io.descent.model.ModelType;
import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.course.Columns;
import io.descent.optimize.course.EpochRecord;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.History;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JobTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant END = START.plusSeconds(9);

    private static final History HISTORY = History.of(
            Columns.of(HistorySpec.DEFAULT, new ParameterShape(1, 1, true), false),
            Double.NaN,
            List.of(new EpochRecord(1, 1, new double[] {1, 1}, new double[0][])));

    private static final Checkpoint CHECKPOINT = new Checkpoint(6, 1, new byte[0]);

    @SuppressWarnings("NullAway")
    private static final LinearModel MODEL =
            new LinearModel(ModelType.LINEAR, List.of("x0"), new double[] {1}, new double[] {0}, null);

    private static final Job QUEUED = Job.queued(
            "fit_1",
            Tenant.DEFAULT,
            "mine",
            START,
            1e6,
            10,
            Map.of("seed", 7),
            DatasetSummary.of(3, 3, List.of("x0"), List.of(), "abc"),
            Diagnosis.NONE);

    private static final Duration RETENTION = Duration.ofDays(30);
    private static final Job STARTED = QUEUED.started(START.plusSeconds(1));

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(
                        new Ending.Success(
                                new FitOutcome.Fitted(
                                        HISTORY,
                                        6,
                                        StopReason.CONVERGED,
                                        new double[] {1},
                                        0,
                                        0,
                                        null,
                                        null,
                                        null,
                                        CHECKPOINT),
                                MODEL,
                                new Metrics.Regression(0, 0, 0, 1),
                                null,
                                null),
                        JobStatus.SUCCEEDED),
                Arguments.of(
                        new Ending.Divergence(
                                new FitOutcome.Diverged(
                                        HISTORY, 6, FitOutcome.Diverged.Cause.NOT_FINITE, 7, 70, 0.1, 0.01),
                                Map.of()),
                        JobStatus.FAILED),
                Arguments.of(new Ending.Cancellation(HISTORY, 6), JobStatus.CANCELLED),
                Arguments.of(
                        new Ending.Failure(HISTORY, 6, Ending.Failure.Code.INTERNAL, "the service failed"),
                        JobStatus.FAILED));
    }

    @Test
    void aJobWaitsUntilItIsStarted() {
        assertThat(QUEUED.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(QUEUED.version()).isEqualTo(1);
        assertThat(QUEUED.run()).isZero();
        assertThat(QUEUED.createdAt()).isEqualTo(START);
        assertThat(QUEUED.startedAt()).isNull();
        assertThat(STARTED.status()).isEqualTo(JobStatus.RUNNING);
        assertThat(STARTED.version()).isEqualTo(2);
        assertThat(STARTED.run()).isEqualTo(1);
        assertThat(STARTED.startedAt()).isEqualTo(START.plusSeconds(1));
        assertThat(STARTED.finishedAt()).isNull();
        assertThat(STARTED.progress()).isEqualTo(Progress.of(0, 10));
        assertThat(STARTED.ending()).isNull();
    }

    @Test
    void aJobThatIsHandedBackWaitsAgainAndKeepsItsFirstStart() {
        Job again = STARTED.handedBack().started(START.plusSeconds(5));

        assertThat(STARTED.handedBack().status()).isEqualTo(JobStatus.QUEUED);
        assertThat(again.run()).isEqualTo(2);
        assertThat(again.version()).isEqualTo(4);
        assertThat(again.startedAt()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void anIntentOutlivesARunButNotTheEnd() {
        Job ending = STARTED.ending(Intent.STOP);

        assertThat(ending.status()).isEqualTo(JobStatus.CANCELLING);
        assertThat(ending.handedBack().started(END).intent()).isEqualTo(Intent.STOP);
        assertThat(ending.handedBack().started(END).status()).isEqualTo(JobStatus.CANCELLING);
        assertThat(ending.ended(new Ending.Cancellation(HISTORY, 6), Diagnosis.NONE, END, RETENTION)
                        .intent())
                .isNull();
    }

    @Test
    void moreWorkThanASecondOrSoWaitsElsewhere() {
        assertThat(QUEUED.isSmall()).isTrue();
        assertThat(QUEUED.lane()).isEqualTo(Lane.SHORT);
        assertThat(Job.lane(1e12)).isEqualTo(Lane.LONG);
    }

    @ParameterizedTest
    @MethodSource("endings")
    void itsEndIsTheNextVersionWithTheStatusOfTheEnding(Ending ending, JobStatus status) {
        Job ended = STARTED.ended(ending, Diagnosis.NONE, END, RETENTION);

        assertThat(ended.status()).isEqualTo(status);
        assertThat(ended.status().done()).isTrue();
        assertThat(ended.version()).isEqualTo(3);
        assertThat(ended.progress()).isEqualTo(Progress.of(6, 10));
        assertThat(ended.finishedAt()).isEqualTo(END);
        assertThat(ended.expiresAt()).isEqualTo(END.plus(RETENTION));
        assertThat(ended.ending()).isSameAs(ending);
        assertThat(ended)
                .usingRecursiveComparison()
                .ignoringFields("version", "status", "progress", "finishedAt", "expiresAt", "ending")
                .isEqualTo(STARTED);
    }

    @Test
    void progressIsNoNewVersion() {
        Progress later = new Progress(4, 10, 1e6, 2.5);
        assertThat(STARTED.at(later).progress()).isEqualTo(later);
        assertThat(STARTED.at(later).version()).isEqualTo(STARTED.version());
        assertThat(STARTED.at(later).at(STARTED.progress())).isEqualTo(STARTED);
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void aJobHasAnEndingWhenItIsDoneAndOnlyThen(JobStatus status) {
        Ending ending = new Ending.Cancellation(HISTORY, 6);
        Job ended = STARTED.ended(ending, Diagnosis.NONE, END, RETENTION);

        if (status.done()) {
            assertThatIllegalArgumentException().isThrownBy(() -> with(STARTED, status));
            assertThat(with(ended, status).ending()).isEqualTo(ending);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> with(ended, status));
            assertThat(with(STARTED, status).ending()).isNull();
        }
    }

    @SuppressWarnings("NullAway")
    private static Job with(Job job, JobStatus status) {
        return new Job(
                job.id(),
                job.tenant(),
                job.version(),
                job.run(),
                job.label(),
                status,
                status == JobStatus.CANCELLING ? Intent.CANCEL : null,
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                job.expiresAt(),
                job.work(),
                job.progress(),
                job.config(),
                job.dataset(),
                job.diagnosis(),
                job.ending());
    }
}
