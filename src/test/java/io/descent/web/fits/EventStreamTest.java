package io.descent.web.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.descent.access.Tenant;
import io.descent.fit.OptimizerService;
import io.descent.fit.Services;
import io.descent.fit.prepare.Limits;
import io.descent.job.DatasetSummary;
import io.descent.job.Diagnosis;
import io.descent.job.Job;
import io.descent.job.JobStatus;
import io.descent.job.JobStore.Standing;
import io.descent.job.JobsInMemory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@Timeout(20)
class EventStreamTest {

    private static final String ID = "fit_1";

    private final AtomicLong nanos = new AtomicLong();
    private final BlockingQueue<Map.Entry<Long, String>> sent = new LinkedBlockingQueue<>();

    /** Keeps what is sent, and when. */
    private final SseEmitter emitter = new SseEmitter() {
        @Override
        public void send(SseEventBuilder event) {
            String text = event.build().stream()
                    .map(part -> part.getData().toString())
                    .collect(Collectors.joining());
            sent.add(entry(nanos.get(), text));
        }
    };

    @Test
    void aStreamWithNothingToTellIsSentACommentEveryFifteenSeconds() throws InterruptedException {
        JobsInMemory jobs = new JobsInMemory();
        Job waiting = Job.queued(
                ID,
                Tenant.DEFAULT,
                null,
                Instant.EPOCH,
                1e12,
                10,
                Map.of(),
                DatasetSummary.of(1, 1, List.of("x0"), List.of(), "0123"),
                Diagnosis.NONE);
        jobs.submit(waiting, null, _ -> {});
        try (OptimizerService service = Services.of(new Limits(1000, 1000), 1, jobs)) {
            EventStream stream = new EventStream(emitter, Tenant.DEFAULT, ID, 0, service, nanos::get);
            stream.changed(Optional.of(new Standing(ID, waiting.version(), JobStatus.QUEUED, null, 0, 0)));

            assertThat(next(stream).getValue()).startsWith("event:status\n");
            TimeUnit.MILLISECONDS.sleep(50);
            nanos.set(14_999_999_999L);
            stream.tick();
            assertThat(sent.poll(100, TimeUnit.MILLISECONDS)).isNull();
            for (long seconds = 15; seconds <= 45; seconds += 15) {
                nanos.set(seconds * 1_000_000_000);
                assertThat(next(stream)).isEqualTo(entry(nanos.get(), ":\n\n"));
            }
        }
    }

    @Test
    void aStreamOfAFitThatIsDeletedEnds() throws InterruptedException {
        CountDownLatch completed = new CountDownLatch(1);
        SseEmitter watched = new SseEmitter() {
            @Override
            public void complete() {
                completed.countDown();
            }
        };
        try (OptimizerService service = Services.of(new Limits(1000, 1000), 1, new JobsInMemory())) {
            EventStream stream = new EventStream(watched, Tenant.DEFAULT, ID, 0, service, nanos::get);
            stream.changed(Optional.of(new Standing(ID, 1, JobStatus.QUEUED, null, 0, 0)));
            stream.changed(Optional.empty());
            stream.tick();
            assertThat(completed.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Map.Entry<Long, String> next(EventStream stream) throws InterruptedException {
        Map.Entry<Long, String> next = null;
        while (next == null) {
            stream.tick();
            next = sent.poll(10, TimeUnit.MILLISECONDS);
        }
        return next;
    }
}
