package io.descent.store;

import static io.descent.store.Jobs.NOW;
import static io.descent.store.Jobs.RETENTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.access.Tenant;
import io.descent.data.Classes;
import io.descent.data.ParameterShape;
import io.descent.job.DatasetSummary;
import io.descent.job.Diagnosis;
import io.descent.job.Ending;
import io.descent.job.Intent;
import io.descent.job.Job;
import io.descent.job.StorageException;
import io.descent.job.Warning;
import io.descent.model.LinearModel;
import io.descent.model.Metrics;
import io.descent.model.ModelType;
import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.course.Columns;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.History;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.Optimality;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.course.Series;
import io.descent.optimize.course.StopReason;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

@SuppressWarnings("NullAway") // javac writes no type annotations on the parameters of a record's constructor
class JobCodecTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final double[] ODD = {
        Double.NaN,
        -0.0,
        0.0,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.NEGATIVE_INFINITY,
        0.1,
        1 / 3.0,
        5,
        1e15,
        Math.nextUp(1.0),
        Float.MIN_VALUE
    };

    static Stream<Job> jobs() {
        Job queued = Jobs.queued(1, null);
        Diagnosis seen = new Diagnosis(
                List.of(new Warning(Warning.Code.CONSTANT_FEATURE, "/dataset/x/0", "it is constant")), 0.1);
        Job running = queued(seen).started(NOW);
        return Stream.of(
                queued,
                running,
                running.ending(Intent.STOP),
                running.handedBack(),
                succeeded(running, new Metrics.Regression(1, ODD[7], 0, Double.NaN), null, ModelType.LINEAR),
                succeeded(
                        running,
                        new Metrics.TwoClasses(1, -0.0, 0, Double.NaN, new double[][] {{1, 2}, {3, 0.1}}),
                        new Classes(List.of(0.0, 1.5)),
                        ModelType.LOGISTIC),
                succeeded(
                        running,
                        new Metrics.Separation(1, 0.1, new double[][] {{1, 2}, {3, 4}}),
                        new Classes(List.of(false, true)),
                        ModelType.SVM),
                succeeded(
                        running,
                        new Metrics.ManyClasses(1, 2, 3, new double[][] {{1}}),
                        new Classes(List.of("", "ä", "\ud83d\ude00")),
                        ModelType.SOFTMAX),
                succeeded(running, new Metrics.Counts(1, Double.NaN, 3, 4), null, ModelType.POISSON),
                running.ended(
                        new Ending.Divergence(
                                new FitOutcome.Diverged(
                                        odd(),
                                        1,
                                        FitOutcome.Diverged.Cause.NOT_FINITE,
                                        2,
                                        Long.MAX_VALUE,
                                        Double.MIN_VALUE,
                                        Double.NaN),
                                config()),
                        seen,
                        NOW,
                        RETENTION),
                running.ended(
                        new Ending.Failure(odd(), 3, Ending.Failure.Code.OUT_OF_MEMORY, "why"), seen, NOW, RETENTION),
                running.ended(new Ending.Cancellation(odd(), 3), seen, NOW, RETENTION));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void aJobIsReadAsItWasWrittenButForItsHistory(Job job) {
        Job read = JobCodec.readJob(JobCodec.write(job));

        assertThat(read.getClass()).isEqualTo(job.getClass());
        assertThat(JSON.writeValueAsString(read)).isEqualTo(JSON.writeValueAsString(withoutLongParts(job)));
        assertThat(read.createdAt()).isEqualTo(job.createdAt());
        assertThat(kind(read)).isEqualTo(kind(job));
    }

    @Test
    void aConfigurationMakesTheSameJsonAsBefore() {
        Job job = queued(Diagnosis.NONE);

        Map<String, @Nullable Object> read =
                JobCodec.readJob(JobCodec.write(job)).config();

        assertThat(JSON.writeValueAsString(read)).isEqualTo(JSON.writeValueAsString(config()));
    }

    @Test
    void everyBitOfAHistoryIsKept() {
        History read = JobCodec.readHistory(JobCodec.write(odd()));

        assertThat(bits(read.loss())).isEqualTo(bits(ODD));
        assertThat(bits(Objects.requireNonNull(read.series(Series.OBJECTIVE)))).isEqualTo(bits(ODD));
        assertThat(bits(Objects.requireNonNull(read.series(Series.VAL_LOSS)))).isEqualTo(bits(ODD));
        assertThat(bits(Objects.requireNonNull(read.series(Series.of(RunningMetric.ACCURACY)))))
                .isEqualTo(bits(ODD));
        assertThat(bits(Objects.requireNonNull(read.vectors(HistorySpec.Include.PARAMS))[1]))
                .isEqualTo(bits(ODD));
        assertThat(read.update()).containsExactly(1, Long.MAX_VALUE);
        assertThat(read.epoch()).containsExactly(1, 2);
        assertThat(read.optimum()).isNaN();
        assertThat(read.columns().shape()).isEqualTo(new ParameterShape(3, 4, true));
        assertThat(read.vectors(HistorySpec.Include.GRADIENT)).isNull();
        assertThat(JSON.writeValueAsString(read)).isEqualTo(JSON.writeValueAsString(odd()));
    }

    @Test
    void whatANewerReleaseHasStoredIsRefused() {
        byte[] job = JobCodec.write(queued(Diagnosis.NONE));
        byte[] history = JobCodec.write(odd());
        job[0]++;
        history[0]++;

        assertThatThrownBy(() -> JobCodec.readJob(job))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(StorageException.Reason.NEWER));
        assertThatThrownBy(() -> JobCodec.readHistory(history)).isInstanceOf(StorageException.class);
    }

    @Test
    void labelsOfClassesKeepTheirType() {
        Job job = succeeded(
                queued(Diagnosis.NONE),
                new Metrics.TwoClasses(1, 1, 0, 1, new double[2][2]),
                new Classes(List.of(-0.0, 3.0)),
                ModelType.LOGISTIC);

        Ending ending = JobCodec.readJob(JobCodec.write(job)).ending();

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Success.class,
                        success -> assertThat(success.model().classes()).isEqualTo(new Classes(List.of(-0.0, 3.0))));
    }

    @Test
    void theStateOfACheckpointIsLeftOut() {
        Job job = Jobs.succeeded(Jobs.queued(1, null), 2);

        Ending ending = JobCodec.readJob(JobCodec.write(job)).ending();

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Success.class,
                        success -> assertThat(success.outcome().checkpoint().state())
                                .isEmpty());
    }

    private static Job queued(Diagnosis seen) {
        return Job.queued(
                "fit_1",
                Tenant.DEFAULT,
                "ä \ud83d\ude00",
                NOW,
                1 / 3.0,
                10,
                config(),
                new DatasetSummary(3, 2, 1, List.of("a", ""), List.of("no", "yes"), "01", "02", origin()),
                seen);
    }

    private static DatasetSummary.Origin origin() {
        return new DatasetSummary.Origin(Map.of("id", "ds_1", "target", "a"), List.of(-1.5, 1 / 3.0));
    }

    private static String kind(Job job) {
        return job.ending() == null
                ? ""
                : job.ending() instanceof Ending.Success success
                        ? success.metrics().getClass().getName()
                        : job.ending().getClass().getName();
    }

    /** The order of its names is not that of the alphabet, and its numbers have several types. */
    private static Map<String, @Nullable Object> config() {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("zeta", 5L);
        config.put("alpha", 5);
        config.put("whole", 5.0);
        config.put("tiny", Double.MIN_VALUE);
        config.put("negative_zero", -0.0);
        config.put("seed", Long.MIN_VALUE);
        config.put("none", null);
        config.put("flag", true);
        config.put("text", "batches");
        config.put("vector", new double[] {1, 0.5, -0.0});
        config.put("matrix", new double[][] {{1}, {2}});
        config.put("list", Arrays.asList(1, 2.0, null, "x"));
        config.put("nested", new LinkedHashMap<>(Map.of("type", "sgd")));
        return config;
    }

    private static Job succeeded(Job job, Metrics metrics, @Nullable Classes classes, ModelType type) {
        FitOutcome.Fitted fitted = new FitOutcome.Fitted(
                odd(),
                7,
                StopReason.EPOCHS,
                ODD,
                0.1,
                -0.0,
                Double.NaN,
                3,
                new Optimality(Double.MIN_VALUE, -0.0, false),
                new Checkpoint(7, 2, new byte[] {1, 2, 3}));
        LinearModel model = new LinearModel(type, List.of("a"), new double[] {Double.MIN_VALUE}, ODD1, classes);
        return job.ended(new Ending.Success(fitted, model, metrics, metrics, null), job.diagnosis(), NOW, RETENTION);
    }

    private static final double[] ODD1 = {-0.0};

    private static History odd() {
        return new History(
                new Columns(
                        new ParameterShape(3, 4, true),
                        true,
                        List.of(
                                Series.LOSS,
                                Series.LEARNING_RATE,
                                Series.OBJECTIVE,
                                Series.of(RunningMetric.ACCURACY),
                                Series.VAL_LOSS,
                                Series.ofValidation(RunningMetric.BATCH_SSE)),
                        List.of(HistorySpec.Include.PARAMS, HistorySpec.Include.DIRECTION),
                        List.of(
                                Series.LOSS,
                                Series.LEARNING_RATE,
                                Series.OBJECTIVE,
                                Series.EXCESS_LOSS,
                                Series.of(RunningMetric.ACCURACY),
                                Series.VAL_LOSS,
                                Series.ofValidation(RunningMetric.BATCH_SSE))),
                new int[] {1, 2},
                new long[] {1, Long.MAX_VALUE},
                new double[][] {ODD, ODD, ODD, ODD, ODD, ODD},
                new double[][][] {{{}, ODD}, {ODD, ODD}},
                Double.NaN);
    }

    private static Job withoutLongParts(Job job) {
        if (!(job.ending()
                instanceof Ending.Success(var outcome, var model, var metrics, var validation, var inference))) {
            return job.withHistory(History.NONE);
        }
        FitOutcome.Fitted bare = new FitOutcome.Fitted(
                History.NONE,
                outcome.epochs(),
                outcome.reason(),
                outcome.parameters(),
                outcome.loss(),
                outcome.objective(),
                outcome.valLoss(),
                outcome.bestEpoch(),
                outcome.optimality(),
                new Checkpoint(
                        outcome.checkpoint().epoch(), outcome.checkpoint().records(), new byte[0]));
        return new Job(
                job.id(),
                job.tenant(),
                job.version(),
                job.run(),
                job.label(),
                job.status(),
                job.intent(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                job.expiresAt(),
                job.work(),
                job.progress(),
                job.config(),
                job.dataset(),
                job.diagnosis(),
                new Ending.Success(bare, model, metrics, validation, inference));
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
