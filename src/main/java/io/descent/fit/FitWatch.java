package io.descent.fit;

import io.descent.job.JobStore;
import io.descent.job.JobStore.Standing;
import io.descent.job.StorageException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Polls the store twenty times a second: for callers that wait for fits of any process, and for requests to end fits of this
 * process. One thread and one query serve all of them.
 */
final class FitWatch implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(FitWatch.class.getName());
    private static final long TICK_MILLIS = 50;

    /** Who watches one fit, and what they know. */
    private static final class Watched {
        private final Set<Consumer<Optional<Standing>>> watchers = ConcurrentHashMap.newKeySet();
        private volatile Optional<Standing> last = Optional.empty();
        private volatile boolean told;
    }

    private final JobStore store;
    private final FitRegistry registry;
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();
    private final AtomicBoolean poked = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("fit-watch").daemon().factory());

    FitWatch(JobStore store, FitRegistry registry, Duration checkpoints) {
        this.store = store;
        this.registry = registry;
        var _ = thread.scheduleWithFixedDelay(this::poll, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        var _ = thread.scheduleWithFixedDelay(
                registry::wantCheckpoints, checkpoints.toMillis(), checkpoints.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Tells where a fit stands: soon, and then whenever that changes; nothing once it is deleted. Be quick. */
    Watch watch(String id, Consumer<Optional<Standing>> watcher) {
        watched.compute(id, (_, before) -> {
            Watched all = before == null ? new Watched() : before;
            all.watchers.add(watcher);
            // after that, so that a poll which has not seen the new watcher is followed by another
            all.told = false;
            return all;
        });
        poke();
        return () -> watched.computeIfPresent(id, (_, all) -> {
            all.watchers.remove(watcher);
            return all.watchers.isEmpty() ? null : all;
        });
    }

    /** Something has changed: poll now. */
    void poke() {
        if (poked.compareAndSet(false, true)) {
            thread.execute(this::poll);
        }
    }

    private void poll() {
        poked.set(false);
        Set<String> missing = new HashSet<>(watched.keySet());
        Set<String> ids = new HashSet<>(missing);
        ids.addAll(registry.queued());
        if (ids.isEmpty()) {
            return;
        }
        try {
            for (Standing standing : store.standings(ids)) {
                if (standing.intent() != null) {
                    registry.end(standing.id(), standing.intent());
                }
                missing.remove(standing.id());
                tell(standing.id(), Optional.of(standing));
            }
            missing.forEach(id -> tell(id, Optional.empty()));
        } catch (StorageException later) {
            LOG.log(System.Logger.Level.DEBUG, "the next poll may succeed", later);
        } catch (RuntimeException | Error unexpected) {
            // an exception would cancel all later polls
            LOG.log(System.Logger.Level.ERROR, "a poll of the fits failed", unexpected);
        }
    }

    private void tell(String id, Optional<Standing> standing) {
        Watched all = watched.get(id);
        if (all == null || (all.told && standing.equals(all.last))) {
            return;
        }
        all.last = standing;
        all.told = true;
        for (Consumer<Optional<Standing>> watcher : all.watchers) {
            try {
                watcher.accept(standing);
            } catch (StorageException later) {
                // the watcher could not read what it needed, so the next poll tells it again
                all.told = false;
            } catch (RuntimeException | Error unexpected) {
                LOG.log(System.Logger.Level.ERROR, "a watcher failed", unexpected);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
