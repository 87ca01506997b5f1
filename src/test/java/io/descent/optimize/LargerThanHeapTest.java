package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.MappedDataset;
import io.descent.data.MatrixFile;
import io.descent.data.MatrixWriter;
import io.descent.data.RandomStream;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.rule.Exact;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.solve.LeastSquares;
import io.descent.optimize.spec.Shuffle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A matrix of 1 GB is fitted with a heap of a quarter of that. */
class LargerThanHeapTest {

    private static final int ROWS = 4_800_000;
    private static final int FEATURES = 28;
    private static final double INTERCEPT = 0.75;

    @Test
    void aGigabyteIsFittedInAHeapOfAQuarter(@TempDir Path folder) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InSmallHeap.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("all found");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    /** What the process with the small heap runs. */
    static final class InSmallHeap {

        private static final double[] WEIGHTS =
                IntStream.range(0, FEATURES).mapToDouble(j -> (j % 5 - 2) / 2.0).toArray();

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            double[] targets = new double[ROWS];
            List<String> names =
                    IntStream.range(0, FEATURES).mapToObj(j -> "x" + j).toList();
            try (MatrixFile file = written(folder, targets)) {
                assertThat(file.bytes()).isGreaterThan(1L << 30);
                assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(1L << 28);
                MappedDataset data = unweighted(file, names, targets);
                found(fitted(SpecBuilder.sgd(0.001).batch(1).epochs(2), data, Long.MAX_VALUE), 0.05);
                SpecBuilder shuffled = SpecBuilder.sgd(0.001)
                        .standardize()
                        .batch(1)
                        .shuffle(Shuffle.SAMPLES)
                        .epochs(1);
                FitOutcome.Fitted gathered = fitted(shuffled, data, Long.MAX_VALUE);
                found(gathered, 0.05);
                Fits.assertSame(fitted(shuffled, data, 0), gathered);
                found(fitted(SpecBuilder.auto().optimizer(Lbfgs.DEFAULT).epochs(8), data, Long.MAX_VALUE), 1e-3);
                found(fitted(SpecBuilder.auto().optimizer(new Exact()).epochs(1), data, Long.MAX_VALUE), 1e-3);
            }
            System.out.println("all found");
        }

        private static MatrixFile written(Path folder, double[] targets) throws IOException {
            RandomStream random = RandomStream.of(1, RandomStream.Purpose.GENERATOR);
            double[] row = new double[FEATURES];
            try (MatrixWriter writer = MatrixWriter.in(folder, FEATURES)) {
                for (int i = 0; i < ROWS; i++) {
                    double target = INTERCEPT + random.uniform(-0.3, 0.3);
                    for (int j = 0; j < FEATURES; j++) {
                        row[j] = random.uniform(-1, 1);
                        target += WEIGHTS[j] * row[j];
                    }
                    targets[i] = target;
                    writer.append(row, 0, FEATURES);
                }
                return writer.finish();
            }
        }

        private static FitOutcome.Fitted fitted(SpecBuilder spec, MappedDataset data, long cacheable) {
            Trainer trainer = new Trainer(() -> 0, Cores.of(2), LeastSquares.Ceiling.NONE, () -> cacheable);
            FitOutcome outcome = LocalPlan.of(trainer, spec.build(), data, null)
                    .run(TrainingListener.NONE, Control.GO_ON_ALWAYS, null);
            return (FitOutcome.Fitted) outcome;
        }

        private static void found(FitOutcome.Fitted fit, double tolerance) {
            assertThat(Arrays.copyOf(fit.parameters(), FEATURES)).containsExactly(WEIGHTS, within(tolerance));
            assertThat(fit.parameters()[FEATURES]).isEqualTo(INTERCEPT, within(tolerance));
        }

        // javac writes no type annotations on the parameters of a constructor that is read from a class file
        @SuppressWarnings("NullAway")
        private static MappedDataset unweighted(MatrixFile file, List<String> names, double[] targets) {
            return new MappedDataset(file, names, targets, null);
        }
    }
}
