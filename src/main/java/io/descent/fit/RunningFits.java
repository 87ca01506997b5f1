package io.descent.fit;

import io.descent.job.Intent;
import io.descent.job.Job;
import io.descent.job.Progress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The fits that this process runs just now. */
final class RunningFits {

    /** Those of callers that wait, whose requests are stored nowhere. */
    private final Map<String, RunningFit> unqueued = new ConcurrentHashMap<>();

    /** Those of the queue, which another process can go on with. */
    private final Map<String, RunningFit> queued = new ConcurrentHashMap<>();

    private volatile boolean draining;

    RunningFit begin(Job job) {
        RunningFit fit = new RunningFit(job.progress(), RunningFit.Saver.NONE);
        unqueued.put(job.id(), fit);
        if (draining) {
            fit.end(Intent.CANCEL);
        }
        return fit;
    }

    RunningFit begin(Job job, RunningFit.Saver saver) {
        RunningFit fit = new RunningFit(job.progress(), saver);
        queued.put(job.id(), fit);
        if (draining) {
            fit.handBack();
        }
        return fit;
    }

    /** One has ended here; another run of the same fit may have begun since, where this one was taken for dead. */
    void ended(String id, RunningFit fit) {
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
        return Optional.ofNullable(queued.get(id)).map(RunningFit::progress);
    }

    Optional<Live> live(String id) {
        return Optional.ofNullable(queued.get(id)).map(RunningFit::live);
    }

    void end(String id, Intent intent) {
        RunningFit fit = queued.get(id);
        if (fit != null) {
            fit.end(intent);
        }
    }

    void wantCheckpoints() {
        queued.values().forEach(RunningFit::wantCheckpoint);
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
        queued.values().forEach(RunningFit::handBack);
    }

    /** Ends the fits of callers that wait. */
    void cancelUnqueued() {
        unqueued.values().forEach(fit -> fit.end(Intent.CANCEL));
    }
}
