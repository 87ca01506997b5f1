package io.descent.job;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One fit through its life. Immutable; each change is a new version.
 *
 * @param id unique, and later ids are greater
 * @param version from 1 on
 * @param label the caller's name for it
 * @param epoch how many epochs have ended
 * @param epochs how many there are at most
 * @param config every setting as it was resolved, as it stands in JSON
 * @param diagnosis what was seen of the fit so far
 * @param ending null until it is done
 */
public record Job(
        String id,
        int version,
        @Nullable String label,
        JobStatus status,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int epoch,
        int epochs,
        Map<String, @Nullable Object> config,
        DatasetSummary dataset,
        Diagnosis diagnosis,
        @Nullable Ending ending) {

    public Job {
        if (status.done() != (ending != null)) {
            throw new IllegalArgumentException("a job has an ending when it is done, and only then");
        }
    }

    /** Returns a job that has just been started. */
    public static Job started(
            String id,
            @Nullable String label,
            Instant now,
            int epochs,
            Map<String, @Nullable Object> config,
            DatasetSummary dataset,
            Diagnosis diagnosis) {
        return new Job(id, 1, label, JobStatus.RUNNING, now, now, null, 0, epochs, config, dataset, diagnosis, null);
    }

    /** Returns the next version: this job at its end. */
    public Job ended(Ending how, Instant now) {
        JobStatus status = switch (how) {
            case Ending.Success _ -> JobStatus.SUCCEEDED;
            case Ending.Divergence _ -> JobStatus.FAILED;
            case Ending.Cancellation _ -> JobStatus.CANCELLED;
        };
        int reached = how.outcome().epochs();
        return new Job(
                id,
                version + 1,
                label,
                status,
                createdAt,
                startedAt,
                now,
                reached,
                epochs,
                config,
                dataset,
                diagnosis,
                how);
    }

    /** Returns the same version with more seen of it. */
    public Job with(Diagnosis seen) {
        return new Job(
                id,
                version,
                label,
                status,
                createdAt,
                startedAt,
                finishedAt,
                epoch,
                epochs,
                config,
                dataset,
                seen,
                ending);
    }

    /** Returns the same version with its progress as it is now. */
    public Job at(int reached) {
        return new Job(
                id,
                version,
                label,
                status,
                createdAt,
                startedAt,
                finishedAt,
                reached,
                epochs,
                config,
                dataset,
                diagnosis,
                ending);
    }
}
