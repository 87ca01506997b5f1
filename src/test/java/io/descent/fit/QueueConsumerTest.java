package io.descent.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.descent.access.Allowance;
import io.descent.access.Tenant;
import io.descent.data.Column;
import io.descent.data.ParameterShape;
import io.descent.dataset.DatasetDraft;
import io.descent.dataset.StoredTables;
import io.descent.fit.prepare.Engines;
import io.descent.fit.prepare.FitRequest;
import io.descent.fit.prepare.Limits;
import io.descent.inference.Clusters;
import io.descent.inference.Inference;
import io.descent.inference.InferenceSpec;
import io.descent.job.Ending;
import io.descent.job.IdempotencyKey;
import io.descent.job.Job;
import io.descent.job.JobStatus;
import io.descent.job.JobStore;
import io.descent.job.JobWorker.Attempt;
import io.descent.job.JobsInMemory;
import io.descent.job.StorageException;
import io.descent.job.StorageException.Reason;
import io.descent.optimize.Cores;
import io.descent.optimize.Curvature;
import io.descent.optimize.FitEngine;
import io.descent.optimize.Plan;
import io.descent.optimize.Reach;
import io.descent.optimize.Trainer;
import io.descent.optimize.course.Columns;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.EngineException;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.Resumption;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.spec.FitSpec;
import io.descent.schema.Mistakes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of jobs when the engine throws, and when the store does. */
@Timeout(30)
class QueueConsumerTest {

    private static final Limits LIMITS = new Limits(1_000_000, 1e9);
    private static final String SECRET = "/home/somebody/secret.bin in io.descent.Inside";

    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    private final AtomicInteger failingReplaces = new AtomicInteger();
    private final FitEngine sound = new Trainer(System::nanoTime, Cores.of(1), LIMITS.leastSquares());
    private final FitEngine engine = (spec, rows, validation) -> new Faulty(sound.plan(spec, rows, validation), fault);
    private final JobsInMemory jobs = new JobsInMemory();
    private final List<Job> told = new ArrayList<>();
    private final OptimizerService service = new OptimizerService(
            Engines.local(engine),
            failing(jobs),
            _ -> StoredTables.NONE,
            new Remembered(),
            LIMITS,
            new ServiceSettings(1, 100, Duration.ofDays(1), Duration.ofSeconds(1)),
            Allowance.UNLIMITED,
            () -> "fit_%06d".formatted(ids.incrementAndGet()),
            Clock.systemUTC(),
            (job, _, _) -> told.add(job));

    /** Runs as the plan that it is made of, unless there is a fault. */
    private record Faulty(Plan plan, AtomicReference<@Nullable Throwable> fault) implements Plan {
        @Override
        public Inference inference(InferenceSpec what, double[] parameters, Clusters clusters) {
            return plan.inference(what, parameters, clusters);
        }

        @Override
        public List<Integer> separating(double[] parameters) {
            return plan.separating(parameters);
        }

        @Override
        public Plan again(FitSpec other) {
            return plan.again(other);
        }

        @Override
        public FitOutcome run(TrainingListener listener, Control control, @Nullable Resumption resumption) {
            Throwable thrown = fault.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            return plan.run(listener, control, resumption);
        }

        @Override
        public Plan with(FitSpec other) {
            return new Faulty(plan.with(other), fault);
        }

        @Override
        public FitSpec spec() {
            return plan.spec();
        }

        @Override
        public int rows() {
            return plan.rows();
        }

        @Override
        public ParameterShape shape() {
            return plan.shape();
        }

        @Override
        public double baseRate() {
            return plan.baseRate();
        }

        @Override
        public @Nullable Curvature curvature() {
            return plan.curvature();
        }

        @Override
        public @Nullable Reach reach() {
            return plan.reach();
        }

        @Override
        public OptionalDouble largestStableRate() {
            return plan.largestStableRate();
        }

        @Override
        public Columns columns() {
            return plan.columns();
        }
    }

    /** Keeps requests as they are. */
    private static final class Remembered implements RequestCodec {
        private final Map<String, FitRequest> requests = new ConcurrentHashMap<>();

        @Override
        public void write(FitRequest request, OutputStream out) throws IOException {
            String number = Integer.toString(requests.size());
            requests.put(number, request);
            out.write(number.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public FitRequest read(InputStream in) throws IOException {
            FitRequest request = requests.get(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
            if (request == null) {
                throw new IOException("no such request");
            }
            return request;
        }
    }

    /** Returns a store that cannot keep the end of a job so many times as {@link #failingReplaces} says. */
    private JobStore failing(JobStore store) {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("replace")
                            && arguments[0] instanceof Job job
                            && job.status().done()
                            && failingReplaces.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new StorageException(Reason.UNAVAILABLE, new IOException("away"));
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private String submit() {
        return accepted().job().id();
    }

    private Submission.Accepted accepted() {
        DatasetDraft data = new DatasetDraft();
        data.put("x", "/x", new DatasetDraft.Matrix(new double[] {1, 2, 3}, 3, 1));
        data.put("y", "/y", new Column.Numbers(new double[] {1, 2, 4}));
        FitRequest request =
                new FitRequest(Map.of("epochs", 10L, "optimizer", "sgd"), data, null, new Mistakes().findings());
        return switch (service.fit(Tenant.DEFAULT, request, false, (IdempotencyKey) null)) {
            case Submission.Accepted accepted -> accepted;
            case Submission.Ended _ -> throw new AssertionError("nobody waits for it");
        };
    }

    private Job job(String id) {
        return service.find(Tenant.DEFAULT, id).orElseThrow();
    }

    private void failsWith(Throwable thrown, Ending.Failure.Code code) {
        fault.set(thrown);
        String id = submit();
        assertThat(service.worker().run(id)).isEqualTo(Attempt.ENDED);
        fault.set(null);

        Job failed = job(id);
        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.ending()).isInstanceOfSatisfying(Ending.Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.detail()).doesNotContain("secret", "home", "io.descent", "Exception", "Error");
        });
        assertThat(told).extracting(Job::id).containsExactly(id);
        assertThat(service.running()).isZero();

        String next = submit();
        assertThat(service.worker().run(next)).isEqualTo(Attempt.ENDED);
        assertThat(job(next).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void aJobWhoseEngineThrowsFailsAndTheNextOneRuns() {
        failsWith(new IllegalStateException(SECRET), Ending.Failure.Code.INTERNAL);
    }

    @Test
    void aJobWhoseEngineThrowsAnErrorFailsAndTheNextOneRuns() {
        failsWith(new StackOverflowError(SECRET), Ending.Failure.Code.INTERNAL);
    }

    @Test
    void aJobThatTakesTooMuchMemoryFailsAndTheNextOneRuns() {
        failsWith(new OutOfMemoryError(SECRET), Ending.Failure.Code.OUT_OF_MEMORY);
    }

    @Test
    void aJobWhoseClusterIsAwayFailsAndTheNextOneRuns() {
        failsWith(EngineException.unavailable("no cluster"), Ending.Failure.Code.ENGINE_UNAVAILABLE);
    }

    @Test
    void aJobThatItsClusterCannotRunFailsAndTheNextOneRuns() {
        failsWith(EngineException.failed("the driver failed"), Ending.Failure.Code.ENGINE_FAILED);
    }

    @Test
    void anEndThatCannotBeStoredIsTriedAgainUntilItIs() {
        String id = submit();
        failingReplaces.set(3);
        assertThat(service.worker().run(id)).isEqualTo(Attempt.ENDED);
        assertThat(failingReplaces).hasValue(0);
        Job ended = job(id);
        assertThat(ended.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(ended.run()).isEqualTo(1);
        assertThat(ended.ending())
                .isNotNull()
                .satisfies(ending -> assertThat(ending.history().size()).isEqualTo(10));
        // one fit, however often its end was stored
        assertThat(told).extracting(Job::id).containsExactly(id);
    }

    @Test
    void aFailureThatCannotBeStoredIsTriedAgainToo() {
        fault.set(new IllegalStateException(SECRET));
        String id = submit();
        failingReplaces.set(2);
        assertThat(service.worker().run(id)).isEqualTo(Attempt.ENDED);
        assertThat(job(id).status()).isEqualTo(JobStatus.FAILED);
        assertThat(told).hasSize(1);
    }

    @Test
    void aJobWhoseStoreIsAwayWhenItBeginsIsLeftForLater() {
        String id = submit();
        fault.set(new StorageException(Reason.UNAVAILABLE, new IOException("away")));
        assertThat(catchThrowable(() -> service.worker().run(id))).isInstanceOf(StorageException.class);
        assertThat(job(id).status()).isEqualTo(JobStatus.RUNNING);
        assertThat(service.running()).isZero();

        fault.set(null);
        assertThat(service.worker().run(id)).isEqualTo(Attempt.ENDED);
        assertThat(job(id).status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job(id).run()).isEqualTo(2);
    }

    @Test
    void whoeverWaitsForAFitThatIsDeletedWaitsNoLonger() {
        Submission.Accepted accepted = accepted();
        jobs.delete(accepted.job().id());
        assertThat(catchThrowable(() -> accepted.end().get(5, TimeUnit.SECONDS)))
                .isInstanceOf(CancellationException.class);
    }
}
