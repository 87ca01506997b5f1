package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.DenseDataset;
import io.descent.objective.Penalty;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.HistorySpec.Include;
import io.descent.optimize.course.HistorySpec.Unit;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.spec.Init;
import io.descent.optimize.spec.Shuffle;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {

    private static final DenseDataset DATA = Fits.classification(300, 5, 6);

    static Stream<SpecBuilder> settings() {
        return Stream.of(
                SpecBuilder.auto().standardize(),
                SpecBuilder.auto().logistic().batch(1).shuffle(Shuffle.SAMPLES).evaluated(),
                SpecBuilder.sgd(0.01, 0.8, 0.8, false)
                        .batch(20)
                        .shuffle(Shuffle.BATCHES)
                        .init(new Init.Uniform(-1, 1))
                        .penalty(new Penalty.ElasticNet(0.01, 0.5))
                        .every(7, Unit.UPDATE, Include.PARAMS, Include.GRADIENT, Include.DIRECTION)
                        .metrics(RunningMetric.BATCH_SSE),
                SpecBuilder.sgd(1e3).batch(7));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theSamePlanGivesTheSameBits(SpecBuilder spec) {
        LocalPlan plan = Fits.plan(spec.build(), DATA);
        Trainer trainer = new Trainer(() -> 0);

        FitOutcome first = trainer.train(plan, TrainingListener.NONE, Control.GO_ON_ALWAYS, null);

        Fits.assertSame(trainer.train(plan, TrainingListener.NONE, Control.GO_ON_ALWAYS, null), first);
        Fits.assertSame(Fits.train(spec, DATA), first);
    }

    @Test
    void fitsAtTheSameTimeDoNotDisturbEachOther() throws Exception {
        Trainer trainer = new Trainer(() -> 0);
        LocalPlan plan = Fits.plan(
                SpecBuilder.sgd(0.01, 0.9, 0, true)
                        .batch(8)
                        .shuffle(Shuffle.SAMPLES)
                        .epochs(30)
                        .build(),
                DATA);
        FitOutcome alone = trainer.train(plan, TrainingListener.NONE, Control.GO_ON_ALWAYS, null);
        Callable<FitOutcome> fit = () -> trainer.train(plan, TrainingListener.NONE, Control.GO_ON_ALWAYS, null);

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<FitOutcome> outcome : threads.invokeAll(List.of(fit, fit, fit, fit, fit, fit, fit, fit))) {
                Fits.assertSame(outcome.get(), alone);
            }
        }
    }

    @Test
    void anotherSeedGivesAnotherFit() {
        SpecBuilder spec = SpecBuilder.sgd(0.01).batch(1).shuffle(Shuffle.SAMPLES);

        assertThat(Fits.fitted(spec.seed(1), DATA).parameters())
                .isNotEqualTo(Fits.fitted(spec.seed(2), DATA).parameters());
    }

    @Test
    void valuesGivenToStartFromAreInTheDataUnits() {
        DenseDataset line = Fits.dataset(new double[] {100, 200, 300}, new double[] {201, 401, 601}, null);
        SpecBuilder spec = SpecBuilder.sgd(1e-3).standardize().epochs(1).init(Init.Values.of(List.of(2.0), 1));

        FitOutcome.Fitted fitted = Fits.fitted(spec, line);

        assertThat(fitted.history().loss()[0]).isCloseTo(0, within(1e-20));
        assertThat(fitted.parameters()).containsExactly(new double[] {2, 1}, within(1e-9));
    }

    @Test
    void uniformStartsLieInTheirRangeAndDependOnTheSeed() {
        // a rate that changes nothing leaves the start to be seen
        SpecBuilder spec = SpecBuilder.sgd(Double.MIN_VALUE).epochs(1).init(new Init.Uniform(2, 3));
        double[] start = Fits.fitted(spec.seed(1), DATA).parameters();

        assertThat(Arrays.stream(start)).allMatch(value -> value >= 2 && value < 3);
        assertThat(Arrays.stream(start).distinct().count()).isEqualTo(6);
        assertThat(Fits.fitted(spec.seed(2), DATA).parameters()).isNotEqualTo(start);
    }

    @Test
    void aModelWithoutInterceptCannotStartWithOne() {
        SpecBuilder spec = SpecBuilder.auto().intercept(false);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.init(Init.Values.of(List.of(1.0), 2)).build());
        assertThat(spec.init(Init.Values.of(List.of(1.0), 0)).build().model().fitIntercept())
                .isFalse();
    }

    @Test
    void scalingChangesTheWayAndNotTheOptimum() {
        double[] plain = Fits.fitted(SpecBuilder.auto().epochs(5000), DATA).parameters();
        double[] standardized =
                Fits.fitted(SpecBuilder.auto().standardize().epochs(5000), DATA).parameters();

        assertThat(standardized).containsExactly(plain, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneRowAndOneFeatureAreFittedExactly(boolean standardize) {
        SpecBuilder spec = SpecBuilder.auto().epochs(200);
        FitOutcome.Fitted fitted = Fits.fitted(
                standardize ? spec.standardize() : spec, Fits.dataset(new double[] {3}, new double[] {7}, null));

        assertThat(3 * fitted.parameters()[0] + fitted.parameters()[1]).isCloseTo(7, within(1e-9));
        assertThat(fitted.loss()).isCloseTo(0, within(1e-18));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 100_000})
    void aConstantFeatureTakesNothingFromTheOthers(int rows) {
        double[] values = IntStream.range(0, rows)
                .boxed()
                .flatMapToDouble(i -> Stream.of(0.1, i / (double) rows).mapToDouble(x -> x))
                .toArray();
        double[] targets =
                IntStream.range(0, rows).mapToDouble(i -> 4.0 * i / rows + 9).toArray();

        FitOutcome.Fitted fitted =
                Fits.fitted(SpecBuilder.auto().standardize().epochs(100), Fits.dataset(values, targets, null));

        assertThat(fitted.parameters()).containsExactly(new double[] {0, 4, 9}, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-100, 1e-9, 1e9, 1e100})
    void standardizedFeaturesOfAnySizeAreFitted(double size) {
        double[] values = IntStream.range(0, 20).mapToDouble(i -> size * i).toArray();
        double[] targets = IntStream.range(0, 20).mapToDouble(i -> 3.0 * i - 2).toArray();

        FitOutcome.Fitted fitted =
                Fits.fitted(SpecBuilder.auto().standardize().epochs(200), Fits.dataset(values, targets, null));

        assertThat(fitted.parameters()[0] * size).isCloseTo(3, within(1e-9));
        assertThat(fitted.parameters()[1]).isCloseTo(-2, within(1e-9));
    }
}
