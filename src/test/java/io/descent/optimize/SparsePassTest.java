package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.Sparse;
import io.descent.data.SparseDataset;
import io.descent.model.ModelType;
import io.descent.objective.Penalty;
import io.descent.objective.SoftmaxLoss;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.HistorySpec.Include;
import io.descent.optimize.course.HistorySpec.Unit;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.course.StopReason;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Schedule;
import io.descent.optimize.spec.Shuffle;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparsePassTest {

    private static final int ROWS = 30;
    private static final int FEATURES = 40;
    private static final List<Penalty> PENALTIES =
            List.of(new Penalty.None(), new Penalty.L2(0.1), new Penalty.L1(0.05), new Penalty.ElasticNet(0.1, 0.5));

    static Stream<Arguments> fits() {
        return PENALTIES.stream()
                .flatMap(penalty -> Stream.of(1, 2, 7, ROWS)
                        .flatMap(batch -> IntStream.range(0, 16)
                                .mapToObj(bits -> Arguments.of(
                                        penalty,
                                        batch,
                                        (bits & 1) > 0,
                                        (bits & 2) > 0,
                                        (bits & 4) > 0,
                                        (bits & 8) > 0))));
    }

    private static DenseDataset data(boolean weighted, boolean logistic) {
        DenseDataset plain = Fits.mostlyZero(ROWS, FEATURES, 4);
        double[] targets = logistic
                ? Arrays.stream(plain.targets()).map(y -> y > 1.5 ? 1 : 0).toArray()
                : plain.targets();
        return Fits.dataset(plain.values(), targets, weighted ? Fits.weights(ROWS) : null);
    }

    @ParameterizedTest
    @MethodSource("fits")
    void sparseRowsAreFittedAsTheirDenseTwin(
            Penalty penalty, int batch, boolean intercept, boolean weighted, boolean logistic, boolean decaying) {
        DenseDataset dense = data(weighted, logistic);
        SpecBuilder spec = SpecBuilder.sgd(0.02)
                .penalty(penalty)
                .schedule(decaying ? new Schedule.InverseScaling(0.5) : new Schedule.Constant())
                .intercept(intercept)
                .batch(batch)
                .shuffle(Shuffle.SAMPLES)
                .every(1, Unit.EPOCH, Include.PARAMS);
        if (logistic) {
            spec.logistic();
        }

        FitOutcome.Fitted expected = Fits.fitted(spec, dense);
        FitOutcome.Fitted sparse = Fits.fitted(spec, Sparse.of(dense));

        assertSame(sparse, expected);
        for (int j = 0; j < expected.parameters().length; j++) {
            // the l1 penalty must leave the same weights at exactly 0
            assertThat(sparse.parameters()[j] == 0).isEqualTo(expected.parameters()[j] == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, ROWS})
    void sparseRowsOfSeveralClassesAreFittedAsTheirDenseTwin(int batch) {
        DenseDataset plain = data(false, false);
        double[] classes = Arrays.stream(plain.targets())
                .map(y -> y > 2 ? 2 : y > 1 ? 1 : 0)
                .toArray();
        DenseDataset dense = Fits.dataset(plain.values(), classes, Fits.weights(ROWS));
        for (Penalty penalty : PENALTIES) {
            SpecBuilder spec = SpecBuilder.sgd(0.05)
                    .model(ModelType.SOFTMAX, new SoftmaxLoss())
                    .penalty(penalty)
                    .batch(batch)
                    .shuffle(Shuffle.BATCHES)
                    .every(1, Unit.EPOCH, Include.PARAMS);
            assertSame(Fits.fitted(spec, Sparse.of(dense)), Fits.fitted(spec, dense));
        }
    }

    private static void assertSame(FitOutcome.Fitted sparse, FitOutcome.Fitted dense) {
        assertThat(sparse.history().loss()).containsExactly(dense.history().loss(), within(1e-12));
        double[][] expected = Fits.params(dense);
        for (int epoch = 0; epoch < expected.length; epoch++) {
            assertThat(Fits.params(sparse)[epoch]).containsExactly(expected[epoch], within(1e-12));
        }
        assertThat(sparse.loss()).isEqualTo(dense.loss(), within(1e-12));
        assertThat(sparse.objective()).isEqualTo(dense.objective(), within(1e-12));
    }

    static Stream<Arguments> densely() {
        return Stream.of(
                Arguments.of(SpecBuilder.sgd(0.02, 0.9, 0, true).batch(7)),
                Arguments.of(SpecBuilder.sgd(0.02).batch(7).metrics(RunningMetric.BATCH_SSE)),
                Arguments.of(SpecBuilder.sgd(0.02).batch(1).metrics(RunningMetric.BATCH_SSE)),
                Arguments.of(SpecBuilder.sgd(0.02).batch(7).every(1, Unit.EPOCH, Include.GRADIENT, Include.DIRECTION)),
                Arguments.of(SpecBuilder.sgd(0.02).batch(1).every(3, Unit.UPDATE)));
    }

    @ParameterizedTest
    @MethodSource("densely")
    void whateverIsAskedForIsThatOfTheDenseTwin(SpecBuilder spec) {
        DenseDataset dense = data(true, false);
        spec.penalty(new Penalty.ElasticNet(0.1, 0.5));

        assertThat(Fits.train(spec, Sparse.of(dense)))
                .usingRecursiveComparison()
                .ignoringFields("checkpoint")
                .withComparatorForType((a, b) -> a.equals(b) || Math.abs(a - b) < 1e-11 ? 0 : 1, Double.class)
                .isEqualTo(Fits.train(spec, dense));
    }

    @ParameterizedTest
    @MethodSource("scaled")
    void scaledSparseRowsReachTheMinimumOfTheirDenseTwin(Penalty penalty, boolean weighted) {
        DenseDataset dense = data(weighted, false);
        SpecBuilder spec = SpecBuilder.auto()
                .momentum(0.9, 0, true)
                .penalty(penalty)
                .standardize()
                .epochs(4000);

        FitOutcome.Fitted expected = Fits.fitted(spec, dense);
        FitOutcome.Fitted sparse = Fits.fitted(spec, Sparse.of(dense));

        assertThat(sparse.objective()).isEqualTo(expected.objective(), within(1e-9));
        assertThat(sparse.parameters()).containsExactly(expected.parameters(), within(1e-6));
    }

    static Stream<Arguments> scaled() {
        return PENALTIES.stream()
                .skip(1)
                .flatMap(penalty -> Stream.of(Arguments.of(penalty, false), Arguments.of(penalty, true)));
    }

    @Test
    void curvatureIsThatOfTheDenseTwin() {
        DenseDataset dense = data(true, false);
        FitSpec spec = SpecBuilder.auto().penalty(new Penalty.L2(0.1)).build();
        Curvature expected = Curvature.of(spec.model(), dense);
        Curvature sparse = Curvature.of(spec.model(), Sparse.of(dense));
        assertThat(sparse.full()).isEqualTo(expected.full(), within(1e-9));
        assertThat(sparse.row()).isEqualTo(expected.row(), within(1e-9));
    }

    @Test
    void workIsCountedByWhatIsStored() {
        SparseDataset data = Sparse.of(data(false, false));
        double parts = data.stored() + ROWS;
        assertThat(Work.of(SpecBuilder.sgd(1).batch(1).build(), data).epoch()).isEqualTo(parts + FEATURES + 1);
        assertThat(Work.of(SpecBuilder.sgd(1).batch(2).build(), data).epoch()).isEqualTo(parts + FEATURES + 1);
        assertThat(Work.of(SpecBuilder.sgd(1).build(), data).epoch()).isEqualTo(parts + FEATURES + 1);
        assertThat(Work.of(SpecBuilder.sgd(1, 0.9, 0, false).batch(2).build(), data)
                        .epoch())
                .isEqualTo(parts + 15 * (FEATURES + 1));
        assertThat(Work.of(SpecBuilder.sgd(1).batch(1).build(), data(false, false))
                        .epoch())
                .isEqualTo(ROWS * (FEATURES + 1.0));
    }

    @Test
    void anInterruptedEpochLeavesTheWeightsThemselves() {
        DenseDataset dense = Fits.mostlyZero(3000, FEATURES, 8);
        SpecBuilder spec = SpecBuilder.sgd(0.001)
                .penalty(new Penalty.ElasticNet(0.1, 0.5))
                .batch(1)
                .timeLimit(1);

        FitOutcome expected = interrupted(spec, dense);
        FitOutcome sparse = interrupted(spec, Sparse.of(dense));

        assertThat(((FitOutcome.Fitted) sparse).parameters())
                .containsExactly(((FitOutcome.Fitted) expected).parameters(), within(1e-12));
    }

    /** The clock passes the limit at its third look, within the first epoch. */
    private static FitOutcome interrupted(SpecBuilder spec, Dataset data) {
        long[] looks = {0};
        Trainer trainer = new Trainer(() -> looks[0]++ < 2 ? 0 : 2_000_000_000L);
        FitOutcome outcome =
                trainer.train(Fits.plan(spec.build(), data), TrainingListener.NONE, Control.GO_ON_ALWAYS, null);
        assertThat(((FitOutcome.Fitted) outcome).reason()).isEqualTo(StopReason.TIME_LIMIT);
        return outcome;
    }
}
