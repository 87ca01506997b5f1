package io.descent.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.access.Tenant;
import io.descent.job.DatasetSummary;
import io.descent.job.Diagnosis;
import io.descent.job.Job;
import io.descent.job.JobStatus;
import io.descent.job.JobStore.Standing;
import io.descent.job.JobsInMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FitWatchTest {

    private static final String ID = "fit_1";

    private final JobsInMemory jobs = new JobsInMemory();
    private final FitWatch watch = new FitWatch(jobs, new FitRegistry(), Duration.ofHours(1));
    private final BlockingQueue<Optional<Standing>> told = new LinkedBlockingQueue<>();
    private final Job waiting = Job.queued(
            ID,
            Tenant.DEFAULT,
            null,
            Instant.EPOCH,
            1e12,
            10,
            Map.of(),
            DatasetSummary.of(1, 1, List.of("x0"), List.of(), "0123"),
            Diagnosis.NONE);

    @AfterEach
    void close() {
        watch.close();
    }

    private Optional<Standing> next() throws InterruptedException {
        return Objects.requireNonNull(told.poll(5, TimeUnit.SECONDS), "nothing was told");
    }

    @Test
    void whoeverWatchesIsToldOfEachChange() throws InterruptedException {
        jobs.submit(waiting, null, _ -> {});
        watch.watch(ID, told::add);
        assertThat(next()).map(Standing::status).contains(JobStatus.QUEUED);
        jobs.replace(waiting.started(Instant.EPOCH));
        assertThat(next()).map(Standing::status).contains(JobStatus.RUNNING);
    }

    @Test
    void whoeverWatchesIsToldOnceThatTheFitIsNoLongerThere() throws InterruptedException {
        jobs.submit(waiting, null, _ -> {});
        watch.watch(ID, told::add);
        next();
        jobs.delete(ID);
        assertThat(next()).isEmpty();
        assertThat(told.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void whoeverComesAfterTheLastChangeIsToldToo() throws InterruptedException {
        jobs.submit(waiting, null, _ -> {});
        watch.watch(ID, _ -> {});
        TimeUnit.MILLISECONDS.sleep(150);
        watch.watch(ID, told::add);
        assertThat(next()).map(Standing::status).contains(JobStatus.QUEUED);
    }

    @Test
    void anErrorOfOneWatcherKeepsNothingFromTheOthers() throws InterruptedException {
        jobs.submit(waiting, null, _ -> {});
        watch.watch(ID, _ -> {
            throw new OutOfMemoryError("of a test");
        });
        TimeUnit.MILLISECONDS.sleep(150);
        watch.watch(ID, told::add);
        assertThat(next()).isPresent();
        jobs.replace(waiting.started(Instant.EPOCH));
        assertThat(next()).map(Standing::status).contains(JobStatus.RUNNING);
    }
}
