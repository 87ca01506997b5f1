package io.descent.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.FeatureScaling;
import io.descent.data.Mapped;
import io.descent.data.Parallel;
import io.descent.data.ParameterShape;
import io.descent.data.SparseDataset;
import io.descent.data.SparseRows;
import io.descent.data.TestData;
import io.descent.objective.LinearMargins;
import io.descent.objective.LogLoss;
import io.descent.objective.Loss;
import io.descent.objective.Objective;
import io.descent.objective.Penalty;
import io.descent.objective.SquaredError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EstimatorTest {

    private static final List<String> NAMES = List.of("a", "b", "c");

    private static DenseDataset random(int rows, boolean classes, long seed) {
        Random random = new Random(seed);
        double[] x = new double[rows * 3];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            double margin = 1;
            for (int j = 0; j < 3; j++) {
                // some are 0, so that the rows can be sparse
                x[i * 3 + j] = random.nextInt(3) == 0 ? 0 : random.nextGaussian() * (j + 1) + j;
                margin += 0.3 * x[i * 3 + j];
            }
            y[i] = classes
                    ? (random.nextDouble() < 1 / (1 + Math.exp(-margin)) ? 1 : 0)
                    : margin + random.nextGaussian();
        }
        return TestData.dataset(x, NAMES, y);
    }

    private static SparseDataset sparse(DenseDataset data) {
        List<Double> values = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        int[] offsets = new int[data.rows() + 1];
        for (int i = 0; i < data.rows(); i++) {
            for (int j = 0; j < 3; j++) {
                if (data.values()[i * 3 + j] != 0) {
                    values.add(data.values()[i * 3 + j]);
                    indices.add(j);
                }
            }
            offsets[i + 1] = values.size();
        }
        SparseRows rows = new SparseRows(
                values.stream().mapToDouble(v -> v).toArray(),
                indices.stream().mapToInt(j -> j).toArray(),
                offsets);
        double[] ones = new double[data.rows()];
        Arrays.fill(ones, 1);
        return new SparseDataset(rows, NAMES, data.targets(), ones);
    }

    private static Inference.Estimated estimated(Dataset data, Loss loss, Covariance covariance, Parallel parallel) {
        ParameterShape shape = new ParameterShape(3, 1, true);
        FeatureScaling scaling = FeatureScaling.standardize(data, shape);
        Dataset scaled = scaling.apply(data);
        return (Inference.Estimated) Estimator.of(
                new Objective(scaled, loss, new Penalty.None(), new LinearMargins(scaled, shape)),
                scaling,
                new double[shape.size()],
                new InferenceSpec(covariance, 0.95, InferenceSpec.Weights.FREQUENCY),
                Clusters.NONE,
                parallel);
    }

    private static final Parallel ALONE =
            (count, part) -> IntStream.range(0, count).forEach(part);
    private static final Parallel BACKWARDS =
            (count, part) -> IntStream.range(0, count).map(i -> count - 1 - i).forEach(part);
    private static final Parallel MANY =
            (count, part) -> IntStream.range(0, count).parallel().forEach(part);

    @ParameterizedTest
    @EnumSource(Covariance.Named.class)
    void theSameBytesComeOfAnyNumberOfThreadsInAnyOrder(Covariance.Named covariance) {
        DenseDataset data = random(20_000, true, 1);
        Inference.Estimated alone = estimated(data, new LogLoss(), covariance, ALONE);

        for (Parallel other : List.of(BACKWARDS, MANY)) {
            Inference.Estimated found = estimated(data, new LogLoss(), covariance, other);
            assertThat(found.parameters().stdError())
                    .isEqualTo(alone.parameters().stdError());
            assertThat(found.parameters().estimate())
                    .isEqualTo(alone.parameters().estimate());
            assertThat(found.influence()).isEqualTo(alone.influence());
            assertThat(found.covariance().factor()).isEqualTo(alone.covariance().factor());
        }
    }

    @ParameterizedTest
    @EnumSource(Covariance.Named.class)
    void sparseRowsAreAsSureAsDenseOnes(Covariance.Named covariance) {
        DenseDataset data = random(3000, false, 2);
        Parameters dense =
                estimated(data, new SquaredError(), covariance, ALONE).parameters();
        Parameters sparse =
                estimated(sparse(data), new SquaredError(), covariance, ALONE).parameters();

        for (int j = 0; j < 4; j++) {
            assertThat(sparse.stdError()[j])
                    .isBetween(dense.stdError()[j] * (1 - 1e-12), dense.stdError()[j] * (1 + 1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource(Covariance.Named.class)
    void rowsOfAFileGiveTheSameBytesAsThoseInMemory(Covariance.Named covariance, @TempDir Path folder)
            throws Exception {
        DenseDataset data = random(5000, true, 3);
        Inference.Estimated inMemory = estimated(data, new LogLoss(), covariance, ALONE);
        try (Mapped mapped = Mapped.of(data, folder)) {
            Inference.Estimated found = estimated(mapped.data(), new LogLoss(), covariance, MANY);

            assertThat(found.parameters().stdError())
                    .isEqualTo(inMemory.parameters().stdError());
            assertThat(found.influence()).isEqualTo(inMemory.influence());
        }
    }

    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        int simulations = 10_000;
        int held = 0;
        double[] truth = {1, 0.3, 0.3, 0.3};
        for (int seed = 0; seed < simulations; seed++) {
            Parameters found = estimated(
                            random(24, false, 100 + seed), new SquaredError(), Covariance.Named.CLASSIC, ALONE)
                    .parameters();
            for (int j = 0; j < 4; j++) {
                held += found.lower()[j] <= truth[j] && truth[j] <= found.upper()[j] ? 1 : 0;
            }
        }
        assertThat(held / (4.0 * simulations)).isBetween(0.945, 0.955);
    }

    @Test
    void robustIntervalsHoldTheTruthWhereTheVariancesOfRowsDiffer() {
        int simulations = 10_000;
        int held = 0;
        for (int seed = 0; seed < simulations; seed++) {
            Random random = new Random(seed);
            double[] x = random.doubles(250, 0, 3).toArray();
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = 1 + 2 * x[i] + random.nextGaussian() * x[i] * x[i];
            }
            Parameters found = ((Inference.Estimated) Inferences.of(
                            TestData.dataset(x, List.of("x"), y),
                            new SquaredError(),
                            true,
                            new InferenceSpec(Covariance.Named.HC3, 0.95, InferenceSpec.Weights.FREQUENCY)))
                    .parameters();
            held += found.lower()[1] <= 2 && 2 <= found.upper()[1] ? 1 : 0;
        }
        assertThat(held / (double) simulations).isBetween(0.945, 0.955);
    }
}
