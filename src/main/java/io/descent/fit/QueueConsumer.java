package io.descent.fit;

import io.descent.access.Allowance;
import io.descent.access.Tenant;
import io.descent.fit.prepare.FitRequest;
import io.descent.fit.prepare.Preparation;
import io.descent.job.Ending;
import io.descent.job.Job;
import io.descent.job.JobStore;
import io.descent.job.JobWorker;
import io.descent.job.Progress;
import io.descent.job.StorageException;
import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.course.EngineException;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.History;
import io.descent.optimize.course.Resumption;
import io.descent.optimize.course.UnusableCheckpointException;
import io.descent.schema.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs the jobs of the queue, from their last checkpoints on, and stores how they end. */
final class QueueConsumer implements JobWorker {

    private static final System.Logger LOG = System.getLogger(QueueConsumer.class.getName());

    /** How long to wait before what could not be stored is tried again. */
    private static final long PATIENCE_NANOS = 500_000_000;

    private final FitExecutor executor;
    private final JobStore store;
    private final RequestCodec codec;
    private final FitRegistry registry;
    private final FitWatch watch;
    private final Allowance allowance;

    QueueConsumer(
            FitExecutor executor,
            JobStore store,
            RequestCodec codec,
            FitRegistry registry,
            FitWatch watch,
            Allowance allowance) {
        this.executor = executor;
        this.store = store;
        this.codec = codec;
        this.registry = registry;
        this.watch = watch;
        this.allowance = allowance;
    }

    @Override
    public Attempt run(String id) {
        if (registry.draining()) {
            return Attempt.HANDED_BACK;
        }
        Optional<Tenant> owner = store.owner(id);
        if (owner.isPresent() && !allowance.mayRun(owner.get())) {
            return Attempt.NOT_YET;
        }
        Job job = begin(id);
        if (job == null) {
            return Attempt.ENDED;
        }
        Savings savings = new Savings(job);
        FitHandle fit = registry.begin(job, savings);
        try {
            if (job.intent() != null) {
                fit.end(job.intent());
            }
            watch.poke();
            return run(job, fit, savings);
        } catch (StorageException later) {
            // the next worker continues from the last checkpoint
            throw later;
        } catch (InvalidRequestException changed) {
            // what it refers to has been deleted since it was accepted
            return failed(job, fit, savings, Ending.Failure.Code.NO_LONGER_VALID, told(changed));
        } catch (UnreadableRequestException newer) {
            return failed(job, fit, savings, Ending.Failure.Code.NO_LONGER_VALID, String.valueOf(newer.getMessage()));
        } catch (EngineException elsewhere) {
            LOG.log(System.Logger.Level.WARNING, "{0}: {1}", id, elsewhere.getMessage());
            return failed(
                    job,
                    fit,
                    savings,
                    elsewhere.isUnavailable()
                            ? Ending.Failure.Code.ENGINE_UNAVAILABLE
                            : Ending.Failure.Code.ENGINE_FAILED,
                    String.valueOf(elsewhere.getMessage()));
        } catch (OutOfMemoryError tooLarge) {
            LOG.log(System.Logger.Level.WARNING, "not enough memory for " + id, tooLarge);
            return failed(
                    job,
                    fit,
                    savings,
                    Ending.Failure.Code.OUT_OF_MEMORY,
                    "the service had too little memory for the fit");
        } catch (RuntimeException | IOException | Error unexpected) {
            LOG.log(System.Logger.Level.ERROR, "the fit " + id + " failed", unexpected);
            return failed(
                    job,
                    fit,
                    savings,
                    Ending.Failure.Code.INTERNAL,
                    "the service failed to run the fit; its log tells why");
        } finally {
            registry.ended(id, fit);
            watch.poke();
        }
    }

    /** Returns the job in a run of its own; null where there is nothing to run. */
    private @Nullable Job begin(String id) {
        while (true) {
            Job job = store.find(id).orElse(null);
            if (job == null || job.status().done()) {
                return null;
            }
            Job started = job.started(executor.now());
            if (store.replace(started)) {
                return started;
            }
        }
    }

    private Attempt run(Job job, FitHandle fit, Savings savings) throws IOException {
        FitRequest request;
        try (InputStream in = store.request(job.id())) {
            request = codec.read(in);
        }
        // by the settings that its ticket told: a release since may have other defaults
        try (Preparation ready = executor.prepare(job.tenant(), request.with(job.config()))) {
            FitOutcome outcome = train(job, ready, fit, savings);
            if (outcome instanceof FitOutcome.HandedBack(Checkpoint checkpoint, History since)) {
                savings.save(checkpoint, fit.progress(), since);
                return handedBack(job);
            }
            return end(job, fit, current -> executor.ended(current, ready, outcome));
        }
    }

    private FitOutcome train(Job job, Preparation ready, FitHandle fit, Savings savings) {
        Checkpoint last = store.checkpoint(job.id()).orElse(null);
        Resumption resumption = null;
        if (last != null) {
            savings.stored(store.history(job.id(), 0));
            resumption = Resumption.afterRestart(last, savings.history());
        }
        try {
            return executor.train(ready, fit, resumption);
        } catch (UnusableCheckpointException other) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} starts again from the beginning: {1}",
                    job.id(),
                    other.getMessage());
            savings.stored(History.NONE);
            return executor.train(ready, fit, null);
        }
    }

    private Attempt handedBack(Job job) {
        change(job, Job::handedBack);
        return Attempt.HANDED_BACK;
    }

    private Attempt failed(Job job, FitHandle fit, Savings savings, Ending.Failure.Code code, String detail) {
        History history = savings.history();
        int epochs = history.size() == 0 ? 0 : history.epoch()[history.size() - 1];
        return end(job, fit, current -> executor.ended(current, new Ending.Failure(history, epochs, code, detail)));
    }

    private static String told(InvalidRequestException e) {
        return e.mistakes().stream()
                .map(mistake -> mistake.pointer() + " " + mistake.detail())
                .collect(Collectors.joining("; "));
    }

    /** Retries until it succeeds: a finished fit must not run again because the database was down. */
    private Attempt end(Job job, FitHandle fit, UnaryOperator<Job> ending) {
        Duration training = fit.elapsed();
        Progress last = fit.progress();
        while (true) {
            try {
                Job ended = change(job, ending);
                if (ended != null) {
                    executor.tell(ended, training, last);
                }
                return Attempt.ENDED;
            } catch (StorageException unavailable) {
                if (registry.draining()) {
                    throw unavailable;
                }
                LOG.log(System.Logger.Level.WARNING, "the end of {0} cannot be stored: {1}", job.id(), unavailable);
                LockSupport.parkNanos(PATIENCE_NANOS);
            }
        }
    }

    /** Stores the next version of a job and returns it; null where it has ended, or is no longer this run's. */
    private @Nullable Job change(Job job, UnaryOperator<Job> next) {
        while (true) {
            Job current = store.find(job.id()).orElse(null);
            if (current == null
                    || current.run() != job.run()
                    || current.status().done()) {
                return null;
            }
            Job changed = next.apply(current);
            if (store.replace(changed)) {
                return changed;
            }
        }
    }

    /** What is stored of a job while it runs. */
    private final class Savings implements FitHandle.Saver {

        private final Job job;
        private History stored = History.NONE;
        private History unsaved = History.NONE;

        Savings(Job job) {
            this.job = job;
        }

        void stored(History before) {
            stored = before;
        }

        History history() {
            return History.concat(List.of(stored, unsaved));
        }

        @Override
        public boolean save(Checkpoint checkpoint, Progress progress, History since) {
            unsaved = History.concat(List.of(unsaved, since));
            try {
                boolean ours = store.checkpoint(job.id(), job.run(), progress, checkpoint, unsaved);
                stored = history();
                unsaved = History.NONE;
                return ours;
            } catch (StorageException later) {
                LOG.log(System.Logger.Level.WARNING, "a checkpoint of {0} cannot be stored: {1}", job.id(), later);
                return true;
            }
        }
    }
}
