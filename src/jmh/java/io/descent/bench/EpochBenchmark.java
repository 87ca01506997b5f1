package io.descent.bench;

import io.descent.data.DenseDataset;
import io.descent.model.ModelType;
import io.descent.objective.LogLoss;
import io.descent.objective.Penalty;
import io.descent.objective.SquaredError;
import io.descent.optimize.BatchSize;
import io.descent.optimize.CancelToken;
import io.descent.optimize.FitOutcome;
import io.descent.optimize.FitSpec;
import io.descent.optimize.HistorySpec;
import io.descent.optimize.Init;
import io.descent.optimize.LearningRate;
import io.descent.optimize.Plan;
import io.descent.optimize.Scaling;
import io.descent.optimize.Schedule;
import io.descent.optimize.Sgd;
import io.descent.optimize.Shuffle;
import io.descent.optimize.StoppingRule;
import io.descent.optimize.Trainer;
import io.descent.optimize.TrainingListener;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whole fits of five epochs by the real trainer, history on: nanoseconds a row and epoch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class EpochBenchmark {

    private static final int ROWS = 200_000;
    private static final int EPOCHS = 5;

    @Param({"2", "28", "200"})
    int features;

    @Param({"LINEAR", "LOGISTIC"})
    ModelType model;

    /** 0 is a full batch. */
    @Param({"1", "256", "0"})
    int batch;

    @Param({"NONE", "SAMPLES"})
    Shuffle shuffle;

    private Plan plan;
    private final Trainer trainer = new Trainer(System::nanoTime);

    @Setup
    public void generate() {
        Random random = new Random(0);
        double[] x = random.doubles((long) ROWS * features, -1, 1).toArray();
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            double margin = x[i * features] - x[i * features + 1] + 0.1 * random.nextGaussian();
            y[i] = model.classifies() ? (margin > 0 ? 1 : 0) : margin;
        }
        FitSpec spec = new FitSpec(
                model,
                true,
                model.classifies() ? new LogLoss() : new SquaredError(),
                new Penalty.None(),
                new Sgd(new LearningRate.Fixed(0.001), 0, 0, false),
                new Schedule.Constant(),
                batch == 0 ? new BatchSize.Full() : new BatchSize.Rows(batch),
                shuffle,
                EPOCHS,
                Scaling.NONE,
                new Init.Zeros(),
                StoppingRule.NONE,
                0,
                HistorySpec.DEFAULT);
        plan = Plan.of(
                spec,
                new DenseDataset(
                        x, IntStream.range(0, features).mapToObj(j -> "x" + j).toList(), y, null));
    }

    @Benchmark
    @OperationsPerInvocation(ROWS * EPOCHS)
    public FitOutcome fit() {
        return trainer.train(plan, TrainingListener.NONE, CancelToken.NEVER);
    }
}
