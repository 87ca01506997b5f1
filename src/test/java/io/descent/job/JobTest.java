package io.descent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.descent.data.ParameterShape;
import io.descent.model.LinearModel;
import io.descent.model.Metrics;
import io.descent.model.ModelType;
import io.descent.optimize.Checkpoint;
import io.descent.optimize.FitOutcome;
import io.descent.optimize.History;
import io.descent.optimize.StopReason;
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

    // javac writes no type annotations on the parameters of a record's constructor
    @SuppressWarnings("NullAway")
    private static final History HISTORY = new History(
            new ParameterShape(1, 1, true),
            new int[] {1},
            null,
            new double[] {1},
            new double[] {1},
            null,
            false,
            false,
            Double.NaN,
            Map.of(),
            null,
            Map.of(),
            null,
            null,
            null);

    private static final Checkpoint CHECKPOINT = new Checkpoint(6, 1, new byte[0]);

    @SuppressWarnings("NullAway")
    private static final LinearModel MODEL =
            new LinearModel(ModelType.LINEAR, List.of("x0"), new double[] {1}, new double[] {0}, null);

    private static final Job STARTED = Job.started(
            "fit_1",
            "mine",
            START,
            10,
            Map.of("seed", 7),
            DatasetSummary.of(3, List.of("x0"), List.of(), "abc"),
            Diagnosis.NONE);

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
                                        CHECKPOINT),
                                MODEL,
                                new Metrics.Regression(0, 0, 0, 1),
                                null),
                        JobStatus.SUCCEEDED),
                Arguments.of(
                        new Ending.Divergence(
                                new FitOutcome.Diverged(
                                        HISTORY, 6, FitOutcome.Diverged.Cause.NOT_FINITE, 7, 70, 0.1, 0.01),
                                Map.of()),
                        JobStatus.FAILED),
                Arguments.of(new Ending.Cancellation(new FitOutcome.Cancelled(HISTORY, 6)), JobStatus.CANCELLED));
    }

    @Test
    void aJobThatHasStartedRunsFromItsCreation() {
        assertThat(STARTED.status()).isEqualTo(JobStatus.RUNNING);
        assertThat(STARTED.version()).isEqualTo(1);
        assertThat(STARTED.createdAt()).isEqualTo(START);
        assertThat(STARTED.startedAt()).isEqualTo(START);
        assertThat(STARTED.finishedAt()).isNull();
        assertThat(STARTED.epoch()).isZero();
        assertThat(STARTED.ending()).isNull();
    }

    @ParameterizedTest
    @MethodSource("endings")
    void itsEndIsTheNextVersionWithTheStatusOfTheEnding(Ending ending, JobStatus status) {
        Job ended = STARTED.ended(ending, END);

        assertThat(ended.status()).isEqualTo(status);
        assertThat(ended.status().done()).isTrue();
        assertThat(ended.version()).isEqualTo(2);
        assertThat(ended.epoch()).isEqualTo(6);
        assertThat(ended.finishedAt()).isEqualTo(END);
        assertThat(ended.ending()).isSameAs(ending);
        assertThat(ended)
                .usingRecursiveComparison()
                .ignoringFields("version", "status", "epoch", "finishedAt", "ending")
                .isEqualTo(STARTED);
    }

    @Test
    void progressIsNoNewVersion() {
        assertThat(STARTED.at(4).epoch()).isEqualTo(4);
        assertThat(STARTED.at(4).version()).isEqualTo(1);
        assertThat(STARTED.at(4).at(0)).isEqualTo(STARTED);
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void aJobHasAnEndingWhenItIsDoneAndOnlyThen(JobStatus status) {
        Ending ending = new Ending.Cancellation(new FitOutcome.Cancelled(HISTORY, 6));
        Job ended = STARTED.ended(ending, END);

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
                job.version(),
                job.label(),
                status,
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                job.epoch(),
                job.epochs(),
                job.config(),
                job.dataset(),
                job.diagnosis(),
                job.ending());
    }
}
