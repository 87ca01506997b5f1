package io.descent;

import io.descent.fit.OptimizerService;
import io.descent.job.Lane;
import io.descent.job.StorageException;
import io.descent.schema.Names;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** How many fits wait in the queue of all processes, and how many run in this one. */
final class QueueMetrics implements MeterBinder {

    private final OptimizerService service;

    QueueMetrics(OptimizerService service) {
        this.service = service;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Lane lane : Lane.values()) {
            Gauge.builder("descent.queue.length", () -> length(lane))
                    .description("fits that wait")
                    .tag("lane", Names.json(lane))
                    .register(registry);
        }
        Gauge.builder("descent.fits.running", service, OptimizerService::running)
                .description("fits that run in this process")
                .register(registry);
    }

    private double length(Lane lane) {
        try {
            return service.backlog(lane).jobs();
        } catch (StorageException unknown) {
            return Double.NaN;
        }
    }
}
