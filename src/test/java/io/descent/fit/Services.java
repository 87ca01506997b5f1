package io.descent.fit;

import io.descent.access.Allowance;
import io.descent.access.Tenant;
import io.descent.dataset.StoredTables;
import io.descent.fit.prepare.Engines;
import io.descent.fit.prepare.FitRequest;
import io.descent.fit.prepare.Limits;
import io.descent.job.Job;
import io.descent.job.JobStore;
import io.descent.job.JobsInMemory;
import io.descent.optimize.Cores;
import io.descent.optimize.Trainer;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Services for tests of something else: without a queue, and with memory in the place of a database. */
public final class Services {

    private static final ServiceSettings SETTINGS =
            new ServiceSettings(2, 100, Duration.ofDays(1), Duration.ofSeconds(1));

    private Services() {}

    /** Returns a service that runs fits at once, with so many threads each. */
    public static OptimizerService of(Limits limits, int threads) {
        return of(limits, threads, new JobsInMemory());
    }

    /** Returns a service over jobs that a test has put there. */
    public static OptimizerService of(Limits limits, int threads, JobStore store) {
        return of(limits, threads, store, StoredTables.NONE);
    }

    /** Returns a service that finds tables, too. */
    static OptimizerService of(Limits limits, int threads, JobStore store, StoredTables tables) {
        AtomicLong ids = new AtomicLong();
        return new OptimizerService(
                Engines.local(new Trainer(System::nanoTime, Cores.of(threads), limits.leastSquares())),
                store,
                _ -> tables,
                new NoCodec(),
                limits,
                SETTINGS,
                Allowance.UNLIMITED,
                () -> "fit_%012d".formatted(ids.incrementAndGet()),
                Clock.systemUTC(),
                (_, _, _) -> {});
    }

    /** Returns the job of a request that is run at once. */
    public static Job fit(OptimizerService service, FitRequest request) {
        return switch (service.fit(Tenant.DEFAULT, request, true, null)) {
            case Submission.Ended(Job job) -> job;
            case Submission.Accepted _ -> throw new AssertionError("the fit is too long for this test");
        };
    }

    private static final class NoCodec implements RequestCodec {
        @Override
        public void write(FitRequest request, OutputStream out) {
            throw new AssertionError("nothing is to wait in this test");
        }

        @Override
        public FitRequest read(InputStream in) {
            throw new AssertionError("nothing is to wait in this test");
        }
    }
}
