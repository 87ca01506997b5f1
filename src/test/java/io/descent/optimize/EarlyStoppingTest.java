package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.DenseDataset;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.HistorySpec.Include;
import io.descent.optimize.course.HistorySpec.Unit;
import io.descent.optimize.course.Series;
import io.descent.optimize.course.StopReason;
import io.descent.optimize.spec.Shuffle;
import io.descent.optimize.spec.StoppingRule.Monitor;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a loss that no longer falls, over rows of training or others, stops, and which epoch is restored. */
class EarlyStoppingTest {

    private static final DenseDataset DATA = Fits.regression(40, 3, 5);
    private static final DenseDataset OTHER = Fits.weighted(Fits.regression(30, 3, 6), Fits.weights(30));

    /** The mean of the training targets is 3, that of the validation targets 2: on the way down the loss has a lowest point. */
    private static final DenseDataset RISING = Fits.dataset(new double[] {1, 1}, new double[] {2, 4}, null);

    private static final DenseDataset LOWEST_AT_TWO = Fits.dataset(new double[] {1}, new double[] {2}, null);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aLossThatNoLongerFallsStopsTheFit(int batch) {
        FitOutcome.Fitted fitted = pastTheLowest(batch, false);

        double[] valLoss = Fits.valLoss(fitted);
        int lowest = lowest(valLoss);
        assertThat(fitted.reason()).isEqualTo(StopReason.EARLY_STOPPING);
        assertThat(fitted.epochs()).isEqualTo(lowest + 3);
        assertThat(fitted.bestEpoch()).isNull();
        assertThat(fitted.parameters()).containsExactly(Fits.params(fitted)[lowest + 2]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theBestEpochIsRestored(int batch) {
        FitOutcome.Fitted fitted = pastTheLowest(batch, true);

        int lowest = lowest(Fits.valLoss(fitted));
        assertThat(fitted.epochs()).isEqualTo(lowest + 3);
        assertThat(fitted.bestEpoch()).isEqualTo(lowest);
        assertThat(fitted.parameters()).containsExactly(Fits.params(fitted)[lowest - 1]);
        assertThat(fitted.valLoss()).isEqualTo(Fits.valLoss(fitted)[lowest - 1]);
        assertThat(fitted.loss()).isEqualTo(Fits.meanSquaredError(fitted.parameters(), RISING));
    }

    @Test
    void allEpochsMayRunAndTheBestBeAnswered() {
        SpecBuilder spec = SpecBuilder.sgd(0.05).intercept(false).epochs(60).monitor(Monitor.VAL_LOSS, 60, 0, 0, true);

        FitOutcome.Fitted fitted = Fits.fitted(spec, RISING, LOWEST_AT_TWO);

        assertThat(fitted.reason()).isEqualTo(StopReason.EPOCHS);
        assertThat(fitted.bestEpoch()).isEqualTo(lowest(Fits.valLoss(fitted)));
        assertThat(fitted.parameters()[0]).isCloseTo(2, within(0.1));
    }

    @Test
    void theFirstOfEqualEpochsIsTheBest() {
        // rate 0 in effect: the gradient is 0 from the start
        DenseDataset zeros = Fits.dataset(new double[] {1, 1}, new double[] {0, 0}, null);
        SpecBuilder spec = SpecBuilder.sgd(0.1).epochs(5).monitor(Monitor.VAL_LOSS, 5, 0, 0, true);

        assertThat(Fits.fitted(spec, zeros, LOWEST_AT_TWO).bestEpoch()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 40})
    void theBestEpochOfTheObjectiveIsRestored(int batch) {
        SpecBuilder spec = SpecBuilder.sgd(0.05, 0.95, 0, false)
                .batch(batch)
                .shuffle(Shuffle.SAMPLES)
                .epochs(40)
                .evaluated()
                .monitor(Monitor.OBJECTIVE, 40, 0, 0, true)
                .every(1, Unit.EPOCH, Include.PARAMS);

        FitOutcome.Fitted fitted = Fits.fitted(spec, DATA);

        int lowest = lowest(Objects.requireNonNull(fitted.history().series(Series.OBJECTIVE)));
        assertThat(lowest).isLessThan(40);
        assertThat(fitted.bestEpoch()).isEqualTo(lowest);
        assertThat(fitted.parameters()).containsExactly(Fits.params(fitted)[lowest - 1]);
    }

    @Test
    void theConvergedObjectiveIsToldApartFromEarlyStopping() {
        SpecBuilder spec = SpecBuilder.sgd(0.1).epochs(10_000).convergence(5, 0, 1e-9);

        assertThat(Fits.fitted(spec, DATA, OTHER).reason()).isEqualTo(StopReason.CONVERGED);
    }

    @Test
    void aValidationLossThatIsNotFiniteHasNotFallen() {
        DenseDataset huge = Fits.dataset(new double[] {1}, new double[] {1e200}, null);
        SpecBuilder spec = SpecBuilder.sgd(0.01).epochs(50).monitor(Monitor.VAL_LOSS, 4, 0, 0, true);

        FitOutcome.Fitted fitted = Fits.fitted(spec, RISING, huge);

        assertThat(fitted.reason()).isEqualTo(StopReason.EARLY_STOPPING);
        assertThat(fitted.epochs()).isEqualTo(4);
        assertThat(fitted.bestEpoch()).isNull();
    }

    /** The weight goes from 0 to 3, past 2, where the validation loss is lowest. */
    private static FitOutcome.Fitted pastTheLowest(int batch, boolean restoreBest) {
        SpecBuilder spec = SpecBuilder.sgd(0.05)
                .intercept(false)
                .batch(batch)
                .epochs(1000)
                .monitor(Monitor.VAL_LOSS, 3, 0, 0, restoreBest)
                .every(1, Unit.EPOCH, Include.PARAMS);
        return Fits.fitted(spec, RISING, LOWEST_AT_TWO);
    }

    /** Returns the first epoch, from 1 on, with the lowest value. */
    private static int lowest(double[] values) {
        double least = Arrays.stream(values).min().orElseThrow();
        return 1
                + IntStream.range(0, values.length)
                        .filter(i -> values[i] == least)
                        .findFirst()
                        .orElseThrow();
    }
}
