package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.DenseDataset;
import io.descent.data.ParameterShape;
import io.descent.objective.LinearMargins;
import io.descent.objective.Objective;
import io.descent.objective.Penalty;
import io.descent.objective.SquaredError;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.History;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.HistorySpec.Include;
import io.descent.optimize.course.HistorySpec.Unit;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.course.Series;
import io.descent.optimize.spec.Init;
import io.descent.optimize.spec.Schedule;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

    private static final DenseDataset DATA = Fits.weighted(Fits.regression(10, 2, 5), 1, 2, 0.5, 1, 3, 1, 0, 1, 2, 1);

    /** Batches of 4, 4 and 2 rows. */
    private static final List<Naive.Update> UPDATES = Naive.run(DATA, 4, 10, 0.01, 0.8, 0.5, 0.1);

    private static SpecBuilder spec() {
        return SpecBuilder.sgd(0.01, 0.8, 0.5, false)
                .penalty(new Penalty.L2(0.1))
                .batch(4)
                .epochs(10);
    }

    @Test
    void everyEpochTellsTheMeanLossBeforeItsUpdatesAndTheStateAfterThem() {
        FitOutcome outcome =
                Fits.fitted(spec().every(1, Unit.EPOCH, Include.PARAMS, Include.GRADIENT, Include.DIRECTION), DATA);
        History history = outcome.history();

        assertThat(history.epoch()).containsExactly(IntStream.rangeClosed(1, 10).toArray());
        assertThat(history.update()).isNull();
        assertThat(history.series(Series.OBJECTIVE)).isNull();
        for (int k = 0; k < 10; k++) {
            assertThat(history.loss()[k]).isCloseTo(meanLoss(3 * k, 3 * k + 3), within(1e-12));
            Naive.Update last = UPDATES.get(3 * k + 2);
            assertThat(Fits.params(outcome)[k]).containsExactly(last.params(), within(1e-12));
            assertThat(Fits.gradients(outcome)[k]).containsExactly(last.gradient(), within(1e-12));
            assertThat(Fits.directions(outcome)[k]).containsExactly(last.direction(), within(1e-12));
            assertThat(history.learningRate()[k]).isEqualTo(0.01);
        }
    }

    @Test
    void aRecordOfUpdatesIsAboutAllUpdatesSinceTheOneBefore() {
        FitOutcome outcome = Fits.fitted(spec().every(4, Unit.UPDATE, Include.PARAMS), DATA);
        History history = outcome.history();

        assertThat(history.update()).containsExactly(4, 8, 12, 16, 20, 24, 28, 30);
        assertThat(history.epoch()).containsExactly(2, 3, 4, 6, 7, 8, 10, 10);
        for (int k = 0; k < 8; k++) {
            int to = Math.min(4 * k + 4, 30);
            assertThat(history.loss()[k]).isCloseTo(meanLoss(4 * k, to), within(1e-12));
            assertThat(Fits.params(outcome)[k])
                    .containsExactly(UPDATES.get(to - 1).params(), within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 4", "5, 2", "10, 1", "99, 1"})
    void everyHowManiethEpochIsToldAndTheLastAlways(int every, int records) {
        History history = Fits.fitted(spec().every(every, Unit.EPOCH), DATA).history();

        assertThat(history.size()).isEqualTo(records);
        assertThat(history.epoch()[records - 1]).isEqualTo(10);
        assertThat(IntStream.of(history.epoch()).limit(records - 1L)).allMatch(epoch -> epoch % every == 0);
    }

    @Test
    void withOneRowABatchTheSeriesAreTheSame() {
        DenseDataset data = Fits.regression(7, 2, 5);
        List<Naive.Update> updates = Naive.run(data, 1, 4, 0.02, 0, 0, 0);
        FitOutcome outcome =
                Fits.fitted(SpecBuilder.sgd(0.02).batch(1).epochs(4).every(3, Unit.EPOCH, Include.PARAMS), data);

        assertThat(outcome.history().epoch()).containsExactly(3, 4);
        assertThat(Fits.params(outcome)[0]).containsExactly(updates.get(20).params(), within(1e-12));
        assertThat(Fits.params(outcome)[1]).containsExactly(updates.get(27).params(), within(1e-12));
        assertThat(outcome.history().loss()[1])
                .isCloseTo(
                        updates.subList(21, 28).stream()
                                        .mapToDouble(Naive.Update::loss)
                                        .sum()
                                / 7,
                        within(1e-12));
    }

    @Test
    void theBatchErrorIsTheSumOverABatchAveragedOverTheBatches() {
        History history =
                Fits.fitted(spec().metrics(RunningMetric.BATCH_SSE), DATA).history();

        double[] expected = IntStream.range(0, 10)
                .mapToDouble(k -> UPDATES.subList(3 * k, 3 * k + 3).stream()
                                .mapToDouble(Naive.Update::loss)
                                .sum()
                        / 3)
                .toArray();
        assertThat(history.series(Series.of(RunningMetric.BATCH_SSE))).containsExactly(expected, within(1e-12));
    }

    @Test
    void theRunningAccuracyIsTheWeightedShareOfRowsOnTheRightSideBeforeTheUpdate() {
        // the margins are all 1 in the first epoch: the rows of class 1 weigh 5 of 8
        DenseDataset data = Fits.dataset(new double[] {1, 2, 3}, new double[] {1, 0, 1}, new double[] {4, 3, 1});
        SpecBuilder spec = SpecBuilder.sgd(0.1)
                .logistic()
                .init(Init.Values.of(List.of(0.0), 1))
                .metrics(RunningMetric.ACCURACY, RunningMetric.BATCH_SSE);
        double miss = 1 / (1 + Math.exp(1));

        History history = Fits.fitted(spec, data).history();

        assertThat(Objects.requireNonNull(history.series(Series.of(RunningMetric.ACCURACY)))[0])
                .isEqualTo(0.625);
        assertThat(Objects.requireNonNull(history.series(Series.of(RunningMetric.BATCH_SSE)))[0])
                .isCloseTo(5 * miss * miss + 3 * (1 - miss) * (1 - miss), within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 10})
    void theObjectiveIsExactAfterEachEpoch(int batch) {
        FitOutcome outcome = Fits.fitted(
                spec().momentum(0, 0, false)
                        .batch(batch)
                        .every(1, Unit.EPOCH, Include.PARAMS)
                        .evaluated(),
                DATA);
        double[] objective = Objects.requireNonNull(outcome.history().series(Series.OBJECTIVE));
        Objective exact = new Objective(
                DATA, new SquaredError(), new Penalty.L2(0.1), new LinearMargins(DATA, new ParameterShape(2, 1, true)));

        assertThat(objective).hasSize(10);
        for (int k = 0; k < 10; k++) {
            assertThat(objective[k]).isCloseTo(exact.value(Fits.params(outcome)[k]), within(1e-12));
        }
        assertThat(((FitOutcome.Fitted) outcome).objective()).isCloseTo(objective[9], within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, false", "0.8, 0.8, false", "0.8, 0, true"})
    void directionsInTheDataUnitsLeadFromParametersToParameters(double momentum, double dampening, boolean nesterov) {
        SpecBuilder spec = SpecBuilder.sgd(0.05, momentum, dampening, nesterov)
                .standardize()
                .penalty(new Penalty.L1(0.01))
                .schedule(new Schedule.InverseScaling(0.3))
                .batch(3)
                .every(1, Unit.UPDATE, Include.PARAMS, Include.DIRECTION);
        FitOutcome outcome = Fits.fitted(spec, DATA);
        double[][] params = Fits.params(outcome);

        assertThat(params).hasNumberOfRows(40);
        double[] before = new double[3];
        for (int k = 0; k < 40; k++) {
            for (int j = 0; j < 3; j++) {
                double back = params[k][j] + outcome.history().learningRate()[k] * Fits.directions(outcome)[k][j];
                assertThat(back).isCloseTo(before[j], within(1e-13));
            }
            before = params[k];
        }
    }

    @Test
    void gradientsInTheDataUnitsAreThoseOfTheObjectiveThere() {
        SpecBuilder spec = SpecBuilder.sgd(0.05, 0.8, 0.8, false)
                .standardize()
                .every(1, Unit.UPDATE, Include.PARAMS, Include.GRADIENT);
        FitOutcome outcome = Fits.fitted(spec, DATA);
        Objective objective = new Objective(
                DATA, new SquaredError(), new Penalty.None(), new LinearMargins(DATA, new ParameterShape(2, 1, true)));
        double h = 1e-5;

        for (int k = 1; k < 10; k++) {
            double[] before = Fits.params(outcome)[k - 1];
            for (int j = 0; j < 3; j++) {
                double[] above = before.clone();
                double[] below = before.clone();
                above[j] += h;
                below[j] -= h;
                assertThat(Fits.gradients(outcome)[k][j])
                        .isCloseTo((objective.value(above) - objective.value(below)) / (2 * h), within(1e-7));
            }
        }
    }

    @Test
    void whatWasNotAskedForIsNotThere() {
        History history = Fits.fitted(spec(), DATA).history();

        assertThat(history.vectors(Include.PARAMS)).isNull();
        assertThat(history.vectors(Include.GRADIENT)).isNull();
        assertThat(history.vectors(Include.DIRECTION)).isNull();
        assertThat(history.columns().metrics()).isZero();
    }

    @Test
    void everyIsAtLeastOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistorySpec(0, Unit.EPOCH, Set.of(), Set.of(), HistorySpec.Evaluate.RUNNING));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec().metrics(RunningMetric.ACCURACY).build());
    }

    private static double meanLoss(int from, int to) {
        return updates(from, to, true).sum() / updates(from, to, false).sum();
    }

    private static DoubleStream updates(int from, int to, boolean loss) {
        return UPDATES.subList(from, to).stream().mapToDouble(loss ? Naive.Update::loss : Naive.Update::weight);
    }
}
