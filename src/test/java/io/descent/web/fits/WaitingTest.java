package io.descent.web.fits;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.access.Tenant;
import io.descent.fit.OptimizerService;
import io.descent.fit.Services;
import io.descent.fit.Submission;
import io.descent.fit.prepare.Limits;
import io.descent.job.DatasetSummary;
import io.descent.job.Diagnosis;
import io.descent.job.Job;
import io.descent.job.JobStore;
import io.descent.job.JobsInMemory;
import io.descent.job.Progress;
import io.descent.web.Preference;
import io.descent.web.problem.UnknownResourceException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

@Timeout(20)
class WaitingTest {

    private static final Preference PATIENT = new Preference(false, Duration.ofMinutes(1));

    private final JobsInMemory jobs = new JobsInMemory();
    private final OptimizerService service = Services.of(new Limits(1000, 1000), 1, jobs);
    private final Waiting waiting = new Waiting(service);
    private final Job job = Job.queued(
            "fit_1",
            Tenant.DEFAULT,
            null,
            Instant.EPOCH,
            1e12,
            10,
            Map.of(),
            DatasetSummary.of(1, 1, List.of("x0"), List.of(), "0123"),
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
        Object answer = waiting.forChange(job, null, PATIENT, ParamsForm.LISTED);
        jobs.delete(job.id());
        assertThat(result(answer)).isInstanceOf(UnknownResourceException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1.0\"", "W/\"1.0\"", "\"0.7\", \"1.0\"", "*"})
    void aStateThatIsKnownIsNotAnsweredAgain(String known) {
        Object answer = waiting.forChange(job, known, new Preference(false, null), ParamsForm.LISTED);
        assertThat(((ResponseEntity<?>) answer).getStatusCode()).isEqualTo(HttpStatus.NOT_MODIFIED);
        // and whoever waits is not answered before it is another one
        assertThat(waiting.forChange(job, known, PATIENT, ParamsForm.LISTED)).isInstanceOf(DeferredResult.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1.1\"", "W/\"2.0\"", "\"0.7\", \"0.8\"", "1.0", "nonsense", "\"", ""})
    void aStateThatIsNotKnownIsAnsweredAtOnce(String known) {
        Object answer = waiting.forChange(job, known, PATIENT, ParamsForm.LISTED);
        assertThat(((ResponseEntity<?>) answer).getStatusCode()).isEqualTo(HttpStatus.OK);
    }

    @Test
    void progressThatIsKnownButNotStoredYetIsNoChange() throws InterruptedException {
        Job known = job.at(Progress.of(3, 10));
        AtomicReference<Job> seen = new AtomicReference<>(known);
        JobStore behind = (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(),
                new Class<?>[] {JobStore.class},
                (_, method, arguments) ->
                        method.getName().equals("find") ? Optional.of(seen.get()) : method.invoke(jobs, arguments));
        try (OptimizerService running = Services.of(new Limits(1000, 1000), 1, behind)) {
            DeferredResult<?> answer =
                    (DeferredResult<?>) new Waiting(running).forChange(known, "\"1.3\"", PATIENT, ParamsForm.LISTED);
            TimeUnit.MILLISECONDS.sleep(200);
            assertThat(answer.hasResult()).isFalse();

            seen.set(job.at(Progress.of(4, 10)));
            jobs.replace(job.started(Instant.EPOCH));
            assertThat(result(answer))
                    .isInstanceOfSatisfying(
                            ResponseEntity.class,
                            now -> assertThat(now.getStatusCode()).isEqualTo(HttpStatus.OK));
        }
    }

    @Test
    void whoeverWaitsForAFitThatIsDeletedMeanwhileGetsNoTicketForIt() throws InterruptedException {
        CompletableFuture<Job> end = new CompletableFuture<>();
        Object answer = waiting.forEnd(new Submission.Accepted(job, end), PATIENT, ParamsForm.LISTED);
        jobs.delete(job.id());
        end.cancel(false);
        assertThat(result(answer)).isInstanceOf(UnknownResourceException.class);
    }
}
