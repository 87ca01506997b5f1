package io.descent.bench;

import io.descent.optimize.CancelToken;
import io.descent.optimize.Cores;
import io.descent.optimize.FitOutcome;
import io.descent.optimize.LeastSquares;
import io.descent.optimize.Plan;
import io.descent.optimize.Trainer;
import io.descent.optimize.TrainingListener;
import java.util.concurrent.TimeUnit;
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

/** Whole fits by the real trainer, history and the exact loss at the end included. */
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
    private Trainer trainer;

    @Setup
    public void generate() {
        plan = work.plan();
        trainer = new Trainer(System::nanoTime, Cores.of(work.threads), NO_CEILING);
    }

    @Benchmark
    public FitOutcome fit() {
        return trainer.train(plan, TrainingListener.NONE, CancelToken.NEVER);
    }
}
