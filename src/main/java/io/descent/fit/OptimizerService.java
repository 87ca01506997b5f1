package io.descent.fit;

import io.descent.access.Allowance;
import io.descent.access.Tenant;
import io.descent.data.Classes;
import io.descent.data.Dataset;
import io.descent.dataset.StoredTables;
import io.descent.fit.catalog.FitSettings;
import io.descent.fit.prepare.Engines;
import io.descent.fit.prepare.FitRequest;
import io.descent.fit.prepare.Limits;
import io.descent.fit.prepare.MemoryEstimate;
import io.descent.fit.prepare.Preparation;
import io.descent.fit.prepare.RowSample;
import io.descent.job.Ending;
import io.descent.job.IdempotencyKey;
import io.descent.job.Intent;
import io.descent.job.Job;
import io.descent.job.JobStatus;
import io.descent.job.JobStore;
import io.descent.job.JobWorker;
import io.descent.job.Lane;
import io.descent.optimize.course.History;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What controllers call: resolves requests, runs fits or puts them into the queue, and keeps their jobs. */
public final class OptimizerService implements AutoCloseable {

    private final JobStore store;
    private final FitExecutor executor;
    private final FitRegistry registry = new FitRegistry();
    private final FitWatch watch;
    private final QueueConsumer consumer;
    private final Submissions submissions;
    private final FitObserver observer;
    private final Supplier<String> ids;

    /**
     * Makes a service.
     *
     * @param tables those of a tenant
     * @param allowance what tenants may have
     * @param ids makes ids, each later one greater
     */
    public OptimizerService(
            Engines engines,
            JobStore store,
            Function<Tenant, StoredTables> tables,
            RequestCodec codec,
            Limits limits,
            ServiceSettings settings,
            Allowance allowance,
            Supplier<String> ids,
            Clock clock,
            FitObserver observer) {
        this.store = store;
        this.observer = observer;
        this.ids = ids;
        this.executor = new FitExecutor(engines, store, tables, limits, clock, settings.retention(), observer);
        this.watch = new FitWatch(store, registry, settings.checkpoints());
        this.consumer = new QueueConsumer(executor, store, codec, registry, watch, allowance);
        this.submissions = new Submissions(executor, store, codec, settings, ids, registry, watch, allowance);
    }

    /** Returns what runs the jobs of the queue. */
    public JobWorker worker() {
        return consumer;
    }

    /**
     * Runs a fit to its end if it is small or not to be kept; else puts it into the queue.
     *
     * @param waits whether the caller waits; else the fit goes to the queue, however small it is
     * @param key makes a retry of the request find the same fit; null for none
     * @throws InvalidRequestException with everything that is wrong with the request
     * @throws KeyConflictException when the key is in use
     * @throws QueueFullException when too many wait already
     * @throws QuotaExceededException when the tenant has used up what it may have
     * @throws DrainingException when the service is shutting down
     */
    public Submission fit(Tenant tenant, FitRequest request, boolean waits, @Nullable IdempotencyKey key) {
        return submissions.submit(tenant, request, waits, key);
    }

    /**
     * Resolves a request without running it.
     *
     * @param sample how many rows are to be shown as the model would get them; 0 for none
     * @throws InvalidRequestException with everything that is wrong with the request
     */
    public DryRun validate(Tenant tenant, FitRequest request, int sample) {
        try (Preparation ready = executor.prepare(tenant, request)) {
            Classes classes = ready.data().classes();
            Dataset validation = ready.validation();
            return new DryRun(
                    FitSettings.FORM.write(ready.config()),
                    ready.summary(),
                    ready.diagnosis(),
                    ready.updates(),
                    ready.work(),
                    MemoryEstimate.of(ready),
                    sample == 0 ? null : RowSample.of(ready.data().dataset(), classes, sample),
                    sample == 0 || validation == null ? null : RowSample.of(validation, classes, sample));
        }
    }

    /** Returns a fit of a tenant with its progress as it is now. */
    public Optional<Job> find(Tenant tenant, String id) {
        return owned(tenant, id).map(this::withProgress);
    }

    /** What is another's is not there. */
    private Optional<Job> owned(Tenant tenant, String id) {
        return store.find(id).filter(job -> job.tenant().equals(tenant));
    }

    /** Returns the records of a fit's history from one on, so far as they are stored; the first is 0. */
    public History history(String id, int fromRecord) {
        return store.history(id, fromRecord);
    }

    /** Returns the newest record of a fit of the queue that this process runs. */
    public Optional<Live> live(String id) {
        return registry.live(id);
    }

    /**
     * Tells where a fit stands: soon, and then whenever that changes, until the watch is closed; nothing once the fit is
     * deleted. On a thread that all watchers share, so be quick.
     */
    public Watch watch(String id, Consumer<Optional<JobStore.Standing>> watcher) {
        return watch.watch(id, watcher);
    }

    /** Returns a page of fits, newest first. */
    public JobStore.Page list(JobStore.Query query) {
        JobStore.Page page = store.list(query);
        return new JobStore.Page(page.jobs().stream().map(this::withProgress).toList(), page.hasMore());
    }

    private Job withProgress(Job job) {
        return job.status().done()
                ? job
                : registry.progress(job.id()).map(job::at).orElse(job);
    }

    /** Deletes a fit of a tenant that has ended. */
    public JobStore.Deletion delete(Tenant tenant, String id) {
        if (!store.owner(id).equals(Optional.of(tenant))) {
            return JobStore.Deletion.NOT_FOUND;
        }
        JobStore.Deletion deletion = store.delete(id);
        if (deletion == JobStore.Deletion.DELETED) {
            observer.deleted(id);
        }
        return deletion;
    }

    /**
     * Ends a fit before its time: one that waits at once, one that runs soon. A fit that has ended stays as it is, and one
     * that is to be cancelled can no longer be stopped.
     *
     * @return the fit as it is now; nothing where there is none
     */
    public Optional<Job> end(Tenant tenant, String id, Intent intent) {
        while (true) {
            Optional<Job> found = owned(tenant, id);
            if (found.isEmpty() || found.get().status().done()) {
                return found;
            }
            Job job = found.get();
            if (job.intent() == intent || job.intent() == Intent.CANCEL) {
                return found.map(this::withProgress);
            }
            // what waits has learned nothing that could be kept, unless it ran before
            Job next = job.status() == JobStatus.QUEUED && (intent == Intent.CANCEL || job.run() == 0)
                    ? executor.ended(
                            job,
                            new Ending.Cancellation(
                                    store.history(id, 0), job.progress().epoch()))
                    : job.ending(intent);
            if (store.replace(next)) {
                if (next.status().done()) {
                    executor.tell(next, Duration.ZERO, next.progress());
                }
                registry.end(id, intent);
                watch.poke();
                return Optional.of(withProgress(next));
            }
        }
    }

    /**
     * Takes a fit that was exported, here or elsewhere; from now on it is kept as long as others. Where another tenant has
     * one of its id, it gets a new one.
     *
     * @return the fit as it is here now; nothing where the tenant has one of its id already
     */
    public Optional<Job> adopt(Tenant tenant, Job exported) {
        Optional<Tenant> owner = store.owner(exported.id());
        if (owner.equals(Optional.of(tenant))) {
            return Optional.empty();
        }
        Job kept = executor.keptFromNow(exported.of(tenant, owner.isEmpty() ? exported.id() : ids.get()));
        store.insert(kept, null);
        return Optional.of(kept);
    }

    /** Forgets fits whose retention has ended, and returns how many they were. */
    public int forgetExpired() {
        return store.forgetExpired(executor.now());
    }

    /** Takes no more fits, and gives those of the queue back; waiting callers are told that it will continue. */
    public void drain() {
        registry.drain();
        submissions.endWaits();
    }

    /** Ends the fits of callers that wait. */
    public void cancelUnqueued() {
        registry.cancelUnqueued();
    }

    /** Takes fits again after {@link #drain}. */
    public void resume() {
        registry.resume();
    }

    /** Returns how many fits run in this process. */
    public int running() {
        return registry.count();
    }

    /** Returns what waits in a lane. */
    public JobStore.Backlog backlog(Lane lane) {
        return store.backlog(lane);
    }

    @Override
    public void close() {
        watch.close();
    }
}
