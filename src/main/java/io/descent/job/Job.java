package io.descent.job;

import io.descent.access.Tenant;
import io.descent.optimize.course.History;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One fit through its life. Immutable; each change is a new version.
 *
 * @param id unique among those of all tenants, and later ids are greater
 * @param tenant whose it is
 * @param version from 1 on
 * @param run how many times it was started; more than once where a process died or handed it back
 * @param label the caller's name for it
 * @param intent how it was asked to end early; null if it was not
 * @param expiresAt when it will be forgotten; null until it is done
 * @param work its estimated multiply-adds
 * @param config every setting as it was resolved, as it stands in JSON
 * @param diagnosis what was seen of the fit so far
 * @param ending null until it is done
 */
public record Job(
        String id,
        Tenant tenant,
        int version,
        int run,
        @Nullable String label,
        JobStatus status,
        @Nullable Intent intent,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt,
        double work,
        Progress progress,
        Map<String, @Nullable Object> config,
        DatasetSummary dataset,
        Diagnosis diagnosis,
        @Nullable Ending ending) {

    /** Less work is done before a caller's patience could end, however short it is. */
    private static final double LEAST_WORK = 5e7;

    /** Jobs of less work take some seconds at most, and are not made to wait behind longer ones. */
    private static final double SHORT_WORK = 5e8;

    public Job {
        if (status.done() != (ending != null)) {
            throw new IllegalArgumentException("a job has an ending when it is done, and only then");
        }
        if ((status == JobStatus.CANCELLING) != (intent != null)) {
            throw new IllegalArgumentException("a job has an intent while it is cancelling, and only then");
        }
    }

    /** Returns a job that waits. */
    public static Job queued(
            String id,
            Tenant tenant,
            @Nullable String label,
            Instant now,
            double work,
            int epochs,
            Map<String, @Nullable Object> config,
            DatasetSummary dataset,
            Diagnosis diagnosis) {
        Progress progress = Progress.of(0, epochs);
        return new Job(
                id,
                tenant,
                1,
                0,
                label,
                JobStatus.QUEUED,
                null,
                now,
                null,
                null,
                null,
                work,
                progress,
                config,
                dataset,
                diagnosis,
                null);
    }

    /** Tells whether it is better run at once than made to wait. */
    public boolean isSmall() {
        return work < LEAST_WORK;
    }

    /** Returns where it waits. */
    public Lane lane() {
        return lane(work);
    }

    /** Returns where a job of this work waits. */
    public static Lane lane(double work) {
        return work < SHORT_WORK ? Lane.SHORT : Lane.LONG;
    }

    /** Returns the next version: this job in another run. */
    public Job started(Instant now) {
        JobStatus running = intent == null ? JobStatus.RUNNING : JobStatus.CANCELLING;
        return new Change(this)
                .status(running)
                .run(run + 1)
                .startedAt(startedAt == null ? now : startedAt)
                .next();
    }

    /** Returns the next version: this job waiting again. */
    public Job handedBack() {
        return new Change(this)
                .status(intent == null ? JobStatus.QUEUED : JobStatus.CANCELLING)
                .next();
    }

    /** Returns the next version: this job, to be ended soon. What was wanted last counts. */
    public Job ending(Intent how) {
        return new Change(this).status(JobStatus.CANCELLING).intent(how).next();
    }

    /** Returns the next version: this job at its end, to be forgotten after some time. */
    public Job ended(Ending how, Diagnosis seen, Instant now, Duration retention) {
        JobStatus done = switch (how) {
            case Ending.Success _ -> JobStatus.SUCCEEDED;
            case Ending.Divergence _, Ending.Failure _ -> JobStatus.FAILED;
            case Ending.Cancellation _ -> JobStatus.CANCELLED;
        };
        return new Change(this)
                .status(done)
                .intent(null)
                .finishedAt(now, now.plus(retention))
                .progress(Progress.of(how.epochs(), progress.epochs()))
                .seen(seen)
                .ending(how)
                .next();
    }

    /** Returns the same version of a job that is done, to be forgotten after some time from now on. */
    public Job keptFrom(Instant now, Duration retention) {
        return new Change(this)
                .finishedAt(finishedAt == null ? now : finishedAt, now.plus(retention))
                .same();
    }

    /** Returns the same version as a job of somebody, under an id of theirs. */
    public Job of(Tenant owner, String ownId) {
        return new Change(this).of(owner, ownId).same();
    }

    /** Returns the same version with its progress as it is now. */
    public Job at(Progress reached) {
        return new Change(this).progress(reached).same();
    }

    /** Returns the same version of a job that is done with another history. */
    public Job withHistory(History history) {
        return ending == null
                ? this
                : new Change(this).ending(ending.withHistory(history)).same();
    }
}
