package io.descent;

import io.descent.fit.OptimizerService;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * Ends fits that are still running a while after the service was told to stop, so that their callers get an answer
 * before the container is killed. Meanwhile the web server, which stops after this, lets requests finish.
 */
final class Drain implements SmartLifecycle {

    private final OptimizerService service;
    private final Duration patience;
    private volatile boolean running;

    Drain(OptimizerService service, Duration patience) {
        this.service = service;
        this.patience = patience;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                .execute(service::cancelAll);
    }

    /** A drain cannot be taken back, so a context that is only paused must not begin one. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
