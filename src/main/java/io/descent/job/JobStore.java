package io.descent.job;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers jobs. Safe for use by many threads. */
public interface JobStore {

    /**
     * Which jobs to list, newest first.
     *
     * @param limit at most so many, at least 1
     * @param after only jobs older than the one with this id; null for the newest
     * @param status only jobs of this status, or null
     * @param label only jobs of this label, or null
     */
    record Query(
            int limit,
            @Nullable String after,
            @Nullable JobStatus status,
            @Nullable String label) {}

    /** Some jobs, and whether there are older ones that fit the query. */
    record Page(List<Job> jobs, boolean hasMore) {}

    /** What became of an attempt to delete. */
    enum Deletion {
        DELETED,
        NOT_FOUND,
        STILL_RUNNING
    }

    /** Adds a job; its id must be new. */
    void insert(Job job);

    /** Puts the next version of a job in the place of the one before; false when that is no longer the one here. */
    boolean replace(Job next);

    /** Returns a job by its id. */
    Optional<Job> find(String id);

    /** Returns a page of jobs. */
    Page list(Query query);

    /** Forgets a job, whatever its status: one that nobody was told of. */
    void discard(String id);

    /** Deletes a job that is done. */
    Deletion delete(String id);
}
