package io.descent.fit;

import io.descent.access.Tenant;
import io.descent.dataset.StoredTables;
import io.descent.fit.prepare.Continuation;
import io.descent.fit.prepare.EarlierFits;
import io.descent.fit.prepare.Endings;
import io.descent.fit.prepare.Engines;
import io.descent.fit.prepare.FitRequest;
import io.descent.fit.prepare.Limits;
import io.descent.fit.prepare.Preparation;
import io.descent.job.Ending;
import io.descent.job.Intent;
import io.descent.job.Job;
import io.descent.job.JobStore;
import io.descent.job.Progress;
import io.descent.job.StorageException;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.History;
import io.descent.optimize.course.Resumption;
import io.descent.optimize.course.UnusableCheckpointException;
import io.descent.schema.InvalidRequestException;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Trains what was prepared, and says what became of it. */
final class FitExecutor {

    private static final double NANOS = 1e9;

    private final Engines engines;
    private final JobStore store;
    private final Function<Tenant, StoredTables> tables;
    private final Limits limits;
    private final Clock clock;
    private final Duration retention;
    private final FitObserver observer;
    private final Throughput throughput = new Throughput();

    FitExecutor(
            Engines engines,
            JobStore store,
            Function<Tenant, StoredTables> tables,
            Limits limits,
            Clock clock,
            Duration retention,
            FitObserver observer) {
        this.engines = engines;
        this.store = store;
        this.tables = tables;
        this.limits = limits;
        this.clock = clock;
        this.retention = retention;
        this.observer = observer;
    }

    Instant now() {
        return clock.instant();
    }

    /** Returns a job that has ended elsewhere, to be kept as long as one that has ended now. */
    Job keptFromNow(Job ended) {
        return ended.keptFrom(now(), retention);
    }

    /** Resolves a request of a tenant, who has nothing of others to refer to; to be closed when nothing is trained any more. */
    Preparation prepare(Tenant tenant, FitRequest request) {
        try {
            return Preparation.of(request, limits, engines, id -> earlier(tenant, id), tables.apply(tenant));
        } catch (UncheckedIOException unreadable) {
            throw StorageException.of(unreadable);
        }
    }

    private Optional<EarlierFits.EarlierFit> earlier(Tenant tenant, String id) {
        return store.find(id)
                .filter(job -> job.tenant().equals(tenant))
                .map(job -> new EarlierFits.EarlierFit(job, store.checkpoint(id).orElse(null)));
    }

    /**
     * Trains from where a job stood; where it is new, from the beginning or from the end of an earlier one.
     *
     * @throws StorageException where there is no room for the files that it needs
     */
    FitOutcome train(Preparation ready, FitHandle fit, @Nullable Resumption resumption) {
        Resumption start = resumption == null ? continuation(ready) : resumption;
        if (start == null) {
            fit.begins(ready.plan(), 0, 0);
        } else {
            History before = start.before();
            fit.begins(ready.plan(), start.checkpoint().epoch(), before == null ? 0 : before.size());
        }
        try {
            return ready.plan().run(fit, fit, start);
        } catch (UncheckedIOException unwritten) {
            throw StorageException.of(unwritten);
        } catch (UnusableCheckpointException other) {
            if (resumption != null) {
                throw other;
            }
            Mistakes mistakes = new Mistakes();
            mistakes.add(
                    "/init/fit",
                    Mistake.Code.CONFLICT,
                    "must be a fit whose state can still be read: " + other.getMessage());
            throw new InvalidRequestException(mistakes);
        }
    }

    private static @Nullable Resumption continuation(Preparation ready) {
        Continuation earlier = ready.continuation();
        return earlier == null || earlier.from() == null ? null : Resumption.continuing(earlier.from());
    }

    /** Returns a job at its end; where it was to be cancelled before, what was learned is dropped. */
    Job ended(Job job, Preparation ready, FitOutcome outcome) {
        Endings.Ended ended = job.intent() == Intent.CANCEL
                ? new Endings.Ended(new Ending.Cancellation(outcome.history(), outcome.epochs()), ready.diagnosis())
                : Endings.of(ready, outcome, limits);
        return job.ended(ended.ending(), ended.seen(), now(), retention);
    }

    /** Returns how long work is likely to take that so many workers share, in seconds. */
    double seconds(double work, int workers) {
        return throughput.seconds(work, workers);
    }

    /** Returns a job at an end that its training did not bring. */
    Job ended(Job job, Ending ending) {
        return job.ended(ending, job.diagnosis(), now(), retention);
    }

    /** Tells the observer of a fit that has ended; once for each, however often its end had to be stored. */
    void tell(Job ended, Duration training, Progress last) {
        Double rate = last.rowsPerSecond();
        if (rate != null) {
            double seconds = training.toNanos() / NANOS;
            double rows = (double) ended.dataset().trainingRows() * last.epochs();
            // of a fit that was resumed, what ran here
            throughput.ran(ended.work() * rate * seconds / rows, seconds);
        }
        observer.ended(ended, training, last);
    }
}
