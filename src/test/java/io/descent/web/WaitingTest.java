package io.descent.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.fit.Limits;
import io.descent.fit.OptimizerService;
import io.descent.fit.Services;
import io.descent.fit.Submission;
import io.descent.job.DatasetSummary;
import io.descent.job.Diagnosis;
import io.descent.job.Job;
import io.descent.job.JobsInMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.web.context.request.async.DeferredResult;

@Timeout(20)
class WaitingTest {

    private static final Preference PATIENT = new Preference(false, Duration.ofMinutes(1));

    private final JobsInMemory jobs = new JobsInMemory();
    private final OptimizerService service = Services.of(new Limits(1000, 1000), 1, jobs);
    private final Waiting waiting = new Waiting(service);
    private final Job job = Job.queued(
            "fit_1",
            null,
            Instant.EPOCH,
            1e12,
            10,
            Map.of(),
            DatasetSummary.of(1, List.of("x0"), List.of(), "0123"),
            Diagnosis.NONE);

    @BeforeEach
    void submit() {
        jobs.submit(job, null, _ -> {});
    }

    @AfterEach
    void close() {
        service.close();
    }

    private static @Nullable Object result(Object answer) throws InterruptedException {
        DeferredResult<?> deferred = (DeferredResult<?>) answer;
        while (!deferred.hasResult()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return deferred.getResult();
    }

    @Test
    void whoeverPollsForAFitThatIsDeletedMeanwhileIsToldSoAtOnce() throws InterruptedException {
        Object answer = waiting.forChange(job, null, PATIENT);
        jobs.delete(job.id());
        assertThat(result(answer)).isInstanceOf(UnknownResourceException.class);
    }

    @Test
    void whoeverWaitsForAFitThatIsDeletedMeanwhileGetsNoTicketForIt() throws InterruptedException {
        CompletableFuture<Job> end = new CompletableFuture<>();
        Object answer = waiting.forEnd(new Submission.Accepted(job, end), PATIENT);
        jobs.delete(job.id());
        end.cancel(false);
        assertThat(result(answer)).isInstanceOf(UnknownResourceException.class);
    }
}
