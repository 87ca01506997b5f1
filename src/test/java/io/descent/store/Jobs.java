package io.descent.store;

import io.descent.access.Tenant;
import io.descent.data.ParameterShape;
import io.descent.job.DatasetSummary;
import io.descent.job.Diagnosis;
import io.descent.job.Ending;
import io.descent.job.Job;
import io.descent.model.LinearModel;
import io.descent.model.Metrics;
import io.descent.model.ModelType;
import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.course.Columns;
import io.descent.optimize.course.EpochRecord;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.History;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.Optimality;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.course.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Jobs to be stored. */
@SuppressWarnings("NullAway") // javac writes no type annotations on the parameters of a record's constructor
final class Jobs {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456789Z");
    static final Duration RETENTION = Duration.ofDays(1);

    private Jobs() {}

    static String id(int number) {
        return "fit_" + number;
    }

    static Job queued(int number, @Nullable String label) {
        return queued(number, label, 1000);
    }

    static Job queued(int number, @Nullable String label, double work) {
        return queued(number, label, work, NOW);
    }

    static Job queued(int number, @Nullable String label, double work, Instant now) {
        return Job.queued(
                id(number),
                Tenant.DEFAULT,
                label,
                now,
                work,
                10,
                Map.of("epochs", 10L),
                DatasetSummary.of(1, 1, List.of("x0"), List.of(), "0123"),
                Diagnosis.NONE);
    }

    static Job cancelled(int number, @Nullable String label, int records) {
        return cancelled(queued(number, label), records);
    }

    static Job cancelled(Job job, int records) {
        return job.ended(new Ending.Cancellation(history(0, records), records), job.diagnosis(), NOW, RETENTION);
    }

    static Job succeeded(Job job, int records) {
        return succeeded(job, history(0, records));
    }

    static Job succeeded(Job job, History history) {
        Ending ending = new Ending.Success(
                new FitOutcome.Fitted(
                        history,
                        history.size(),
                        StopReason.EPOCHS,
                        new double[] {Double.MIN_VALUE, -0.0},
                        1 / 3.0,
                        0.5,
                        null,
                        null,
                        new Optimality(null, Double.MIN_VALUE, true),
                        new Checkpoint(history.size(), history.size(), new byte[] {1, 2, 3})),
                new LinearModel(ModelType.LINEAR, List.of("x0"), new double[] {Double.MIN_VALUE}, new double[1], null),
                new Metrics.Regression(1, 1, 1, Double.NaN),
                null,
                null);
        return job.ended(ending, job.diagnosis(), NOW, RETENTION);
    }

    /** Returns the records of a history from one index to another. */
    static History history(int from, int to) {
        HistorySpec asked = new HistorySpec(
                1,
                HistorySpec.Unit.EPOCH,
                Set.of(HistorySpec.Include.PARAMS),
                Set.of(RunningMetric.BATCH_SSE),
                HistorySpec.Evaluate.RUNNING);
        return History.of(
                Columns.of(asked, new ParameterShape(1, 1, true), false),
                Double.NaN,
                IntStream.range(from, to)
                        .mapToObj(i -> {
                            double value = 1 / (i + 3.0);
                            return new EpochRecord(i + 1, i + 1, new double[] {value, value, value}, new double[][] {
                                {i, -0.0, 1e300 * i}
                            });
                        })
                        .toList());
    }

    static History withOptimum(History history, double optimum) {
        return new History(
                history.columns(), history.epoch(), history.update(), history.values(), history.vectors(), optimum);
    }
}
