package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.Column;
import io.descent.fit.DatasetDraft;
import io.descent.fit.FitRequest;
import io.descent.fit.Limits;
import io.descent.fit.LocalFitEngine;
import io.descent.fit.Mistakes;
import io.descent.fit.OptimizerService;
import io.descent.job.JobStatus;
import io.descent.optimize.Cores;
import io.descent.store.InMemoryJobStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

/** When a context ends the fits of its service, and when it leaves them alone. */
class DrainTest {

    private static final Limits LIMITS = new Limits(1_000_000, 1e9);

    private final AtomicInteger ids = new AtomicInteger();
    private final OptimizerService service = new OptimizerService(
            new LocalFitEngine(System::nanoTime, Cores.of(1), LIMITS),
            new InMemoryJobStore(100, 1_000_000),
            LIMITS,
            () -> "fit_" + ids.incrementAndGet(),
            Clock.systemUTC(),
            (job, training) -> {});

    private GenericApplicationContext context() {
        GenericApplicationContext context = new GenericApplicationContext();
        context.registerBean(Drain.class, () -> new Drain(service, Duration.ZERO));
        context.refresh();
        return context;
    }

    private JobStatus fit() {
        DatasetDraft data = new DatasetDraft();
        data.put("x", "/x", new DatasetDraft.Matrix(new double[] {1, 2, 3}, 3, 1));
        data.put("y", "/y", new Column.Numbers(new double[] {1, 2, 4}));
        return service.fit(new FitRequest(Map.of("epochs", 10_000L), data, new Mistakes()))
                .status();
    }

    @Test
    void aContextThatIsOnlyPausedGoesOnFitting() throws InterruptedException {
        try (GenericApplicationContext context = context()) {
            context.pause();
            Thread.sleep(200);
            context.restart();
            assertThat(fit()).isEqualTo(JobStatus.SUCCEEDED);
        }
    }

    @Test
    void aContextThatIsStartedAgainFitsAsBefore() throws InterruptedException {
        try (GenericApplicationContext context = context()) {
            context.stop();
            Thread.sleep(200);
            context.start();
            assertThat(fit()).isEqualTo(JobStatus.SUCCEEDED);
        }
    }

    @Test
    void aContextThatIsClosedEndsItsFits() throws InterruptedException {
        context().close();
        Instant giveUp = Instant.now().plusSeconds(10);
        JobStatus status = fit();
        while (status == JobStatus.SUCCEEDED && Instant.now().isBefore(giveUp)) {
            Thread.sleep(10);
            status = fit();
        }
        assertThat(status).isEqualTo(JobStatus.CANCELLED);
    }
}
