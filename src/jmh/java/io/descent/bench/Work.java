package io.descent.bench;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.SparseDataset;
import io.descent.data.SparseRows;
import io.descent.model.ModelType;
import io.descent.objective.LogLoss;
import io.descent.objective.Penalty;
import io.descent.objective.SquaredError;
import io.descent.optimize.FitEngine;
import io.descent.optimize.Plan;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.rule.Adam;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.LearningRate;
import io.descent.optimize.rule.Moments;
import io.descent.optimize.rule.Sgd;
import io.descent.optimize.spec.BatchSize;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Init;
import io.descent.optimize.spec.ModelSpec;
import io.descent.optimize.spec.Scaling;
import io.descent.optimize.spec.Schedule;
import io.descent.optimize.spec.Shuffle;
import io.descent.optimize.spec.StoppingRule;
import io.descent.optimize.spec.TrainingSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The fits of the table in docs/performance.md, five epochs each. */
public enum Work {
    NARROW_SQUARED(1_000_000, 2, false, Shuffle.NONE),
    NARROW_LOG(1_000_000, 2, true, Shuffle.NONE),
    NARROW_SQUARED_SHUFFLED(1_000_000, 2, false, Shuffle.SAMPLES),
    NARROW_LOG_SHUFFLED(1_000_000, 2, true, Shuffle.SAMPLES),
    SQUARED(1_000_000, 28, false, Shuffle.NONE),
    LOG(1_000_000, 28, true, Shuffle.NONE),
    SQUARED_SHUFFLED(1_000_000, 28, false, Shuffle.SAMPLES),
    LOG_SHUFFLED(1_000_000, 28, true, Shuffle.SAMPLES),
    WIDE_SQUARED(200_000, 200, false, Shuffle.NONE),
    WIDE_LOG(200_000, 200, true, Shuffle.NONE),
    WIDE_SQUARED_SHUFFLED(200_000, 200, false, Shuffle.SAMPLES),
    WIDE_LOG_SHUFFLED(200_000, 200, true, Shuffle.SAMPLES),
    SPARSE_LOG(200_000, 50_000, 75, true, Shuffle.NONE, 1, 1, false),
    SPARSE_LOG_SHUFFLED(200_000, 50_000, 75, true, Shuffle.SAMPLES, 1, 1, false),
    BATCH_256(1_000_000, 28, 28, false, Shuffle.NONE, 256, 1, false),
    BATCH_256_TWO_THREADS(1_000_000, 28, 28, false, Shuffle.NONE, 256, 2, false),
    BATCH_256_SHUFFLED(1_000_000, 28, 28, false, Shuffle.SAMPLES, 256, 1, false),
    BATCH_256_SHUFFLED_TWO_THREADS(1_000_000, 28, 28, false, Shuffle.SAMPLES, 256, 2, false),
    FULL(1_000_000, 28, 28, false, Shuffle.NONE, 0, 1, false),
    FULL_TWO_THREADS(1_000_000, 28, 28, false, Shuffle.NONE, 0, 2, false),
    ADAM_256(1_000_000, 28, 28, false, Shuffle.NONE, 256, 1, true),
    ADAM_256_SHUFFLED(1_000_000, 28, 28, false, Shuffle.SAMPLES, 256, 1, true);

    static final int EPOCHS = 5;

    final int rows;
    final int features;
    final int threads;
    private final int stored;
    private final boolean log;
    private final Shuffle shuffle;
    private final int batch;
    private final boolean adam;

    Work(int rows, int features, boolean log, Shuffle shuffle) {
        this(rows, features, features, log, shuffle, 1, 1, false);
    }

    /** A batch of 0 is a full one. */
    Work(int rows, int features, int stored, boolean log, Shuffle shuffle, int batch, int threads, boolean adam) {
        this.rows = rows;
        this.features = features;
        this.stored = stored;
        this.log = log;
        this.shuffle = shuffle;
        this.batch = batch;
        this.threads = threads;
        this.adam = adam;
    }

    Plan plan(FitEngine engine) {
        return engine.plan(spec(log, adam, batch, shuffle, Scaling.NONE), stored < features ? sparse() : dense(), null);
    }

    static FitSpec spec(boolean log, boolean adam, int batch, Shuffle shuffle, Scaling scaling) {
        LearningRate rate = new LearningRate.Fixed(0.001);
        FirstOrder optimizer = adam ? new Adam(rate, new Moments(0.9, 0.999, 1e-8)) : new Sgd(rate, 0, 0, false);
        return new FitSpec(
                new ModelSpec(
                        log ? ModelType.LOGISTIC : ModelType.LINEAR,
                        true,
                        log ? new LogLoss() : new SquaredError(),
                        new Penalty.None()),
                new TrainingSpec(
                        optimizer,
                        new Schedule.Constant(),
                        batch == 0 ? new BatchSize.Full() : new BatchSize.Rows(batch),
                        shuffle,
                        // one more than is run, so that the fit ends before it measures its result
                        EPOCHS + 1,
                        scaling,
                        new Init.Zeros()),
                StoppingRule.NONE,
                HistorySpec.DEFAULT,
                0);
    }

    private Dataset dense() {
        return dense(rows, features, log);
    }

    static DenseDataset dense(int rows, int features, boolean log) {
        Random random = new Random(0);
        double[] x = new double[rows * features];
        Arrays.setAll(x, _ -> random.nextGaussian());
        double[] w = weights(random, features, features);
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            double margin = 0;
            for (int j = 0; j < features; j++) {
                margin += x[i * features + j] * w[j];
            }
            y[i] = target(margin, log, random);
        }
        return new DenseDataset(x, names(features), y, null);
    }

    private Dataset sparse() {
        Random random = new Random(0);
        double[] w = weights(random, features, stored);
        double[] values = new double[rows * stored];
        int[] indices = new int[rows * stored];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            int[] own =
                    random.ints(0, features).distinct().limit(stored).sorted().toArray();
            double margin = 0;
            for (int k = 0; k < stored; k++) {
                indices[i * stored + k] = own[k];
                values[i * stored + k] = random.nextGaussian();
                margin += values[i * stored + k] * w[own[k]];
            }
            y[i] = target(margin, log, random);
        }
        int[] offsets = IntStream.rangeClosed(0, rows).map(i -> i * stored).toArray();
        return new SparseDataset(new SparseRows(values, indices, offsets), names(features), y, null);
    }

    private static double[] weights(Random random, int features, int stored) {
        double[] w = new double[features];
        Arrays.setAll(w, _ -> random.nextGaussian() / Math.sqrt(stored));
        return w;
    }

    private static double target(double margin, boolean log, Random random) {
        return log ? (margin > 0 ? 1 : 0) : margin + 0.1 * random.nextGaussian();
    }

    private static List<String> names(int features) {
        return IntStream.range(0, features).mapToObj(j -> "x" + j).toList();
    }
}
