package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.DenseDataset;
import io.descent.data.Mapped;
import io.descent.model.ModelType;
import io.descent.objective.Hinge;
import io.descent.objective.Huber;
import io.descent.objective.Penalty;
import io.descent.objective.Poisson;
import io.descent.objective.Quantile;
import io.descent.objective.SoftmaxLoss;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.Control.Signal;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.HistorySpec.Include;
import io.descent.optimize.course.HistorySpec.Unit;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.rule.Exact;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.rule.Optimizer;
import io.descent.optimize.solve.LeastSquares;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Schedule;
import io.descent.optimize.spec.Shuffle;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A matrix in a file is fitted to the same bits as one in the heap, whether shuffled rows are gathered or dealt. */
class MappedFitsTest {

    private static final int ROWS = 700;
    private static final int FEATURES = 20;
    private static final long GATHERED = Long.MAX_VALUE;
    private static final long DEALT = 0;

    private static final DenseDataset VALIDATION = Fits.classification(150, FEATURES, 4);

    @TempDir
    static Path folder;

    private static DenseDataset data(boolean weighted, double[] targets) {
        DenseDataset plain = Fits.regression(ROWS, FEATURES, 2);
        return Fits.dataset(plain.values(), targets, weighted ? Fits.weights(ROWS) : null);
    }

    private static double[] classes(int count) {
        double[] response = Fits.regression(ROWS, FEATURES, 2).targets();
        return Arrays.stream(response)
                .map(y -> Math.clamp(Math.floor(y + 0.5), 0, count - 1))
                .toArray();
    }

    private static double[] response() {
        return Fits.regression(ROWS, FEATURES, 2).targets();
    }

    static Stream<Arguments> rules() {
        return ResumptionTest.RULES.stream()
                .flatMap(rule -> Stream.of(1, 40, ROWS)
                        .flatMap(batch ->
                                Arrays.stream(Shuffle.values()).map(shuffle -> Arguments.of(rule, batch, shuffle))));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleAndBatchAndShuffle(FirstOrder rule, int batch, Shuffle shuffle) {
        for (int bits = 0; bits < 4; bits++) {
            boolean scaled = (bits & 1) > 0;
            boolean weighted = (bits & 2) > 0;
            assertSame(
                    () -> {
                        SpecBuilder spec = SpecBuilder.by(rule)
                                .logistic()
                                .batch(batch)
                                .shuffle(shuffle)
                                .epochs(3);
                        return (scaled ? spec.standardize() : spec)
                                .penalty(weighted ? new Penalty.ElasticNet(0.01, 0.5) : new Penalty.None());
                    },
                    data(weighted, classes(2)));
        }
    }

    static Stream<Arguments> settings() {
        return IntStream.range(0, ResumptionTest.SETTINGS.size())
                .boxed()
                .flatMap(setting -> Stream.of(1, 40, ROWS).map(batch -> Arguments.of(setting, batch)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everyPartOfAHistory(int setting, int batch) {
        assertSame(
                () -> ResumptionTest.SETTINGS
                        .get(setting)
                        .apply(SpecBuilder.auto().batch(batch).epochs(4)),
                data(true, classes(2)));
    }

    private static SpecBuilder told(SpecBuilder spec) {
        return spec.every(2, Unit.EPOCH, Include.PARAMS, Include.GRADIENT, Include.DIRECTION, Include.EXCESS_LOSS);
    }

    static Stream<Arguments> solvers() {
        List<Supplier<SpecBuilder>> classifiers = List.of(
                () -> told(SpecBuilder.auto().logistic()),
                () -> SpecBuilder.auto().logistic().standardize().penalty(new Penalty.L1(0.01)),
                () -> SpecBuilder.auto().model(ModelType.SVM, new Hinge()).penalty(new Penalty.L2(0.01)));
        List<Supplier<SpecBuilder>> regressions = List.of(
                () -> told(SpecBuilder.auto()),
                () -> SpecBuilder.auto().model(ModelType.LINEAR, new Huber(0.5)).standardize(),
                () -> SpecBuilder.auto()
                        .model(ModelType.LINEAR, new Quantile(0.3))
                        .intercept(false),
                () -> SpecBuilder.auto().penalty(new Penalty.ElasticNet(0.1, 0.5)));
        return Stream.of(
                        classifiers.stream().map(spec -> Arguments.of(Lbfgs.DEFAULT, spec, classes(2))),
                        regressions.stream().map(spec -> Arguments.of(Lbfgs.DEFAULT, spec, response())),
                        Stream.of(
                                Arguments.of(
                                        Lbfgs.DEFAULT,
                                        (Supplier<SpecBuilder>)
                                                () -> SpecBuilder.auto().model(ModelType.SOFTMAX, new SoftmaxLoss()),
                                        classes(3)),
                                Arguments.of(
                                        Lbfgs.DEFAULT,
                                        (Supplier<SpecBuilder>) () -> SpecBuilder.auto()
                                                .model(ModelType.POISSON, new Poisson())
                                                .standardize(),
                                        classes(4)),
                                Arguments.of(new Exact(), (Supplier<SpecBuilder>) SpecBuilder::auto, response()),
                                Arguments.of(
                                        new Exact(),
                                        (Supplier<SpecBuilder>) () -> told(
                                                SpecBuilder.auto().standardize().penalty(new Penalty.L2(0.1))),
                                        response())))
                .flatMap(fits -> fits);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void everySolver(Optimizer solver, Supplier<SpecBuilder> spec, double[] targets) {
        for (boolean weighted : new boolean[] {false, true}) {
            assertSame(() -> spec.get().epochs(15).optimizer(solver), data(weighted, targets));
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void severalClassesAndNarrowRows(int features, int batch) {
        DenseDataset wide = Fits.regression(ROWS, features, 5);
        DenseDataset narrow = Fits.dataset(
                wide.values(), IntStream.range(0, ROWS).mapToDouble(i -> i % 3).toArray(), null);
        assertSame(
                () -> SpecBuilder.auto()
                        .model(ModelType.SOFTMAX, new SoftmaxLoss())
                        .batch(batch)
                        .shuffle(Shuffle.SAMPLES)
                        .metrics(RunningMetric.ACCURACY)
                        .evaluated(),
                narrow);
        assertSame(
                () -> SpecBuilder.sgd(0.01)
                        .batch(batch)
                        .shuffle(Shuffle.SAMPLES)
                        .schedule(new Schedule.InverseScaling(0.5)),
                narrow);
        assertSame(() -> SpecBuilder.sgd(0.01).batch(batch), narrow);
    }

    static Stream<Arguments> losses() {
        return Stream.of(1, 2, 5, 30).flatMap(features -> Stream.of(1, 64).map(batch -> Arguments.of(features, batch)));
    }

    @Test
    void aFitThatDivergesDoesSoAtTheSameUpdate() {
        assertSame(() -> SpecBuilder.sgd(10).batch(40).shuffle(Shuffle.SAMPLES), data(false, response()));
        assertSame(() -> SpecBuilder.sgd(10).batch(1).shuffle(Shuffle.SAMPLES), data(true, response()));
    }

    @Test
    void aDiagnosisIsTheSame() {
        DenseDataset parted = data(false, classes(2));
        double[] parting = parted.values().clone();
        for (int i = 0; i < ROWS; i++) {
            parting[i * FEATURES + 3] = parted.targets()[i] * 2 - 1;
        }
        DenseDataset dense = Fits.dataset(parting, parted.targets(), null);
        FitSpec spec = SpecBuilder.auto().logistic().standardize().build();
        try (Mapped mapped = Mapped.of(dense, folder)) {
            LocalPlan inMemory = plan(spec, dense, null, GATHERED);
            LocalPlan inFile = plan(spec, mapped, null, GATHERED);
            double[] start = new double[FEATURES + 1];

            assertThat(inFile.separating(start))
                    .isEqualTo(inMemory.separating(start))
                    .contains(3);
            assertThat(inFile.largestStableRate()).isEqualTo(inMemory.largestStableRate());
            assertThat(inFile.curvature()).isEqualTo(inMemory.curvature());
        }
    }

    static Stream<Arguments> resumed() {
        return Stream.of(1, 40)
                .flatMap(batch -> IntStream.range(0, 5).mapToObj(setting -> Arguments.of(batch, setting)));
    }

    @ParameterizedTest
    @MethodSource("resumed")
    void aFitGoesOnFromACheckpointAsIfNothingHadHappened(int batch, int setting) {
        FitSpec spec = ResumptionTest.SETTINGS
                .get(setting)
                .apply(SpecBuilder.auto().batch(batch).epochs(5))
                .build();
        DenseDataset dense = ResumptionTest.DENSE;
        DenseDataset validation = ResumptionTest.DENSE_OTHER;
        FitOutcome expected = run(plan(spec, dense, validation, GATHERED));
        try (Mapped mapped = Mapped.of(dense, folder)) {
            for (long cacheable : new long[] {GATHERED, DEALT}) {
                LocalPlan plan = plan(spec, mapped, validation, cacheable);
                Fits.assertSame(new Disturbance(plan, 5, 9).handingBack(), expected);
                Fits.assertSame(new Disturbance(plan, 6, 9).killing(), expected);
            }
        }
    }

    @Test
    void aFitIsCancelledOrHandedBackWhileItsRowsAreDealt() {
        DenseDataset dense = data(false, response());
        FitSpec spec =
                SpecBuilder.auto().batch(1).shuffle(Shuffle.SAMPLES).epochs(4).build();
        try (Mapped mapped = Mapped.of(dense, folder)) {
            LocalPlan plan = plan(spec, mapped, null, DEALT);

            assertThat(plan.run(TrainingListener.NONE, () -> Signal.CANCEL, null))
                    .isInstanceOf(FitOutcome.Cancelled.class);
            assertThat(plan.run(TrainingListener.NONE, () -> Signal.HAND_BACK, null))
                    .isInstanceOf(FitOutcome.HandedBack.class);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fitsLeaveNoFileBehind() throws IOException {
        FitSpec spec = SpecBuilder.auto()
                .standardize()
                .batch(1)
                .shuffle(Shuffle.SAMPLES)
                .epochs(2)
                .build();
        try (Mapped mapped = Mapped.of(data(true, response()), folder)) {
            long before = open(folder);
            assertThat(before).isPositive();
            for (long cacheable : new long[] {GATHERED, DEALT}) {
                for (int i = 0; i < 10; i++) {
                    run(plan(spec, mapped, null, cacheable));
                }
                assertThat(open(folder)).isEqualTo(before);
            }
        }
        assertThat(open(folder)).isZero();
    }

    /** Returns how many files of a folder are mapped by this process or open in it; their names are gone. */
    private static long open(Path folder) throws IOException {
        long mapped;
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            mapped = lines.filter(line -> line.contains(folder.toString())).count();
        }
        long open = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path file : files) {
                open += target(file).startsWith(folder.toString()) ? 1 : 0;
            }
        }
        return mapped + open;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static void assertSame(Supplier<SpecBuilder> spec, DenseDataset dense) {
        FitSpec built = spec.get().build();
        DenseDataset validation = dense.features() == FEATURES ? VALIDATION : null;
        FitOutcome expected = run(plan(built, dense, validation, GATHERED));
        try (Mapped mapped = Mapped.of(dense, folder);
                Mapped others = Mapped.of(VALIDATION, folder)) {
            for (long cacheable : new long[] {GATHERED, DEALT}) {
                Fits.assertSame(
                        run(LocalPlan.of(
                                trainer(cacheable), built, mapped.data(), validation == null ? null : others.data())),
                        expected);
            }
        }
    }

    private static LocalPlan plan(FitSpec spec, Mapped mapped, @Nullable DenseDataset validation, long cacheable) {
        return LocalPlan.of(trainer(cacheable), spec, mapped.data(), validation);
    }

    private static LocalPlan plan(FitSpec spec, DenseDataset dense, @Nullable DenseDataset validation, long cacheable) {
        return LocalPlan.of(trainer(cacheable), spec, dense, validation);
    }

    private static Trainer trainer(long cacheable) {
        return new Trainer(() -> 0, Cores.of(2), LeastSquares.Ceiling.NONE, () -> cacheable);
    }

    private static FitOutcome run(LocalPlan plan) {
        return plan.run(TrainingListener.NONE, Control.GO_ON_ALWAYS, null);
    }
}
