package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.DenseDataset;
import io.descent.objective.Penalty;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.FitOutcome.Diverged.Cause;
import io.descent.optimize.course.HistorySpec.Include;
import io.descent.optimize.course.HistorySpec.Unit;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.rule.LearningRate;
import io.descent.optimize.spec.Init;
import io.descent.optimize.spec.Schedule;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceTest {

    private static final DenseDataset DATA = Fits.regression(10, 2, 5);

    @Test
    void aLossThatIsNoLongerFiniteEndsTheFitAtOnceAndKeepsItsHistory() {
        FitOutcome.Diverged diverged = Fits.diverged(SpecBuilder.sgd(1e3).epochs(100_000), DATA);

        assertThat(diverged.cause()).isEqualTo(Cause.NOT_FINITE);
        assertThat(diverged.epochs()).isBetween(10, 200);
        assertThat(diverged.epoch()).isEqualTo(diverged.epochs() + 1);
        assertThat(diverged.update()).isBetween(diverged.epochs() + 0L, diverged.epoch() + 0L);
        assertThat(diverged.history().epoch())
                .containsExactly(IntStream.rangeClosed(1, diverged.epochs()).toArray());
        assertThat(diverged.history().loss()).isSorted();
        assertThat(diverged.learningRate()).isEqualTo(1e3);
        Fits.assertFinite(diverged);
    }

    @Test
    void theLargestStableRateOfADivergedFitIsStable() {
        SpecBuilder spec = SpecBuilder.sgd(1e3, 0.8, 0, true).epochs(2000);
        FitOutcome.Diverged diverged = Fits.diverged(spec, DATA);

        double optimum = Fits.fitted(SpecBuilder.auto().epochs(5000), DATA).loss();
        double stable = Fits.fitted(spec.rate(new LearningRate.Fixed(0.9 * diverged.largestStableRate())), DATA)
                .loss();
        assertThat(stable).isCloseTo(optimum, within(1e-9));
    }

    @Test
    void aLossThatEndsFarAboveWhereItBeganIsADivergenceThoughItIsFinite() {
        FitOutcome.Diverged diverged = Fits.diverged(SpecBuilder.sgd(2).epochs(10), DATA);

        assertThat(diverged.cause()).isEqualTo(Cause.LOSS_ROSE);
        assertThat(diverged.epochs()).isEqualTo(10);
        assertThat(diverged.epoch()).isEqualTo(10);
        assertThat(diverged.update()).isEqualTo(10);
        assertThat(diverged.history().size()).isEqualTo(10);
        Fits.assertFinite(diverged);
    }

    /** The first loss of some of these lines is exactly 0, and the last what rounding leaves. */
    @Test
    void startingAtTheOptimumIsNoDivergence() {
        SpecBuilder spec = SpecBuilder.sgd(1e-3).standardize().epochs(1).init(Init.Values.of(List.of(3.0), 1));
        for (int offset = 1; offset <= 200; offset++) {
            double[] x = {offset + 0.1, offset + 0.3, offset + 0.4};
            double[] y = DoubleStream.of(x).map(value -> 3 * value + 1).toArray();

            assertThat(Fits.fitted(spec, Fits.dataset(x, y, null)).parameters())
                    .containsExactly(new double[] {3, 1}, within(1e-9));
        }
    }

    /** From the least squares on, the loss rises from nothing while the penalised objective falls. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aLossThatRisesForThePenaltyIsNoDivergence(int batch) {
        DenseDataset line = Fits.dataset(new double[] {1, 1, 1}, new double[] {3, 3, 3}, null);
        SpecBuilder spec = SpecBuilder.sgd(0.05)
                .intercept(false)
                .init(Init.Values.of(List.of(3.0), 0))
                .penalty(new Penalty.L2(1))
                .batch(batch)
                .epochs(500);

        // 2(w − 3) + w = 0
        assertThat(Fits.fitted(spec, line).parameters()).containsExactly(new double[] {2}, within(1e-9));
    }

    static Stream<Arguments> overflowing() {
        DenseDataset wide = Fits.dataset(new double[] {1e200, -1e200, 1e180, 1}, new double[] {1, 0, 1, 0}, null);
        DenseDataset widest = Fits.dataset(
                new double[] {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE, 0},
                new double[] {1, 0, 1, 0},
                null);
        DenseDataset tiny = Fits.dataset(new double[] {1e-320, 2e-320, 1e-310, 0}, new double[] {1, 0, 1, 0}, null);
        DenseDataset tall = Fits.dataset(new double[] {1, 2, 3, 4}, new double[] {1e200, -1e300, 1e308, 1}, null);
        DenseDataset heavy = Fits.dataset(
                new double[] {1, 2, 3, 4}, new double[] {1, 0, 1, 0}, new double[] {1e300, 1e-300, 1e300, 0});
        return Stream.of(wide, widest, tiny, tall, heavy)
                .flatMap(data -> Stream.of(1, 3, 99).map(batch -> Arguments.of(data, batch)));
    }

    /** Whatever becomes of such a fit, its numbers can be told. */
    @ParameterizedTest
    @MethodSource("overflowing")
    void noOutcomeHoldsANumberThatIsNotFinite(DenseDataset data, int batch) {
        for (SpecBuilder spec : List.of(
                SpecBuilder.auto(),
                SpecBuilder.auto().standardize(),
                SpecBuilder.sgd(1),
                SpecBuilder.sgd(1, 0.9, 0, true).penalty(new Penalty.ElasticNet(0.1, 0.5)),
                SpecBuilder.sgd(1e300).standardize().convergence(3, 0, 0))) {
            spec.batch(batch);
            Fits.assertFinite(Fits.train(spec, data));
            Fits.assertFinite(Fits.train(spec.every(2, Unit.UPDATE, Include.PARAMS), data));
            spec.every(1, Unit.EPOCH, Include.PARAMS).evaluated().metrics(RunningMetric.BATCH_SSE);
            Fits.assertFinite(Fits.train(spec, data));
            if (Stream.of(0, 1, 2, 3).allMatch(i -> data.targets()[i] <= 1)) {
                Fits.assertFinite(Fits.train(spec.logistic(), data));
            }
        }
    }

    /** The history of such a fit ends with the last update whose numbers are finite. */
    @ParameterizedTest
    @CsvSource({"EPOCH, 1", "EPOCH, 10", "UPDATE, 4", "UPDATE, 10"})
    void theHistoryOfADivergedFitIsFinite(Unit unit, int batch) {
        for (double rate : new double[] {1, 1e10, 1e150, 1e308}) {
            for (int epochs : new int[] {1, 2, 3, 100_000}) {
                SpecBuilder spec = SpecBuilder.sgd(rate)
                        .batch(batch)
                        .epochs(epochs)
                        .every(1, unit, Include.PARAMS, Include.GRADIENT, Include.DIRECTION);
                Fits.assertFinite(Fits.train(spec, DATA));
                if (unit == Unit.EPOCH) {
                    Fits.assertFinite(Fits.train(spec.evaluated(), DATA));
                }
            }
        }
    }

    /** A single row makes every epoch begin with the row that diverges. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 10", "2, 10"})
    void theLearningRateToldIsThatOfTheLastUpdate(int batch, int rows) {
        SpecBuilder spec = SpecBuilder.sgd(1e3)
                .schedule(new Schedule.InverseScaling(0.5))
                .batch(batch)
                .epochs(100_000);

        FitOutcome.Diverged diverged = Fits.diverged(spec, Fits.regression(rows, 2, 5));

        assertThat(diverged.update()).isPositive();
        assertThat(diverged.learningRate()).isCloseTo(1e3 / Math.sqrt((double) diverged.update()), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10})
    void theLearningRateToldIsTheBaseRateWhereNoUpdateWasMade(int batch) {
        SpecBuilder spec = SpecBuilder.sgd(0.25)
                .init(Init.Values.of(List.of(1e200, 1e200), 0))
                .batch(batch);

        FitOutcome.Diverged diverged = Fits.diverged(spec, DATA);

        assertThat(diverged.update()).isZero();
        assertThat(diverged.epoch()).isEqualTo(1);
        assertThat(diverged.history().size()).isZero();
        assertThat(diverged.learningRate()).isEqualTo(0.25);
    }
}
