package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.data.DenseDataset;
import io.descent.data.RowSource;
import io.descent.model.ModelType;
import io.descent.objective.Hinge;
import io.descent.objective.Huber;
import io.descent.objective.Penalty;
import io.descent.objective.Poisson;
import io.descent.objective.SoftmaxLoss;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.Control.Signal;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.HistorySpec.Include;
import io.descent.optimize.course.HistorySpec.Unit;
import io.descent.optimize.course.Resumption;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.spec.FitSpec;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that lie elsewhere are fitted to the same bits as rows in this heap. */
class RemoteRowsTest {

    /** Several stretches, none of which begins with a tile. */
    private static final int ROWS = 5003;

    private static final int FEATURES = 7;

    private static DenseDataset data(boolean weighted, int classes) {
        DenseDataset plain = Fits.regression(ROWS, FEATURES, 2);
        double[] targets = classes == 0
                ? plain.targets()
                : Arrays.stream(plain.targets())
                        .map(y -> Math.clamp(Math.floor(y + 0.5), 0, classes - 1))
                        .toArray();
        return Fits.dataset(plain.values(), targets, weighted ? Fits.weights(ROWS) : null);
    }

    private static SpecBuilder told(SpecBuilder spec) {
        return spec.every(2, Unit.EPOCH, Include.PARAMS, Include.GRADIENT, Include.DIRECTION, Include.EXCESS_LOSS)
                .evaluated();
    }

    static Stream<Arguments> fits() {
        return Stream.of(
                fit(0, () -> told(SpecBuilder.auto().standardize())),
                fit(0, () -> SpecBuilder.sgd(0.01).metrics(RunningMetric.BATCH_SSE)),
                fit(2, () -> told(SpecBuilder.auto().logistic().standardize()).metrics(RunningMetric.ACCURACY)),
                fit(2, () -> SpecBuilder.auto().logistic().standardize().optimizer(Lbfgs.DEFAULT)),
                fit(
                        2,
                        () -> SpecBuilder.auto()
                                .logistic()
                                .optimizer(Lbfgs.DEFAULT)
                                .metrics(RunningMetric.ACCURACY, RunningMetric.BATCH_SSE)),
                fit(
                        2,
                        () -> SpecBuilder.auto()
                                .model(ModelType.SVM, new Hinge())
                                .penalty(new Penalty.L2(0.01))
                                .optimizer(Lbfgs.DEFAULT)),
                fit(
                        3,
                        () -> SpecBuilder.auto()
                                .model(ModelType.SOFTMAX, new SoftmaxLoss())
                                .standardize()
                                .metrics(RunningMetric.ACCURACY)),
                fit(
                        3,
                        () -> SpecBuilder.auto()
                                .model(ModelType.SOFTMAX, new SoftmaxLoss())
                                .optimizer(Lbfgs.DEFAULT)),
                fit(
                        4,
                        () -> SpecBuilder.auto()
                                .model(ModelType.POISSON, new Poisson())
                                .standardize()
                                .optimizer(Lbfgs.DEFAULT)),
                fit(
                        0,
                        () -> SpecBuilder.auto()
                                .model(ModelType.LINEAR, new Huber(0.5))
                                .penalty(new Penalty.ElasticNet(0.1, 0.5))
                                .optimizer(Lbfgs.DEFAULT)),
                fit(0, () -> SpecBuilder.sgd(10)));
    }

    private static Arguments fit(int classes, Supplier<SpecBuilder> spec) {
        return Arguments.of(classes, spec);
    }

    private static FitOutcome here(FitSpec spec, DenseDataset data, @Nullable RowSource validation) {
        return run(new Trainer(System::nanoTime), spec, data, validation);
    }

    private static FitOutcome elsewhere(FitSpec spec, DenseDataset data, @Nullable RowSource validation) {
        return run(
                new Trainer(System::nanoTime, Cores.of(1), new SerializedHost()),
                SerializedHost.sent(spec),
                data,
                validation);
    }

    private static FitOutcome run(Trainer trainer, FitSpec spec, DenseDataset data, @Nullable RowSource validation) {
        return trainer.plan(spec, data, validation).run(TrainingListener.NONE, Control.GO_ON_ALWAYS, null);
    }

    private static void assertSame(FitOutcome found, FitOutcome expected) {
        Fits.assertSame(SerializedHost.sent(found), expected);
    }

    @ParameterizedTest
    @MethodSource("fits")
    void aFitOfRowsElsewhereIsThatOfRowsHere(int classes, Supplier<SpecBuilder> spec) {
        for (boolean weighted : new boolean[] {false, true}) {
            DenseDataset data = data(weighted, classes);

            FitOutcome found = elsewhere(spec.get().build(), data, null);

            assertSame(found, here(spec.get().build(), data, null));
        }
    }

    static Stream<FirstOrder> rules() {
        return ResumptionTest.RULES.stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void soIsThatOfEveryRule(FirstOrder rule) {
        DenseDataset data = data(true, 2);
        DenseDataset validation = Fits.classification(150, FEATURES, 4);
        Supplier<FitSpec> spec = () -> SpecBuilder.by(rule)
                .logistic()
                .standardize()
                .penalty(new Penalty.ElasticNet(0.01, 0.5))
                .build();

        assertSame(elsewhere(spec.get(), data, validation), here(spec.get(), data, validation));
    }

    @Test
    void fewAndWideRowsAreCutAsHereToo() {
        for (int rows : new int[] {1, 3, 255, 257, 1030}) {
            for (int features : new int[] {1, 40, 900}) {
                DenseDataset data = Fits.classification(rows, features, 3);
                FitSpec spec = SpecBuilder.auto()
                        .logistic()
                        .metrics(RunningMetric.ACCURACY)
                        .evaluated()
                        .epochs(3)
                        .build();

                assertSame(elsewhere(spec, data, null), here(spec, data, null));
            }
        }
    }

    @Test
    void whatSumsElsewhereIsAskedOnceAnEpoch() {
        SerializedHost host = new SerializedHost();
        Trainer trainer = new Trainer(System::nanoTime, Cores.of(1), host);

        run(trainer, SpecBuilder.auto().epochs(12).build(), data(false, 0), null);

        // and once for the loss of the answer
        assertThat(host.works).isEqualTo(13);
    }

    @Test
    void aFitThatIsHandedBackWithinAnEpochEndsWithTheSameBytesHere() {
        for (Supplier<SpecBuilder> spec : List.<Supplier<SpecBuilder>>of(
                () -> SpecBuilder.sgd(0.01, 0.9, 0, false).metrics(RunningMetric.BATCH_SSE),
                () -> SpecBuilder.auto().optimizer(Lbfgs.DEFAULT).metrics(RunningMetric.BATCH_SSE))) {
            DenseDataset data = data(true, 0);
            FitSpec asked = spec.get().build();
            int[] looks = {0};
            FitOutcome.HandedBack back =
                    (FitOutcome.HandedBack) new Trainer(System::nanoTime, Cores.of(1), new SerializedHost())
                            .plan(asked, data, null)
                            .run(TrainingListener.NONE, () -> ++looks[0] > 8 ? Signal.HAND_BACK : Signal.GO_ON, null);

            FitOutcome ended = new Trainer(System::nanoTime)
                    .plan(asked, data, null)
                    .run(
                            TrainingListener.NONE,
                            Control.GO_ON_ALWAYS,
                            Resumption.afterRestart(back.checkpoint(), back.since()));

            assertThat(back.epochs()).isBetween(1, 9);
            assertSame(ended, here(asked, data, null));
        }
    }

    @Test
    void batchesOfSomeRowsAreRefused() {
        Trainer trainer = new Trainer(System::nanoTime, Cores.of(1), new SerializedHost());
        Plan plan = trainer.plan(SpecBuilder.auto().batch(10).build(), data(false, 0), null);

        assertThatThrownBy(() -> plan.run(TrainingListener.NONE, Control.GO_ON_ALWAYS, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("as one batch");
    }
}
