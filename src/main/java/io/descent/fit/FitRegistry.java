package io.descent.fit;

import io.descent.job.Intent;
import io.descent.job.Job;
import io.descent.job.Progress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The fits that this process runs just now. */
final class FitRegistry {

    /** Those of callers that wait, whose requests are stored nowhere. */
    private final Map<String, FitHandle> unqueued = new ConcurrentHashMap<>();

    /** Those of the queue, which another process can continue. */
    private final Map<String, FitHandle> queued = new ConcurrentHashMap<>();

    private volatile boolean draining;

    FitHandle begin(Job job) {
        FitHandle fit = new FitHandle(job.id(), job.progress(), FitHandle.Saver.NONE);
        unqueued.put(job.id(), fit);
        if (draining) {
            fit.end(Intent.CANCEL);
        }
        return fit;
    }

    FitHandle begin(Job job, FitHandle.Saver saver) {
        FitHandle fit = new FitHandle(job.id(), job.progress(), saver);
        queued.put(job.id(), fit);
        if (draining) {
            fit.handBack();
        }
        return fit;
    }

    /** One has ended here; another run of the same fit may have begun since, where this one was taken for dead. */
    void ended(String id, FitHandle fit) {
        unqueued.remove(id, fit);
        queued.remove(id, fit);
    }

    /** Returns the ids of the fits of the queue. */
    Set<String> queued() {
        return Set.copyOf(queued.keySet());
    }

    int count() {
        return unqueued.size() + queued.size();
    }

    Optional<Progress> progress(String id) {
        return Optional.ofNullable(queued.get(id)).map(FitHandle::progress);
    }

    Optional<Live> live(String id) {
        return Optional.ofNullable(queued.get(id)).map(FitHandle::live);
    }

    void end(String id, Intent intent) {
        FitHandle fit = queued.get(id);
        if (fit != null) {
            fit.end(intent);
        }
    }

    void wantCheckpoints() {
        queued.values().forEach(FitHandle::wantCheckpoint);
    }

    boolean draining() {
        return draining;
    }

    void resume() {
        draining = false;
    }

    /** Takes no more fits, and gives those of the queue back. */
    void drain() {
        draining = true;
        queued.values().forEach(FitHandle::handBack);
    }

    /** Ends the fits of callers that wait. */
    void cancelUnqueued() {
        unqueued.values().forEach(fit -> fit.end(Intent.CANCEL));
    }
}
