package io.descent;

import io.descent.fit.FitObserver;
import io.descent.fit.Names;
import io.descent.job.Ending;
import io.descent.job.Job;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts and times fits: {@code descent_fit_seconds}, by status and stop reason. */
final class FitMetrics implements FitObserver {

    private final MeterRegistry registry;

    FitMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(Job job, Duration training) {
        String reason = switch (job.ending()) {
            case Ending.Success success -> Names.json(success.outcome().reason());
            case Ending.Divergence _ -> "diverged";
            case Ending.Cancellation _ -> "cancelled";
            case null -> throw new IllegalArgumentException("the job has not ended");
        };
        Timer.builder("descent.fit")
                .description("time of training")
                .tag("status", Names.json(job.status()))
                .tag("stop_reason", reason)
                .register(registry)
                .record(training);
    }
}
