package io.descent.job;

import io.descent.access.Tenant;
import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.course.History;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers jobs. Safe for use by many threads, and by many processes on one database. A change outlives the machine
 * when the method returns; every method throws {@link StorageException} where that is not possible.
 */
public interface JobStore {

    /**
     * Which jobs to list, newest first.
     *
     * @param tenant only jobs of this tenant
     * @param limit at most so many, at least 1
     * @param after only jobs older than the one with this id; null for the newest
     * @param status only jobs of this status, or null
     * @param label only jobs of this label, or null
     */
    record Query(
            Tenant tenant,
            int limit,
            @Nullable String after,
            @Nullable JobStatus status,
            @Nullable String label) {}

    /** Some jobs without their histories, and whether there are older ones that fit the query. */
    record Page(List<Job> jobs, boolean hasMore) {}

    /** What became of an attempt to delete. */
    enum Deletion {
        DELETED,
        NOT_FOUND,
        STILL_RUNNING,
        /** A job that has not ended is to go on with it. */
        STILL_NEEDED,
        /** A version of a model holds it. */
        IN_A_MODEL
    }

    /**
     * Where a job stands, told without reading all of it.
     *
     * @param records how many records of its history are stored
     */
    record Standing(
            String id,
            int version,
            JobStatus status,
            @Nullable Intent intent,
            int epoch,
            int records) {}

    /**
     * What waits in a lane.
     *
     * @param work the multiply-adds of the jobs that wait
     */
    record Backlog(int jobs, double work) {}

    /** Whose a key is. */
    record KeyHolder(String bodySha256, String fitId) {}

    /**
     * Adds a job that has ended. It outlives this process when the method returns, and the machine within a second.
     *
     * @param key makes a retry of its request find it; null for none
     * @return false when the key is another job's, and this one was not added
     */
    boolean insert(Job ended, @Nullable IdempotencyKey key);

    /**
     * Adds a job that waits, and puts it into the queue: both or none.
     *
     * @param request is read when the job is run; the fit and the dataset that it refers to are kept until the job has ended
     * @return false when the key is another job's or what the request refers to is gone, and this one was not added
     */
    boolean submit(Job queued, @Nullable IdempotencyKey key, RequestBody request);

    /** Returns the request of a job that has not ended; to be closed. */
    InputStream request(String id);

    /**
     * Replaces a job by its next version; of the history of one that ended, what is not stored
     * yet is added.
     *
     * @return false when the version before is no longer the one here
     */
    boolean replace(Job next);

    /**
     * Keeps where a running job stands.
     *
     * @param run the number of the run that says so, see {@link Job#run}
     * @param since the records after those that are stored already
     * @return false when this run is no longer the job's last one, or the job has ended
     */
    boolean checkpoint(String id, int run, Progress progress, Checkpoint checkpoint, History since);

    /** Returns the last checkpoint of a job: the one at its end, where it has ended. */
    Optional<Checkpoint> checkpoint(String id);

    /** Returns whose a job is. */
    Optional<Tenant> owner(String id);

    /** Returns a job by its id, with the history that is stored if it has ended; whose it is, it says itself. */
    Optional<Job> find(String id);

    /** Returns the stored records of a job's history, from one on; the first is 0. */
    History history(String id, int fromRecord);

    /** Returns a page of jobs. */
    Page list(Query query);

    /** Returns where those of these jobs stand that there are. */
    List<Standing> standings(Collection<String> ids);

    /** Returns what waits in a lane, of all tenants together. */
    Backlog backlog(Lane lane);

    /** Returns what a key of a tenant has found. */
    Optional<KeyHolder> holder(Tenant tenant, String key);

    /** Deletes a job that is done and that no other needs, and all that belongs to it. */
    Deletion delete(String id);

    /** Forgets the jobs whose time has come and that no other needs, and returns how many they were. */
    int forgetExpired(Instant now);
}
