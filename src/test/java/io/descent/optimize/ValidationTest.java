package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.DenseDataset;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.History;
import io.descent.optimize.course.HistorySpec.Include;
import io.descent.optimize.course.HistorySpec.Unit;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.course.Series;
import io.descent.optimize.course.StopReason;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Shuffle;
import io.descent.optimize.spec.StoppingRule.Monitor;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loss and metrics over rows that training never sees. */
class ValidationTest {

    private static final DenseDataset DATA = Fits.regression(40, 3, 5);
    private static final DenseDataset OTHER = Fits.weighted(Fits.regression(30, 3, 6), Fits.weights(30));

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40})
    void theLossIsThatOfTheParametersAfterEachEpoch(int batch) {
        SpecBuilder spec =
                SpecBuilder.sgd(0.01).batch(batch).epochs(6).standardize().every(1, Unit.EPOCH, Include.PARAMS);

        FitOutcome.Fitted fitted = Fits.fitted(spec, DATA, OTHER);

        double[] valLoss = Fits.valLoss(fitted);
        double[][] params = Fits.params(fitted);
        for (int epoch = 0; epoch < 6; epoch++) {
            assertThat(valLoss[epoch]).isCloseTo(Fits.meanSquaredError(params[epoch], OTHER), within(1e-12));
        }
        assertThat(fitted.valLoss()).isEqualTo(valLoss[5]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40})
    void validationChangesNothingOfTheTraining(int batch) {
        SpecBuilder spec = SpecBuilder.sgd(0.01)
                .batch(batch)
                .shuffle(Shuffle.SAMPLES)
                .epochs(5)
                .standardize()
                .every(1, Unit.EPOCH, Include.PARAMS);

        FitOutcome.Fitted without = Fits.fitted(spec, DATA);
        FitOutcome.Fitted with = Fits.fitted(spec, DATA, OTHER);

        assertThat(with.parameters()).containsExactly(without.parameters());
        assertThat(with.loss()).isEqualTo(without.loss());
        assertThat(with.history().loss()).containsExactly(without.history().loss());
        assertThat(without.valLoss()).isNull();
        assertThat(without.history().series(Series.VAL_LOSS)).isNull();
    }

    @Test
    void metricsAreMeasuredOverTheValidationRowsToo() {
        DenseDataset data = Fits.classification(40, 3, 5);
        DenseDataset other = Fits.weighted(Fits.classification(30, 3, 6), Fits.weights(30));
        SpecBuilder spec = SpecBuilder.sgd(0.5)
                .logistic()
                .batch(10)
                .epochs(4)
                .every(1, Unit.EPOCH, Include.PARAMS)
                .metrics(RunningMetric.BATCH_SSE, RunningMetric.ACCURACY);

        FitOutcome.Fitted fitted = Fits.fitted(spec, data, other);

        double[] params = Fits.params(fitted)[3];
        double right = 0;
        double squares = 0;
        double total = 0;
        for (int i = 0; i < 30; i++) {
            double margin = Fits.margin(params, other, i);
            double error = 1 / (1 + Math.exp(-margin)) - other.targets()[i];
            right += margin > 0 == (other.targets()[i] == 1) ? other.weight(i) : 0;
            squares += other.weight(i) * error * error;
            total += other.weight(i);
        }
        assertThat(valMetric(fitted, RunningMetric.ACCURACY)[3]).isCloseTo(right / total, within(1e-12));
        // three batches of ten
        assertThat(valMetric(fitted, RunningMetric.BATCH_SSE)[3]).isCloseTo(squares / 3, within(1e-12));
    }

    @Test
    void recordsOfUpdatesTellItWhereTheyEndAnEpoch() {
        SpecBuilder spec = SpecBuilder.sgd(0.01).batch(10).epochs(3);

        double[] byEpoch = Fits.valLoss(Fits.fitted(spec, DATA, OTHER));
        History byUpdate = Fits.fitted(spec.every(1, Unit.UPDATE), DATA, OTHER).history();
        double[] valLoss = Objects.requireNonNull(byUpdate.series(Series.VAL_LOSS));

        assertThat(byUpdate.size()).isEqualTo(12);
        assertThat(valLoss)
                .containsExactly(IntStream.range(0, 12)
                        .mapToDouble(i -> i % 4 == 3 ? byEpoch[i / 4] : Double.NaN)
                        .toArray());
        // every fifth update, and the last, which is the twelfth
        History sparse = Fits.fitted(spec.every(5, Unit.UPDATE), DATA, OTHER).history();
        assertThat(sparse.update()).containsExactly(5, 10, 12);
        assertThat(sparse.series(Series.VAL_LOSS)).containsExactly(Double.NaN, Double.NaN, byEpoch[2]);
    }

    @ParameterizedTest
    @EnumSource(Unit.class)
    void aTimeLimitWithinAnEpochStillTellsTheLastOfThem(Unit unit) {
        DenseDataset large = Fits.regression(2_000, 1, 5);
        SpecBuilder spec = SpecBuilder.sgd(1e-6)
                .batch(100)
                .epochs(1000)
                .timeLimit(30)
                .every(7_000, unit, Include.PARAMS, Include.GRADIENT);

        FitOutcome.Fitted fitted =
                (FitOutcome.Fitted) Fits.train(spec, large, Fits.regression(10, 1, 6), Fits.secondsPerLook());

        assertThat(fitted.reason()).isEqualTo(StopReason.TIME_LIMIT);
        assertThat(fitted.epochs()).isPositive();
        assertThat(fitted.history().size()).isEqualTo(1);
        if (unit == Unit.EPOCH) {
            assertThat(fitted.history().epoch()).containsExactly(fitted.epochs());
            assertThat(Fits.params(fitted)[0]).isNotEqualTo(fitted.parameters());
            assertThat(Fits.valLoss(fitted)[0])
                    .isCloseTo(Fits.meanSquaredError(Fits.params(fitted)[0], Fits.regression(10, 1, 6)), within(1e-12));
        } else {
            assertThat(fitted.history().epoch()).containsExactly(fitted.epochs() + 1);
            assertThat(Fits.params(fitted)[0]).containsExactly(fitted.parameters());
        }
    }

    @Test
    void aTimeLimitWithinAnEpochAnswersTheBestOfTheWholeOnes() {
        DenseDataset large = Fits.regression(2_000, 1, 5);
        SpecBuilder spec = SpecBuilder.sgd(1e-6)
                .batch(100)
                .epochs(1000)
                .timeLimit(30)
                .every(1, Unit.EPOCH, Include.PARAMS)
                .monitor(Monitor.OBJECTIVE, 1000, 0, 0, true);

        FitOutcome.Fitted fitted =
                (FitOutcome.Fitted) Fits.train(spec, large, Fits.regression(10, 1, 6), Fits.secondsPerLook());

        assertThat(fitted.reason()).isEqualTo(StopReason.TIME_LIMIT);
        assertThat(fitted.bestEpoch()).isEqualTo(fitted.epochs());
        assertThat(fitted.parameters()).containsExactly(Fits.params(fitted)[fitted.epochs() - 1]);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "10, 0.9"})
    void aFitThatIsCancelledOrDivergesTellsItsLastWholeEpoch(int batch, double momentum) {
        SpecBuilder spec =
                SpecBuilder.sgd(5, momentum, 0, false).batch(batch).epochs(1000).every(1000, Unit.EPOCH);

        FitOutcome.Diverged diverged = (FitOutcome.Diverged) Fits.train(spec, DATA, OTHER, () -> 0);

        assertThat(diverged.epochs()).isPositive();
        assertThat(diverged.history().epoch()).containsExactly(diverged.epochs());
    }

    @Test
    void plansThatMakeNoSenseAreRefused() {
        FitSpec watching =
                SpecBuilder.sgd(0.1).monitor(Monitor.VAL_LOSS, 3, 0, 0, false).build();

        assertThatIllegalArgumentException().isThrownBy(() -> Fits.plan(watching, DATA));
        assertThatIllegalArgumentException().isThrownBy(() -> Fits.plan(watching, DATA, Fits.regression(30, 1, 6)));
    }

    private static double[] valMetric(FitOutcome outcome, RunningMetric metric) {
        return Objects.requireNonNull(outcome.history().series(Series.ofValidation(metric)));
    }
}
