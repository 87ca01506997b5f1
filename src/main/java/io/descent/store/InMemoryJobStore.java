package io.descent.store;

import io.descent.job.Job;
import io.descent.job.JobStore;
import io.descent.optimize.FitOutcome;
import io.descent.optimize.History;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the jobs of this process. It is bounded by a number of jobs and by how many numbers their histories and
 * parameters hold together; the oldest that are done are forgotten first.
 */
public final class InMemoryJobStore implements JobStore {

    private final NavigableMap<String, Job> newestFirst = new TreeMap<>(Comparator.reverseOrder());
    private final int maxJobs;
    private final long maxCells;
    private long cells;

    /** Makes an empty store with its bounds. */
    public InMemoryJobStore(int maxJobs, long maxCells) {
        this.maxJobs = maxJobs;
        this.maxCells = maxCells;
    }

    @Override
    public synchronized void insert(Job job) {
        if (newestFirst.putIfAbsent(job.id(), job) != null) {
            throw new IllegalArgumentException("there is a job of this id");
        }
        cells += cells(job);
        forgetOldest();
    }

    @Override
    public synchronized boolean replace(Job next) {
        Job current = newestFirst.get(next.id());
        if (current == null || current.version() != next.version() - 1) {
            return false;
        }
        newestFirst.put(next.id(), next);
        cells += cells(next) - cells(current);
        forgetOldest();
        return true;
    }

    @Override
    public synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(newestFirst.get(id));
    }

    @Override
    public synchronized Page list(Query query) {
        var older = query.after() == null ? newestFirst : newestFirst.tailMap(query.after(), false);
        List<Job> found = older.values().stream()
                .filter(job -> query.status() == null || job.status() == query.status())
                .filter(job -> query.label() == null || query.label().equals(job.label()))
                .limit(query.limit() + 1L)
                .toList();
        boolean more = found.size() > query.limit();
        return new Page(more ? found.subList(0, query.limit()) : found, more);
    }

    @Override
    public synchronized Deletion delete(String id) {
        Job job = newestFirst.get(id);
        if (job == null) {
            return Deletion.NOT_FOUND;
        }
        if (!job.status().done()) {
            return Deletion.STILL_RUNNING;
        }
        discard(id);
        return Deletion.DELETED;
    }

    @Override
    public synchronized void discard(String id) {
        Job job = newestFirst.remove(id);
        if (job != null) {
            cells -= cells(job);
        }
    }

    private void forgetOldest() {
        Iterator<Job> oldestFirst = newestFirst.descendingMap().values().iterator();
        while ((newestFirst.size() > maxJobs || cells > maxCells) && oldestFirst.hasNext()) {
            Job job = oldestFirst.next();
            if (job.status().done()) {
                cells -= cells(job);
                oldestFirst.remove();
            }
        }
    }

    private static long cells(Job job) {
        if (job.ending() == null) {
            return 0;
        }
        FitOutcome outcome = job.ending().outcome();
        History history = outcome.history();
        long series = 4L
                + history.metrics().size()
                + (history.valLoss() == null ? 0 : 1 + history.valMetrics().size());
        long vectors = width(history.params()) + width(history.gradient()) + width(history.direction());
        long parameters = outcome instanceof FitOutcome.Fitted fitted ? fitted.parameters().length : 0;
        return history.size() * (series + vectors) + parameters;
    }

    private static long width(double @Nullable [][] vectors) {
        return vectors == null || vectors.length == 0 ? 0 : vectors[0].length;
    }
}
