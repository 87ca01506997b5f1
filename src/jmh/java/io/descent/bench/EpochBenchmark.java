package io.descent.bench;

import io.descent.optimize.Cores;
import io.descent.optimize.Plan;
import io.descent.optimize.Trainer;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.solve.LeastSquares;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whole epochs of the real trainer with their history: a fit that is cancelled when it has made them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@Warmup(iterations = 3)
@Measurement(iterations = 6)
public class EpochBenchmark {

    @Param
    Work work;

    private static final LeastSquares.Ceiling NO_CEILING =
            new LeastSquares.Ceiling(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    private Plan plan;

    @Setup
    public void generate() {
        plan = work.plan(new Trainer(System::nanoTime, Cores.of(work.threads), NO_CEILING));
    }

    @Benchmark
    public FitOutcome fit() {
        AtomicBoolean done = new AtomicBoolean();
        TrainingListener epochs = new TrainingListener() {
            @Override
            public void epochEnded(int epoch) {
                done.set(epoch == Work.EPOCHS);
            }
        };
        return plan.run(epochs, () -> done.get() ? Control.Signal.CANCEL : Control.Signal.GO_ON, null);
    }
}
