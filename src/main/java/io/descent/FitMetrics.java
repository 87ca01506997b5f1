package io.descent;

import io.descent.fit.FitObserver;
import io.descent.job.Ending;
import io.descent.job.Job;
import io.descent.job.Progress;
import io.descent.schema.Names;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts and times fits: {@code descent_fit_seconds}, {@code descent_fit_rows_per_second}, {@code descent_fit_failures}. */
final class FitMetrics implements FitObserver {

    private final MeterRegistry registry;

    FitMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(Job job, Duration training, Progress last) {
        String reason = reason(job);
        Timer.builder("descent.fit")
                .description("time of training")
                .tag("status", Names.json(job.status()))
                .tag("stop_reason", reason)
                .register(registry)
                .record(training);
        if (last.rowsPerSecond() != null) {
            DistributionSummary.builder("descent.fit.rows.per.second")
                    .description("how many rows passed the optimizer in a second of training")
                    .register(registry)
                    .record(last.rowsPerSecond());
        }
        if (job.ending() instanceof Ending.Divergence || job.ending() instanceof Ending.Failure) {
            Counter.builder("descent.fit.failures")
                    .description("fits that failed")
                    .tag("reason", reason)
                    .register(registry)
                    .increment();
        }
    }

    private static String reason(Job job) {
        return switch (job.ending()) {
            case Ending.Success success -> Names.json(success.outcome().reason());
            case Ending.Divergence _ -> "diverged";
            case Ending.Cancellation _ -> "cancelled";
            case Ending.Failure failure -> Names.json(failure.code());
            case null -> throw new IllegalArgumentException("the job has not ended");
        };
    }
}
