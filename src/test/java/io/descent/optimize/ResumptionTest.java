package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.Sparse;
import io.descent.model.ModelType;
import io.descent.objective.Hinge;
import io.descent.objective.Penalty;
import io.descent.objective.Quantile;
import io.descent.objective.SoftmaxLoss;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.HistorySpec.Include;
import io.descent.optimize.course.HistorySpec.Unit;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.rule.Adadelta;
import io.descent.optimize.rule.Adagrad;
import io.descent.optimize.rule.Adam;
import io.descent.optimize.rule.AdamW;
import io.descent.optimize.rule.AmsGrad;
import io.descent.optimize.rule.AveragedSgd;
import io.descent.optimize.rule.Exact;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.Ftrl;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.rule.LearningRate;
import io.descent.optimize.rule.Moments;
import io.descent.optimize.rule.Nadam;
import io.descent.optimize.rule.Optimizer;
import io.descent.optimize.rule.RmsProp;
import io.descent.optimize.rule.Sgd;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Schedule;
import io.descent.optimize.spec.Shuffle;
import io.descent.optimize.spec.StoppingRule.Monitor;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fit that goes on from checkpoints gives, bit for bit, what it gives undisturbed. */
class ResumptionTest {

    private static final LearningRate AUTO = new LearningRate.Auto();
    private static final Moments MOMENTS = new Moments(0.9, 0.999, 1e-8);

    /** So many that a fit looks within its epochs. */
    static final int ROWS = 2500;

    static final DenseDataset DENSE = Fits.weighted(Fits.classification(ROWS, 3, 8), Fits.weights(ROWS));
    static final Dataset SPARSE = Sparse.of(zeroOrOne(Fits.mostlyZero(ROWS, 30, 9)));
    static final DenseDataset DENSE_OTHER = Fits.classification(300, 3, 10);
    private static final Dataset SPARSE_OTHER = Sparse.of(zeroOrOne(Fits.mostlyZero(300, 30, 11)));

    static final List<FirstOrder> RULES = List.of(
            new Sgd(AUTO, 0, 0, false),
            new Sgd(AUTO, 0.8, 0.5, false),
            new Sgd(AUTO, 0.8, 0, true),
            new AveragedSgd(AUTO, 1000, 1),
            new Adagrad(AUTO, 0.1, 1e-10),
            new Adadelta(AUTO, 0.9, 1e-6),
            new RmsProp(AUTO, 0.99, 1e-8, 0, false),
            new RmsProp(AUTO, 0.9, 1e-3, 0.5, true),
            new Adam(AUTO, MOMENTS),
            new AdamW(AUTO, MOMENTS, 0.01),
            new AmsGrad(AUTO, MOMENTS),
            new Nadam(AUTO, MOMENTS, 0.004),
            new Ftrl(AUTO, 1, 0.1, 0.01, 0.01));

    private static final List<Integer> BATCHES = List.of(1, 40, ROWS);

    /** All that a fit can carry from epoch to epoch beside its rule. */
    static final List<UnaryOperator<SpecBuilder>> SETTINGS = List.of(
            spec -> spec,
            spec -> spec.penalty(new Penalty.ElasticNet(0.01, 0.5))
                    .shuffle(Shuffle.SAMPLES)
                    .schedule(new Schedule.Warmup(new Schedule.Plateau(0.5, 0, 0.1, 1e-6), 1)),
            spec -> spec.logistic()
                    .shuffle(Shuffle.BATCHES)
                    .monitor(Monitor.VAL_LOSS, 2, 1e-4, 0, true)
                    .every(3, Unit.EPOCH)
                    .metrics(RunningMetric.BATCH_SSE, RunningMetric.ACCURACY),
            spec -> spec.logistic()
                    .shuffle(Shuffle.SAMPLES)
                    .schedule(new Schedule.Warmup(new Schedule.Cosine(0), 2))
                    .every(41, Unit.UPDATE, Include.PARAMS, Include.GRADIENT, Include.DIRECTION)
                    .metrics(RunningMetric.ACCURACY),
            spec -> spec.standardize()
                    .shuffle(Shuffle.SAMPLES)
                    .monitor(Monitor.OBJECTIVE, 2, 1e-3, 0, true)
                    .every(2, Unit.EPOCH, Include.EXCESS_LOSS)
                    .evaluated(),
            spec -> spec.penalty(new Penalty.L1(0.02))
                    .schedule(new Schedule.Exponential(0.9))
                    .every(3, Unit.EPOCH, Include.PARAMS, Include.EXCESS_LOSS),
            spec -> spec.penalty(new Penalty.L2(0.3))
                    .shuffle(Shuffle.BATCHES)
                    .schedule(new Schedule.Step(2, 0.5))
                    .every(2, Unit.EPOCH, Include.GRADIENT, Include.DIRECTION)
                    .metrics(RunningMetric.BATCH_SSE));

    private static DenseDataset zeroOrOne(DenseDataset data) {
        double[] targets =
                Arrays.stream(data.targets()).map(y -> y > 1.5 ? 1 : 0).toArray();
        return Fits.dataset(data.values(), targets, null);
    }

    /** Every setting with plain steps and one other rule, every rule with some settings. */
    static Stream<Arguments> fits() {
        return IntStream.range(0, RULES.size() * BATCHES.size() * SETTINGS.size())
                .filter(n -> n / (BATCHES.size() * SETTINGS.size()) < 2 || n % 4 == 0)
                .mapToObj(n -> {
                    FirstOrder rule = RULES.get(n / (BATCHES.size() * SETTINGS.size()));
                    int batch = BATCHES.get(n % BATCHES.size());
                    int setting = n / BATCHES.size() % SETTINGS.size();
                    return Arguments.of(rule, batch, setting, n % 2 == 0);
                })
                .flatMap(fit -> Stream.of(true, false)
                        .map(dense -> Arguments.of(fit.get()[0], fit.get()[1], fit.get()[2], dense)));
    }

    @ParameterizedTest
    @MethodSource("fits")
    void aFitOfAnyRuleGoesOnAsIfNothingHadHappened(FirstOrder rule, int batch, int setting, boolean dense) {
        FitSpec spec = SETTINGS.get(setting)
                .apply(SpecBuilder.by(rule).batch(batch).epochs(7))
                .build();
        LocalPlan plan = Fits.plan(spec, dense ? DENSE : SPARSE, dense ? DENSE_OTHER : SPARSE_OTHER);

        assertUndisturbed(plan, batch == ROWS ? 3 : 12);
    }

    static Stream<Arguments> solvers() {
        UnaryOperator<SpecBuilder> told = spec -> spec.every(
                        2, Unit.EPOCH, Include.PARAMS, Include.GRADIENT, Include.DIRECTION, Include.EXCESS_LOSS)
                .metrics(RunningMetric.BATCH_SSE);
        UnaryOperator<SpecBuilder> updates =
                spec -> spec.every(3, Unit.UPDATE, Include.GRADIENT).metrics(RunningMetric.BATCH_SSE);
        UnaryOperator<SpecBuilder> kinks = spec -> spec.every(3, Unit.UPDATE, Include.PARAMS, Include.DIRECTION);
        return Stream.of(
                        Arguments.of(
                                Lbfgs.DEFAULT, told.apply(SpecBuilder.auto().logistic())),
                        Arguments.of(Lbfgs.DEFAULT, updates.apply(SpecBuilder.auto())),
                        Arguments.of(
                                new Lbfgs(2, 1e-9, 0),
                                told.apply(SpecBuilder.auto().logistic().penalty(new Penalty.ElasticNet(0.01, 0.5)))),
                        Arguments.of(
                                new Lbfgs(3, 1e-12, 1e-12),
                                told.apply(SpecBuilder.auto().logistic().penalty(new Penalty.L2(0.01)))
                                        .monitor(Monitor.VAL_LOSS, 3, 1e-6, 0, true)),
                        Arguments.of(
                                Lbfgs.DEFAULT, kinks.apply(SpecBuilder.auto().model(ModelType.SVM, new Hinge()))),
                        Arguments.of(
                                Lbfgs.DEFAULT,
                                kinks.apply(SpecBuilder.auto().model(ModelType.LINEAR, new Quantile(0.3)))
                                        .penalty(new Penalty.ElasticNet(0.01, 0.5))),
                        Arguments.of(new Exact(), told.apply(SpecBuilder.auto())),
                        Arguments.of(
                                new Exact(), updates.apply(SpecBuilder.auto().penalty(new Penalty.L2(0.1)))))
                .flatMap(fit -> Stream.of(DENSE, SPARSE).map(data -> Arguments.of(fit.get()[0], fit.get()[1], data)));
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void aSolverGoesOnAsIfNothingHadHappened(Optimizer solver, SpecBuilder spec, Dataset data) {
        FitSpec built = spec.epochs(25).optimizer(solver).build();

        assertUndisturbed(Fits.plan(built, data, data instanceof DenseDataset ? DENSE_OTHER : SPARSE_OTHER), 5);
    }

    static Stream<SpecBuilder> divergences() {
        return Stream.of(
                SpecBuilder.sgd(0.7).batch(800).shuffle(Shuffle.SAMPLES),
                SpecBuilder.sgd(10).batch(40).every(3, Unit.UPDATE, Include.PARAMS),
                SpecBuilder.sgd(2).every(5, Unit.EPOCH, Include.EXCESS_LOSS),
                SpecBuilder.sgd(100).epochs(3).every(2, Unit.EPOCH, Include.EXCESS_LOSS));
    }

    @ParameterizedTest
    @MethodSource("divergences")
    void aFitThatDivergesDoesSoAtTheSameUpdate(SpecBuilder spec) {
        LocalPlan plan = Fits.plan(spec.build(), DENSE);

        assertThat(undisturbed(plan)).isInstanceOf(FitOutcome.Diverged.class);
        assertUndisturbed(plan, 4);
    }

    @ParameterizedTest
    @MethodSource("batches")
    void severalOutputsGoOnAsIfNothingHadHappened(int batch) {
        DenseDataset classes = Fits.mostlyZero(ROWS, 30, 9);
        double[] targets = IntStream.range(0, ROWS).mapToDouble(i -> i % 3).toArray();
        FitSpec spec = SpecBuilder.auto()
                .model(ModelType.SOFTMAX, new SoftmaxLoss())
                .penalty(new Penalty.ElasticNet(0.01, 0.5))
                .batch(batch)
                .shuffle(Shuffle.SAMPLES)
                .epochs(5)
                .build();

        assertUndisturbed(Fits.plan(spec, Sparse.of(Fits.dataset(classes.values(), targets, null))), 8);
    }

    static List<Integer> batches() {
        return BATCHES;
    }

    private static FitOutcome undisturbed(LocalPlan plan) {
        return new Trainer(() -> 0).train(plan, TrainingListener.NONE, Control.GO_ON_ALWAYS, null);
    }

    private static void assertUndisturbed(LocalPlan plan, int mostLooks) {
        FitOutcome expected = undisturbed(plan);
        Disturbance handedBack = new Disturbance(plan, 5, mostLooks);
        Fits.assertSame(handedBack.handingBack(), expected);
        Disturbance killed = new Disturbance(plan, 6, mostLooks);
        Fits.assertSame(killed.killing(), expected);
        assertThat(handedBack.resumed() + killed.resumed()).isPositive();
    }
}
