package io.descent;

import io.descent.fit.OptimizerService;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Ends fits that are still running a while after the service was told to stop, so that their callers get an answer
 * before the container is killed. Meanwhile the web server, which stops after this, lets requests finish. A context that
 * is started again takes fits as before.
 */
final class Drain implements SmartLifecycle {

    private final OptimizerService service;
    private final Duration patience;
    private @Nullable CompletableFuture<Void> end;
    private volatile boolean running;

    Drain(OptimizerService service, Duration patience) {
        this.service = service;
        this.patience = patience;
    }

    @Override
    public void start() {
        if (end != null) {
            end.cancel(false);
        }
        service.resume();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        end = CompletableFuture.runAsync(
                service::cancelAll, CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
