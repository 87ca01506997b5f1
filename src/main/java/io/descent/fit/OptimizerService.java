package io.descent.fit;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.SparseDataset;
import io.descent.job.Diagnosis;
import io.descent.job.Ending;
import io.descent.job.Job;
import io.descent.job.JobStore;
import io.descent.model.LinearModel;
import io.descent.model.Metrics;
import io.descent.optimize.Exact;
import io.descent.optimize.FitOutcome;
import io.descent.optimize.FitSpec;
import io.descent.optimize.LeastSquares;
import io.descent.optimize.Plan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What controllers call: resolves a request, runs the fit and keeps its job. */
public final class OptimizerService {

    private final FitEngine engine;
    private final JobStore store;
    private final Limits limits;
    private final Supplier<String> ids;
    private final Clock clock;
    private final FitObserver observer;
    private final RunningFits running = new RunningFits();

    /**
     * Makes a service.
     *
     * @param ids makes ids, each later one greater
     */
    public OptimizerService(
            FitEngine engine, JobStore store, Limits limits, Supplier<String> ids, Clock clock, FitObserver observer) {
        this.engine = engine;
        this.store = store;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
        this.observer = observer;
    }

    /**
     * Runs a fit to its end.
     *
     * @throws InvalidRequestException with everything that is wrong with the request
     */
    public Job fit(FitRequest request) {
        Preparation ready = Preparation.of(request, limits);
        FitConfig config = ready.config();
        Job job = Job.started(
                ids.get(),
                config.label(),
                clock.instant(),
                config.spec().epochs(),
                Request.FORM.write(config),
                ready.summary(),
                ready.diagnosis());
        if (config.store()) {
            store.insert(job);
        }
        RunningFits.Handle handle = running.begin(job.id());
        boolean done = false;
        try {
            Instant start = clock.instant();
            FitOutcome outcome = engine.run(ready.plan(), handle, handle, null);
            Ending ending = ending(ready, outcome);
            Job ended = job.with(diagnosis(ready, ending)).ended(ending, clock.instant());
            observer.ended(ended, Duration.between(start, clock.instant()));
            if (config.store()) {
                store.replace(ended);
            }
            done = true;
            return ended;
        } finally {
            running.end(job.id());
            if (!done) {
                // the engine threw, so nobody will ever hear of this job
                store.discard(job.id());
            }
        }
    }

    /**
     * Resolves a request without running it.
     *
     * @throws InvalidRequestException with everything that is wrong with the request
     */
    public Validation validate(FitRequest request) {
        Preparation ready = Preparation.of(request, limits);
        FitSpec spec = ready.config().spec();
        Dataset data = ready.data().dataset();
        return new Validation(
                Request.FORM.write(ready.config()),
                ready.summary(),
                ready.diagnosis(),
                (long) spec.epochs() * spec.updatesPerEpoch(data.rows()),
                spec.work(data),
                memory(ready));
    }

    /** Returns a fit with its progress as it is now. */
    public Optional<Job> find(String id) {
        return store.find(id).map(this::withProgress);
    }

    /** Returns a page of fits, newest first. */
    public JobStore.Page list(JobStore.Query query) {
        JobStore.Page page = store.list(query);
        return new JobStore.Page(page.jobs().stream().map(this::withProgress).toList(), page.hasMore());
    }

    /** Deletes a fit that has ended. */
    public JobStore.Deletion delete(String id) {
        return store.delete(id);
    }

    /** Ends all fits that are running, and each that begins from now on, as cancelled. */
    public void cancelAll() {
        running.cancelAll();
    }

    /** Lets fits run again after {@link #cancelAll}. */
    public void resume() {
        running.resume();
    }

    private Job withProgress(Job job) {
        return job.status().done() ? job : job.at(running.epoch(job.id()));
    }

    private static Diagnosis diagnosis(Preparation ready, Ending ending) {
        Diagnosis before = ready.diagnosis();
        return ending instanceof Ending.Success success
                ? before.with(Diagnostics.after(ready.plan(), success))
                : before;
    }

    private static long memory(Preparation ready) {
        Plan plan = ready.plan();
        Dataset data = ready.data().dataset();
        Dataset validation = plan.validation();
        double solver = plan.spec().optimizer() instanceof Exact
                ? Double.BYTES * LeastSquares.cells(data.rows(), plan.shape())
                : 0;
        return 2 * memory(data) + (validation == null ? 0 : memory(validation)) + (long) solver;
    }

    private static long memory(Dataset data) {
        long stored = switch (data) {
            case DenseDataset dense -> Double.BYTES * dense.stored();
            case SparseDataset sparse ->
                (Double.BYTES + Integer.BYTES) * sparse.stored() + (long) Integer.BYTES * sparse.rows();
        };
        return stored + (long) Double.BYTES * data.rows();
    }

    private Ending ending(Preparation ready, FitOutcome outcome) {
        return switch (outcome) {
            case FitOutcome.Fitted fitted -> {
                Dataset data = ready.data().dataset();
                LinearModel model = LinearModel.of(
                        ready.config().spec().model(),
                        data.featureNames(),
                        ready.plan().shape(),
                        fitted.parameters(),
                        ready.data().classes());
                Dataset validation = ready.plan().validation();
                yield new Ending.Success(
                        fitted,
                        model,
                        Metrics.of(model, data),
                        validation == null ? null : Metrics.of(model, validation));
            }
            case FitOutcome.Diverged diverged ->
                new Ending.Divergence(
                        diverged, diverged.update() == 0 ? null : Request.FORM.write(Suggestion.of(ready, limits)));
            case FitOutcome.Cancelled cancelled -> new Ending.Cancellation(cancelled);
            case FitOutcome.HandedBack _ -> throw new IllegalStateException("nobody asked for this fit back");
        };
    }
}
