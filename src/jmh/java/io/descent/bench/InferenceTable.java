package io.descent.bench;

import io.descent.data.DenseDataset;
import io.descent.inference.Clusters;
import io.descent.inference.Covariance;
import io.descent.inference.Inference;
import io.descent.inference.InferenceSpec;
import io.descent.model.ModelType;
import io.descent.objective.Penalty;
import io.descent.objective.SquaredError;
import io.descent.optimize.Cores;
import io.descent.optimize.Plan;
import io.descent.optimize.Trainer;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.rule.Exact;
import io.descent.optimize.spec.BatchSize;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Init;
import io.descent.optimize.spec.ModelSpec;
import io.descent.optimize.spec.Scaling;
import io.descent.optimize.spec.Schedule;
import io.descent.optimize.spec.Shuffle;
import io.descent.optimize.spec.StoppingRule;
import io.descent.optimize.spec.TrainingSpec;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints what least squares with HC3 standard errors cost, from rows in memory, beside statsmodels: both in turn, in two processes, so
 * that both see the same machine. Scaling, fit, certificate of the minimum and inference are in Descent's time, the column of ones in that
 * of statsmodels.
 *
 * <p>Arguments: rows, features, rounds.
 */
final class InferenceTable {

    private static final String PEER = "src/jmh/python/inference_peer.py";

    /** For the compiler, and for the memory that the first fits take. */
    private static final int WARM_UP = 5;

    private InferenceTable() {}

    static void main(String[] arguments) throws IOException {
        int rows = Integer.parseInt(arguments[0]);
        int features = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        DenseDataset data = Work.dense(rows, features, false);
        Trainer trainer = new Trainer(System::nanoTime, Cores.of(0));
        Path numbers = Files.createTempFile("rows", ".bin");
        try {
            write(data, numbers);
            Process peer = new ProcessBuilder(
                            "/usr/bin/python3",
                            PEER,
                            numbers.toString(),
                            String.valueOf(rows),
                            String.valueOf(features))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedWriter ask = peer.outputWriter();
                    BufferedReader answers = peer.inputReader()) {
                for (int i = 0; i < WARM_UP; i++) {
                    errors(trainer, data);
                }
                double[] own = new double[rounds];
                double[] others = new double[rounds];
                for (int round = 0; round < rounds; round++) {
                    long start = System.nanoTime();
                    double[] errors = errors(trainer, data);
                    own[round] = (System.nanoTime() - start) / 1e9;
                    ask.write("\n");
                    ask.flush();
                    double[] told = Arrays.stream(answers.readLine().split(" "))
                            .mapToDouble(Double::parseDouble)
                            .toArray();
                    others[round] = told[0];
                    System.out.printf(
                            Locale.ROOT,
                            "Descent %.3f s, statsmodels %.3f s, %.1f times; errors differ by %.1e at most%n",
                            own[round],
                            others[round],
                            others[round] / own[round],
                            difference(errors, Arrays.copyOfRange(told, 1, told.length)));
                }
                Arrays.sort(own);
                Arrays.sort(others);
                System.out.printf(
                        Locale.ROOT,
                        "medians: Descent %.3f s, statsmodels %.3f s, %.1f times; shortest: %.3f s and %.3f s, %.1f times%n",
                        own[rounds / 2],
                        others[rounds / 2],
                        others[rounds / 2] / own[rounds / 2],
                        own[0],
                        others[0],
                        others[0] / own[0]);
            }
        } finally {
            Files.delete(numbers);
        }
    }

    private static double[] errors(Trainer trainer, DenseDataset data) {
        Plan plan = trainer.plan(SPEC, data, null);
        FitOutcome.Fitted fitted =
                (FitOutcome.Fitted) plan.run(TrainingListener.NONE, () -> Control.Signal.GO_ON, null);
        Inference.Estimated sure = (Inference.Estimated) plan.inference(
                new InferenceSpec(Covariance.Named.HC3, 0.95, InferenceSpec.Weights.FREQUENCY),
                fitted.parameters(),
                Clusters.NONE);
        return sure.parameters().stdError();
    }

    /** As a request has it that names the optimizer and leaves the rest open. */
    private static final FitSpec SPEC = new FitSpec(
            new ModelSpec(ModelType.LINEAR, true, new SquaredError(), new Penalty.None()),
            new TrainingSpec(
                    new Exact(),
                    new Schedule.Constant(),
                    new BatchSize.Full(),
                    Shuffle.NONE,
                    1,
                    Scaling.STANDARDIZE,
                    new Init.Zeros()),
            StoppingRule.NONE,
            HistorySpec.DEFAULT,
            0);

    private static double difference(double[] own, double[] other) {
        double largest = own.length == other.length ? 0 : Double.NaN;
        for (int j = 0; j < own.length; j++) {
            largest = Math.max(largest, Math.abs(own[j] / other[j] - 1));
        }
        return largest;
    }

    /** Features, row after row, and the targets behind them. */
    private static void write(DenseDataset data, Path file) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (double[] part : new double[][] {data.values(), data.targets()}) {
                ByteBuffer bytes = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
                for (int at = 0; at < part.length; ) {
                    int count = Math.min(bytes.capacity() / Double.BYTES, part.length - at);
                    bytes.clear();
                    bytes.asDoubleBuffer().put(part, at, count);
                    bytes.limit(count * Double.BYTES);
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                    at += count;
                }
            }
        }
    }
}
