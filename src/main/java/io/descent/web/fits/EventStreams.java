package io.descent.web.fits;

import io.descent.fit.OptimizerService;
import io.descent.fit.Watch;
import io.descent.job.Job;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The open event streams. One thread checks twenty times a second which of them have something to send; a
 * stream that has takes a virtual thread for as long as it writes, so that a slow reader holds up nobody.
 */
final class EventStreams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    static final long TICK_MILLIS = 50;
    private static final long NO_TIMEOUT = 0;

    private final OptimizerService service;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("event-streams").daemon().factory());

    EventStreams(OptimizerService service) {
        this.service = service;
        var _ = ticker.scheduleAtFixedRate(
                () -> open.forEach(EventStreams::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void tick(EventStream stream) {
        try {
            stream.tick();
        } catch (RuntimeException | Error unexpected) {
            // what is thrown would end the ticks of all; its client will reconnect
            LOG.error("a stream of events is ended", unexpected);
            stream.end();
        }
    }

    /** Opens a stream of what happens to a fit after a record. */
    SseEmitter open(Job job, int after) {
        SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
        EventStream stream = new EventStream(emitter, job.tenant(), job.id(), after, service, System::nanoTime);
        Watch watch = service.watch(job.id(), stream::changed);
        emitter.onCompletion(() -> {
            open.remove(stream);
            watch.close();
        });
        open.add(stream);
        return emitter;
    }

    /** Ends all streams; their clients reconnect, to another instance or after the restart. */
    @Override
    public void close() {
        open.forEach(EventStream::end);
        ticker.shutdownNow();
    }
}
