package io.descent.job;

import io.descent.access.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job on its way to another state of it. */
final class Change {

    private final Job from;
    private String id;
    private Tenant tenant;
    private int run;
    private JobStatus status;
    private @Nullable Intent intent;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private @Nullable Instant expiresAt;
    private Progress progress;
    private Diagnosis diagnosis;
    private @Nullable Ending ending;

    Change(Job from) {
        this.from = from;
        this.id = from.id();
        this.tenant = from.tenant();
        this.run = from.run();
        this.status = from.status();
        this.intent = from.intent();
        this.startedAt = from.startedAt();
        this.finishedAt = from.finishedAt();
        this.expiresAt = from.expiresAt();
        this.progress = from.progress();
        this.diagnosis = from.diagnosis();
        this.ending = from.ending();
    }

    Change of(Tenant owner, String ownId) {
        tenant = owner;
        id = ownId;
        return this;
    }

    Change run(int number) {
        run = number;
        return this;
    }

    Change status(JobStatus now) {
        status = now;
        return this;
    }

    Change intent(@Nullable Intent now) {
        intent = now;
        return this;
    }

    Change startedAt(Instant time) {
        startedAt = time;
        return this;
    }

    Change finishedAt(Instant time, Instant expiry) {
        finishedAt = time;
        expiresAt = expiry;
        return this;
    }

    Change progress(Progress now) {
        progress = now;
        return this;
    }

    Change seen(Diagnosis now) {
        diagnosis = now;
        return this;
    }

    Change ending(Ending how) {
        ending = how;
        return this;
    }

    Job next() {
        return job(from.version() + 1);
    }

    Job same() {
        return job(from.version());
    }

    private Job job(int version) {
        return new Job(
                id,
                tenant,
                version,
                run,
                from.label(),
                status,
                intent,
                from.createdAt(),
                startedAt,
                finishedAt,
                expiresAt,
                from.work(),
                progress,
                from.config(),
                from.dataset(),
                diagnosis,
                ending);
    }
}
