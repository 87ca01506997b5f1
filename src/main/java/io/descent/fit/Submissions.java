package io.descent.fit;

import io.descent.access.Allowance;
import io.descent.access.Tenant;
import io.descent.data.Dataset;
import io.descent.dataset.DatasetDraft;
import io.descent.fit.catalog.EngineChoice;
import io.descent.fit.catalog.FitConfig;
import io.descent.fit.catalog.FitSettings;
import io.descent.fit.prepare.FitRequest;
import io.descent.fit.prepare.Preparation;
import io.descent.job.IdempotencyKey;
import io.descent.job.Job;
import io.descent.job.JobStore;
import io.descent.job.RequestBody;
import io.descent.optimize.course.FitOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs requests at once or puts them into the queue. */
final class Submissions {

    private static final long LONGEST_RETRY = 3600;

    /** To store a number of a table and to read it again takes as long as about so many multiply-adds. */
    private static final double STORING = 50;

    /** To read it again from where it is stored. */
    private static final double READING = 40;

    /** Some seconds, less than callers wait. */
    private static final double MOST_AT_ONCE = 2e9;

    private final FitExecutor executor;
    private final JobStore store;
    private final RequestCodec codec;
    private final ServiceSettings settings;
    private final Supplier<String> ids;
    private final FitRegistry registry;
    private final FitWatch watch;
    private final Turns turns;
    private final Allowance allowance;
    private final KeysInFlight keys = new KeysInFlight();

    /** Those who wait for the end of a fit of the queue, by their watches. */
    private final Map<Watch, CompletableFuture<Job>> waiting = new ConcurrentHashMap<>();

    Submissions(
            FitExecutor executor,
            JobStore store,
            RequestCodec codec,
            ServiceSettings settings,
            Supplier<String> ids,
            FitRegistry registry,
            FitWatch watch,
            Allowance allowance) {
        this.executor = executor;
        this.store = store;
        this.codec = codec;
        this.settings = settings;
        this.ids = ids;
        this.registry = registry;
        this.watch = watch;
        this.allowance = allowance;
        this.turns = new Turns(settings.workers());
    }

    Submission submit(Tenant tenant, FitRequest request, boolean waits, @Nullable IdempotencyKey key) {
        if (registry.draining()) {
            throw new DrainingException();
        }
        if (key == null) {
            return begin(tenant, request, waits, null);
        }
        KeysInFlight.Key taken = new KeysInFlight.Key(tenant, key.key());
        keys.take(taken);
        Submission submission;
        try {
            submission = earlier(tenant, key).orElseGet(() -> begin(tenant, request, waits, key));
        } catch (RuntimeException | Error failed) {
            keys.release(taken);
            throw failed;
        }
        if (submission instanceof Submission.Accepted(Job _, var end)) {
            var _ = end.whenComplete((_, _) -> keys.release(taken));
        } else {
            keys.release(taken);
        }
        return submission;
    }

    private Submission begin(Tenant tenant, FitRequest request, boolean waits, @Nullable IdempotencyKey key) {
        try (Preparation ready = executor.prepare(tenant, request)) {
            FitConfig config = ready.config();
            Job job = Job.queued(
                    ids.get(),
                    tenant,
                    config.label(),
                    executor.now(),
                    work(ready),
                    config.spec().training().epochs(),
                    FitSettings.FORM.write(config),
                    ready.summary(),
                    ready.diagnosis());
            if (!config.store()) {
                requireAnswerAtOnce(request, waits, key);
                return new Submission.Ended(run(job, ready));
            }
            // what runs elsewhere outlives this process, which a caller's connection does not
            if (waits
                    && config.engine() != EngineChoice.SPARK
                    && (job.isSmall() || isCheaperThanQueueing(request, ready))) {
                Job ended = run(job, ready);
                if (store.insert(ended, key)) {
                    return new Submission.Ended(ended);
                }
            } else {
                requireRoom(job);
                allowance.spend(tenant, job.work());
                if (store.submit(job, key, new Body(codec, request.kept(), earlierFit(config)))) {
                    return new Submission.Accepted(job, end(job.id()));
                }
            }
        }
        // another process has used the key meanwhile, or deleted the fit that this one continues
        Optional<Submission> first = key == null ? Optional.empty() : earlier(tenant, key);
        return first.orElseGet(() -> begin(tenant, request, waits, key));
    }

    /** Tells whether rows that are ready take less time to be fitted than to be made ready once more by whoever takes the job. */
    private static boolean isCheaperThanQueueing(FitRequest request, Preparation ready) {
        Dataset rows = ready.data().dataset();
        double numbers = (double) rows.rows() * rows.features();
        double again = request.isUnkept() ? STORING : request.dataset().id() != null ? READING : 0;
        return ready.work() < Math.min(numbers * again, MOST_AT_ONCE);
    }

    /** A request as it is stored. */
    private record Body(
            RequestCodec codec,
            FitRequest request,
            @Nullable String earlierFit) implements RequestBody {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            codec.write(request, out);
        }

        @Override
        public @Nullable String dataset() {
            return request.dataset().id();
        }

        @Override
        public @Nullable String validationDataset() {
            DatasetDraft validation = request.validation();
            return validation == null ? null : validation.id();
        }
    }

    private static @Nullable String earlierFit(FitConfig config) {
        return config.earlier() == null ? null : config.earlier().fit();
    }

    /** Returns the multiply-adds of the epochs that are still to run. */
    private static double work(Preparation ready) {
        FitConfig config = ready.config();
        return ready.work() * config.epochs() / config.spec().training().epochs();
    }

    private static void requireAnswerAtOnce(FitRequest request, boolean waits, @Nullable IdempotencyKey key) {
        EnumSet<NotKeptException.Reason> reasons = EnumSet.noneOf(NotKeptException.Reason.class);
        if (!waits) {
            reasons.add(NotKeptException.Reason.ANSWERED_LATER);
        }
        if (key != null) {
            reasons.add(NotKeptException.Reason.ANSWERED_AGAIN);
        }
        if (!reasons.isEmpty()) {
            throw new NotKeptException(reasons, request.findings().places().get(NotKeptException.POINTER));
        }
    }

    private Job run(Job job, Preparation ready) {
        try (Allowance.Turn _ = allowance.begin(job.tenant(), job.id());
                Turns.Turn _ = turns.take(job.lane())) {
            allowance.spend(job.tenant(), job.work());
            FitHandle fit = registry.begin(job);
            try {
                Job started = job.started(executor.now());
                FitOutcome outcome = executor.train(ready, fit, null);
                if (outcome instanceof FitOutcome.Cancelled) {
                    throw new DrainingException();
                }
                Job ended = executor.ended(started, ready, outcome);
                executor.tell(ended, fit.elapsed(), fit.progress());
                return ended;
            } finally {
                registry.ended(job.id(), fit);
            }
        }
    }

    private void requireRoom(Job job) {
        allowance.queue(job.tenant());
        JobStore.Backlog waiting = store.backlog(job.lane());
        if (waiting.jobs() >= settings.queue()) {
            double each = waiting.work() / Math.max(1, waiting.jobs());
            throw new QueueFullException(
                    Math.clamp((long) Math.ceil(executor.seconds(each, settings.workers())), 1, LONGEST_RETRY));
        }
    }

    /** Returns the fit that a key has found before, if any. */
    private Optional<Submission> earlier(Tenant tenant, IdempotencyKey key) {
        return store.holder(tenant, key.key()).flatMap(holder -> {
            if (!holder.bodySha256().equals(key.bodySha256())) {
                throw new KeyConflictException(KeyConflictException.Reason.OTHER_BODY);
            }
            return store.find(holder.fitId())
                    .map(job -> job.status().done()
                            ? new Submission.Ended(job)
                            : new Submission.Accepted(job, end(job.id())));
        });
    }

    /** Returns what completes with a job at its end. */
    private CompletableFuture<Job> end(String id) {
        CompletableFuture<Job> end = new CompletableFuture<>();
        Watch watching = watch.watch(id, standing -> {
            if (standing.isEmpty()) {
                end.cancel(false);
            } else if (standing.get().status().done()) {
                store.find(id).ifPresent(end::complete);
            }
        });
        waiting.put(watching, end);
        var _ = end.whenComplete((_, _) -> {
            watching.close();
            waiting.remove(watching);
        });
        return end;
    }

    /** Ends the wait of all who wait for a fit of the queue. */
    void endWaits() {
        waiting.values().forEach(end -> end.completeExceptionally(new DrainingException()));
    }
}
