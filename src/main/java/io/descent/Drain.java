package io.descent;

import io.descent.fit.OptimizerService;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.SmartLifecycle;

/**
 * Ends running fits during shutdown, while the web server still answers: no fit is accepted any more, those of the queue
 * are handed back, and those of waiting callers get some time to end. A context that is started
 * again takes fits as before.
 */
final class Drain implements SmartLifecycle {

    private static final Duration LOOK = Duration.ofMillis(20);

    /** How long fits that were told to end may take to do so. */
    private static final Duration TO_END = Duration.ofSeconds(1);

    private final OptimizerService service;
    private final Runnable pause;
    private final Duration patience;
    private volatile boolean running;

    /**
     * Makes a drain.
     *
     * @param pause has the workers of the queue begin nothing more
     * @param patience how long fits of callers that wait may go on
     */
    Drain(OptimizerService service, Runnable pause, Duration patience) {
        this.service = service;
        this.pause = pause;
        this.patience = patience;
    }

    @Override
    public void start() {
        service.resume();
        running = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable stopped) {
        running = false;
        pause.run();
        service.drain();
        Thread.ofPlatform().name("drain").start(() -> {
            awaitRest(patience);
            if (!running) {
                service.cancelUnqueued();
            }
            awaitRest(TO_END);
            stopped.run();
        });
    }

    private void awaitRest(Duration longest) {
        Instant end = Instant.now().plus(longest);
        try {
            while (!running && service.running() > 0 && Instant.now().isBefore(end)) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
