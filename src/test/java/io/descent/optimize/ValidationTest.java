package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.DenseDataset;
import io.descent.optimize.HistorySpec.Include;
import io.descent.optimize.HistorySpec.Unit;
import io.descent.optimize.StoppingRule.Monitor;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loss and metrics over rows that training never sees, and what they stop and restore. */
class ValidationTest {

    private static final DenseDataset DATA = Fits.regression(40, 3, 5);
    private static final DenseDataset OTHER = Fits.weighted(Fits.regression(30, 3, 6), Fits.weights(30));

    /** The mean of the training targets is 3, that of the validation targets 2: on the way down the loss has a lowest point. */
    private static final DenseDataset RISING = Fits.dataset(new double[] {1, 1}, new double[] {2, 4}, null);

    private static final DenseDataset LOWEST_AT_TWO = Fits.dataset(new double[] {1}, new double[] {2}, null);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40})
    void theLossIsThatOfTheParametersAfterEachEpoch(int batch) {
        SpecBuilder spec =
                SpecBuilder.sgd(0.01).batch(batch).epochs(6).standardize().every(1, Unit.EPOCH, Include.PARAMS);

        FitOutcome.Fitted fitted = fitted(spec, DATA, OTHER);

        double[] valLoss = valLoss(fitted);
        double[][] params = Fits.params(fitted);
        for (int epoch = 0; epoch < 6; epoch++) {
            assertThat(valLoss[epoch]).isCloseTo(meanSquaredError(params[epoch], OTHER), within(1e-12));
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
        FitOutcome.Fitted with = fitted(spec, DATA, OTHER);

        assertThat(with.parameters()).containsExactly(without.parameters());
        assertThat(with.loss()).isEqualTo(without.loss());
        assertThat(with.history().loss()).containsExactly(without.history().loss());
        assertThat(without.valLoss()).isNull();
        assertThat(without.history().valLoss()).isNull();
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

        FitOutcome.Fitted fitted = fitted(spec, data, other);

        double[] params = Fits.params(fitted)[3];
        double right = 0;
        double squares = 0;
        double total = 0;
        for (int i = 0; i < 30; i++) {
            double margin = margin(params, other, i);
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

        double[] byEpoch = valLoss(fitted(spec, DATA, OTHER));
        History byUpdate = fitted(spec.every(1, Unit.UPDATE), DATA, OTHER).history();
        double[] valLoss = Objects.requireNonNull(byUpdate.valLoss());

        assertThat(byUpdate.size()).isEqualTo(12);
        assertThat(valLoss)
                .containsExactly(IntStream.range(0, 12)
                        .mapToDouble(i -> i % 4 == 3 ? byEpoch[i / 4] : Double.NaN)
                        .toArray());
        // every fifth update, and the last, which is the twelfth
        History sparse = fitted(spec.every(5, Unit.UPDATE), DATA, OTHER).history();
        assertThat(sparse.update()).containsExactly(5, 10, 12);
        assertThat(sparse.valLoss()).containsExactly(Double.NaN, Double.NaN, byEpoch[2]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aLossThatNoLongerFallsStopsTheFit(int batch) {
        // the weight goes from 0 to 3, past 2, where the validation loss is lowest
        SpecBuilder spec = SpecBuilder.sgd(0.05)
                .intercept(false)
                .batch(batch)
                .epochs(1000)
                .monitor(Monitor.VAL_LOSS, 3, 0, 0, false)
                .every(1, Unit.EPOCH, Include.PARAMS);

        FitOutcome.Fitted fitted = fitted(spec, RISING, LOWEST_AT_TWO);

        double[] valLoss = valLoss(fitted);
        int lowest = lowest(valLoss);
        assertThat(fitted.reason()).isEqualTo(StopReason.EARLY_STOPPING);
        assertThat(fitted.epochs()).isEqualTo(lowest + 3);
        assertThat(fitted.bestEpoch()).isNull();
        assertThat(fitted.parameters()).containsExactly(Fits.params(fitted)[lowest + 2]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theBestEpochIsRestored(int batch) {
        SpecBuilder spec = SpecBuilder.sgd(0.05)
                .intercept(false)
                .batch(batch)
                .epochs(1000)
                .monitor(Monitor.VAL_LOSS, 3, 0, 0, true)
                .every(1, Unit.EPOCH, Include.PARAMS);

        FitOutcome.Fitted fitted = fitted(spec, RISING, LOWEST_AT_TWO);

        int lowest = lowest(valLoss(fitted));
        assertThat(fitted.epochs()).isEqualTo(lowest + 3);
        assertThat(fitted.bestEpoch()).isEqualTo(lowest);
        assertThat(fitted.parameters()).containsExactly(Fits.params(fitted)[lowest - 1]);
        assertThat(fitted.valLoss()).isEqualTo(valLoss(fitted)[lowest - 1]);
        assertThat(fitted.loss()).isEqualTo(meanSquaredError(fitted.parameters(), RISING));
    }

    @Test
    void allEpochsMayRunAndTheBestBeAnswered() {
        SpecBuilder spec = SpecBuilder.sgd(0.05).intercept(false).epochs(60).monitor(Monitor.VAL_LOSS, 60, 0, 0, true);

        FitOutcome.Fitted fitted = fitted(spec, RISING, LOWEST_AT_TWO);

        assertThat(fitted.reason()).isEqualTo(StopReason.EPOCHS);
        assertThat(fitted.bestEpoch()).isEqualTo(lowest(valLoss(fitted)));
        assertThat(fitted.parameters()[0]).isCloseTo(2, within(0.1));
    }

    @Test
    void theFirstOfEqualEpochsIsTheBest() {
        // rate 0 in effect: the gradient is 0 from the start
        DenseDataset zeros = Fits.dataset(new double[] {1, 1}, new double[] {0, 0}, null);
        SpecBuilder spec = SpecBuilder.sgd(0.1).epochs(5).monitor(Monitor.VAL_LOSS, 5, 0, 0, true);

        assertThat(fitted(spec, zeros, LOWEST_AT_TWO).bestEpoch()).isEqualTo(1);
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

        int lowest = lowest(Objects.requireNonNull(fitted.history().objective()));
        assertThat(lowest).isLessThan(40);
        assertThat(fitted.bestEpoch()).isEqualTo(lowest);
        assertThat(fitted.parameters()).containsExactly(Fits.params(fitted)[lowest - 1]);
    }

    @Test
    void theConvergedObjectiveIsToldApartFromEarlyStopping() {
        SpecBuilder spec = SpecBuilder.sgd(0.1).epochs(10_000).convergence(5, 0, 1e-9);

        assertThat(fitted(spec, DATA, OTHER).reason()).isEqualTo(StopReason.CONVERGED);
    }

    @Test
    void aValidationLossThatIsNotFiniteHasNotFallen() {
        DenseDataset huge = Fits.dataset(new double[] {1}, new double[] {1e200}, null);
        SpecBuilder spec = SpecBuilder.sgd(0.01).epochs(50).monitor(Monitor.VAL_LOSS, 4, 0, 0, true);

        FitOutcome.Fitted fitted = fitted(spec, RISING, huge);

        assertThat(fitted.reason()).isEqualTo(StopReason.EARLY_STOPPING);
        assertThat(fitted.epochs()).isEqualTo(4);
        assertThat(fitted.bestEpoch()).isNull();
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

        FitOutcome.Fitted fitted = (FitOutcome.Fitted) train(spec, large, Fits.regression(10, 1, 6), secondsPerLook());

        assertThat(fitted.reason()).isEqualTo(StopReason.TIME_LIMIT);
        assertThat(fitted.epochs()).isPositive();
        assertThat(fitted.history().size()).isEqualTo(1);
        if (unit == Unit.EPOCH) {
            assertThat(fitted.history().epoch()).containsExactly(fitted.epochs());
            assertThat(Fits.params(fitted)[0]).isNotEqualTo(fitted.parameters());
            assertThat(valLoss(fitted)[0])
                    .isCloseTo(meanSquaredError(Fits.params(fitted)[0], Fits.regression(10, 1, 6)), within(1e-12));
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

        FitOutcome.Fitted fitted = (FitOutcome.Fitted) train(spec, large, Fits.regression(10, 1, 6), secondsPerLook());

        assertThat(fitted.reason()).isEqualTo(StopReason.TIME_LIMIT);
        assertThat(fitted.bestEpoch()).isEqualTo(fitted.epochs());
        assertThat(fitted.parameters()).containsExactly(Fits.params(fitted)[fitted.epochs() - 1]);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "10, 0.9"})
    void aFitThatIsCancelledOrDivergesTellsItsLastWholeEpoch(int batch, double momentum) {
        SpecBuilder spec =
                SpecBuilder.sgd(5, momentum, 0, false).batch(batch).epochs(1000).every(1000, Unit.EPOCH);

        FitOutcome.Diverged diverged = (FitOutcome.Diverged) train(spec, DATA, OTHER, () -> 0);

        assertThat(diverged.epochs()).isPositive();
        assertThat(diverged.history().epoch()).containsExactly(diverged.epochs());
    }

    @Test
    void plansThatMakeNoSenseAreRefused() {
        FitSpec watching =
                SpecBuilder.sgd(0.1).monitor(Monitor.VAL_LOSS, 3, 0, 0, false).build();

        assertThatIllegalArgumentException().isThrownBy(() -> Plan.of(watching, DATA));
        assertThatIllegalArgumentException().isThrownBy(() -> Plan.of(watching, DATA, RISING));
    }

    private static FitOutcome.Fitted fitted(SpecBuilder spec, DenseDataset data, DenseDataset validation) {
        FitOutcome outcome = train(spec, data, validation, () -> 0);
        assertThat(outcome).isInstanceOf(FitOutcome.Fitted.class);
        return (FitOutcome.Fitted) outcome;
    }

    private static FitOutcome train(
            SpecBuilder spec, DenseDataset data, DenseDataset validation, LongSupplier nanoClock) {
        return new Trainer(nanoClock)
                .train(Plan.of(spec.build(), data, validation), TrainingListener.NONE, Control.GO_ON_ALWAYS);
    }

    /** A clock that moves on by a second each time somebody looks. */
    private static LongSupplier secondsPerLook() {
        AtomicLong clock = new AtomicLong();
        return () -> clock.addAndGet(1_000_000_000);
    }

    private static double[] valLoss(FitOutcome outcome) {
        return Objects.requireNonNull(outcome.history().valLoss());
    }

    private static double[] valMetric(FitOutcome outcome, RunningMetric metric) {
        return Objects.requireNonNull(outcome.history().valMetrics().get(metric));
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

    private static double margin(double[] params, DenseDataset data, int row) {
        int d = data.features();
        double margin = params.length > d ? params[d] : 0;
        for (int j = 0; j < d; j++) {
            margin += params[j] * data.values()[row * d + j];
        }
        return margin;
    }

    private static double meanSquaredError(double[] params, DenseDataset data) {
        double sum = 0;
        double total = 0;
        for (int i : IntStream.range(0, data.rows()).toArray()) {
            double error = margin(params, data, i) - data.targets()[i];
            sum += data.weight(i) * error * error;
            total += data.weight(i);
        }
        return sum / total;
    }
}
