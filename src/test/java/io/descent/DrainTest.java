package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.descent.data.Column;
import io.descent.dataset.DatasetDraft;
import io.descent.fit.DrainingException;
import io.descent.fit.OptimizerService;
import io.descent.fit.Services;
import io.descent.fit.prepare.FitRequest;
import io.descent.fit.prepare.Limits;
import io.descent.job.JobStatus;
import io.descent.schema.Mistakes;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

/** When a context ends the fits of its service, and when it leaves them alone. */
class DrainTest {

    private static final Limits LIMITS = new Limits(1_000_000, 1e9);

    private final OptimizerService service = Services.of(LIMITS, 1);

    private GenericApplicationContext context() {
        GenericApplicationContext context = new GenericApplicationContext();
        context.registerBean(Drain.class, () -> new Drain(service, () -> {}, Duration.ZERO));
        context.refresh();
        return context;
    }

    private JobStatus fit() {
        DatasetDraft data = new DatasetDraft();
        data.put("x", "/x", new DatasetDraft.Matrix(new double[] {1, 2, 3}, 3, 1));
        data.put("y", "/y", new Column.Numbers(new double[] {1, 2, 4}));
        return Services.fit(service, new FitRequest(Map.of("epochs", 10_000L), data, null, new Mistakes().findings()))
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
    void aContextThatIsClosedTakesNoMoreFits() {
        context().close();
        assertThatExceptionOfType(DrainingException.class).isThrownBy(this::fit);
    }
}
