package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.DenseDataset;
import io.descent.objective.Penalty;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.Control.Signal;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.HistorySpec.Include;
import io.descent.optimize.course.HistorySpec.Unit;
import io.descent.optimize.course.StopReason;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.spec.Init;
import io.descent.optimize.spec.StoppingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoppingTest {

    private static final DenseDataset SMALL = Fits.regression(10, 2, 5);

    @Test
    void patienceCountsEpochsInARowThatDidNotImproveEnough() {
        assertThat(settledAt(3, 0, 0, 10, 9, 9, 9, 8, 8, 8, 8, 7)).isEqualTo(8);
        assertThat(settledAt(1, 0, 0, 10, 9, 8, 8, 7)).isEqualTo(4);
        assertThat(settledAt(2, 0, 0, 10, 11, 9, 12, 9.5)).isEqualTo(5);
        assertThat(settledAt(2, 0, 0, 5, 4, 3, 2, 1)).isZero();
    }

    @Test
    void improvementsUpToMinDeltaDoNotCount() {
        assertThat(settledAt(2, 1, 0, 10, 9.5, 9.1, 8)).isEqualTo(3);
        assertThat(settledAt(2, 1, 0, 10, 9.5, 8.5, 8, 7)).isZero();
    }

    @Test
    void smallStepsAddUpAgainstTheLowest() {
        assertThat(settledAt(3, 1, 0, 10, 9.4, 8.8, 8.2, 7.6, 7)).isZero();
    }

    @Test
    void theToleranceIsAShareOfTheLowest() {
        assertThat(settledAt(2, 0, 0.1, 100, 91, 90.5, 80)).isEqualTo(3);
        assertThat(settledAt(2, 0, 0.1, 1, 0.91, 0.905, 0.8)).isEqualTo(3);
        assertThat(settledAt(2, 0, 0.1, 100, 89, 79, 70)).isZero();
        assertThat(settledAt(1, 0, 0.1, 0, 0)).isEqualTo(2);
    }

    @Test
    void theLowPointOfASwingIsNotTheMinimumOfAFullBatch() {
        double[] swing = {10, 4, 1, 2, 3, 2, 1, 0.9, 0.9, 0.9};

        assertThat(settledAt(true, 2, 0, 0, swing)).isEqualTo(10);
        assertThat(settledAt(false, 2, 0, 0, swing)).isEqualTo(5);
    }

    @Test
    void anObjectiveThatFallsToZeroSettlesWhereRoundingBegins() {
        double[] falling = new double[60];
        for (int i = 0; i < falling.length; i++) {
            falling[i] = Math.pow(10, 3 - i);
        }

        // 1e-20 of the first value, 1000: from 1e-17 on, the 21st value
        assertThat(settledAt(true, 5, 0, 1e-6, falling)).isBetween(21, 27);
    }

    @Test
    void withoutARuleNothingEverSettles() {
        ConvergenceWatch watch = new ConvergenceWatch(null, true);

        assertThat(watch.settled(1)).isFalse();
        assertThat(watch.settled(1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 10})
    void aFitEndsOnceItHasConverged(int batch) {
        // an exact line, so that even single rows settle
        DenseDataset line = Fits.dataset(new double[] {-2, -1, 0, 1, 2}, new double[] {-3, -1, 1, 3, 5}, null);
        SpecBuilder spec = SpecBuilder.auto()
                .batch(batch)
                .epochs(100_000)
                .convergence(3, 1e-13, 0)
                .every(1000, Unit.EPOCH, Include.PARAMS);

        FitOutcome.Fitted fitted = Fits.fitted(spec, line);

        assertThat(fitted.reason()).isEqualTo(StopReason.CONVERGED);
        assertThat(fitted.epochs()).isBetween(5, 5000);
        assertThat(fitted.parameters()).containsExactly(new double[] {2, 1}, within(1e-5));
        assertThat(fitted.history().epoch()).endsWith(fitted.epochs());
        assertThat(Fits.params(fitted)[fitted.history().size() - 1]).containsExactly(fitted.parameters());
    }

    @Test
    void theLastEpochIsTheRightOne() {
        // at rate 0.5 a step goes to the mean of its targets
        DenseDataset data = Fits.dataset(new double[] {1, 1}, new double[] {2, 4}, null);
        SpecBuilder spec = SpecBuilder.sgd(0.5).intercept(false).epochs(50).convergence(2, 0, 0);

        // a full batch is judged before each update: 10, 1, 1, 1
        assertThat(Fits.fitted(spec, data).epochs()).isEqualTo(4);
        // smaller batches after each epoch, which the last row always leaves at w = 4: 2, 2, 2
        assertThat(Fits.fitted(spec.batch(1), data).epochs()).isEqualTo(3);
    }

    /** From the least squares on, the loss rises while the penalised objective falls. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void thePenaltyCountsForConvergence(int batch) {
        DenseDataset data = Fits.dataset(new double[] {1, 1}, new double[] {3, 3}, null);
        SpecBuilder spec = SpecBuilder.sgd(0.05)
                .intercept(false)
                .init(Init.Values.of(List.of(3.0), 0))
                .penalty(new Penalty.L2(1))
                .batch(batch)
                .epochs(5000)
                .convergence(2, 1e-15, 0);

        FitOutcome.Fitted fitted = Fits.fitted(spec, data);

        assertThat(fitted.reason()).isEqualTo(StopReason.CONVERGED);
        // 2(w − 3) + w = 0
        assertThat(fitted.parameters()).containsExactly(new double[] {2}, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"10, 1, 0, 20", "10, 1, 0, 21", "10, 4, 0, 20", "10, 4, 0.9, 21", "300, 300, 0, 20", "300, 300, 0, 21"})
    void theTimeLimitEndsAFitWithWhatItHasReached(int rows, int batch, double momentum, double limit) {
        SpecBuilder spec = SpecBuilder.sgd(0.001, momentum, 0, false)
                .batch(batch)
                .epochs(1_000_000)
                .timeLimit(limit)
                .every(7, Unit.EPOCH, Include.PARAMS);

        FitOutcome.Fitted fitted = (FitOutcome.Fitted)
                train(spec, Fits.regression(rows, 2, 5), Control.GO_ON_ALWAYS, Fits.secondsPerLook());

        assertThat(fitted.reason()).isEqualTo(StopReason.TIME_LIMIT);
        assertThat(fitted.epochs()).isBetween(5, 21);
        assertThat(fitted.history().epoch()).endsWith(fitted.epochs());
        assertThat(Fits.params(fitted)[fitted.history().size() - 1]).containsExactly(fitted.parameters());
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "10, 0", "10, 0.9"})
    void theTimeLimitEndsALongEpochToo(int batch, double momentum) {
        DenseDataset large = Fits.regression(20_000, 1, 5);
        SpecBuilder spec =
                SpecBuilder.sgd(1e-6, momentum, 0, false).batch(batch).epochs(3).timeLimit(5);

        FitOutcome.Fitted fitted = (FitOutcome.Fitted) train(spec, large, Control.GO_ON_ALWAYS, Fits.secondsPerLook());

        assertThat(fitted.reason()).isEqualTo(StopReason.TIME_LIMIT);
        assertThat(fitted.epochs()).isZero();
        assertThat(fitted.parameters()[0]).isNotZero();
        Fits.assertFinite(fitted);
    }

    @Test
    void aFitThatEndsInTimeRunsAllItsEpochs() {
        AtomicLong clock = new AtomicLong();
        SpecBuilder spec = SpecBuilder.sgd(0.001).epochs(30).timeLimit(20);
        FitOutcome.Fitted fitted =
                (FitOutcome.Fitted) train(spec, SMALL, Control.GO_ON_ALWAYS, () -> clock.addAndGet(1_000_000));

        assertThat(fitted.reason()).isEqualTo(StopReason.EPOCHS);
        assertThat(fitted.epochs()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "4, 0", "4, 0.9", "10, 0.9"})
    void aCancelledFitEndsHoweverFewRowsItHas(int batch, double momentum) {
        AtomicInteger epochs = new AtomicInteger();
        TrainingListener counting = new TrainingListener() {
            @Override
            public void epochEnded(int epoch) {
                epochs.set(epoch);
            }
        };
        SpecBuilder spec =
                SpecBuilder.sgd(0.001, momentum, 0, false).batch(batch).epochs(1_000);
        FitOutcome outcome = new Trainer(() -> 0)
                .train(
                        Fits.plan(spec.build(), SMALL),
                        counting,
                        () -> epochs.get() >= 3 ? Signal.CANCEL : Signal.GO_ON,
                        null);

        assertThat(outcome).isInstanceOf(FitOutcome.Cancelled.class);
        assertThat(outcome.epochs()).isEqualTo(3);
        assertThat(outcome.history().epoch()).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "10, 0", "10, 0.9"})
    void aCancelledFitEndsWithinALongEpoch(int batch, double momentum) {
        DenseDataset large = Fits.regression(20_000, 1, 5);
        AtomicInteger looks = new AtomicInteger();
        SpecBuilder spec =
                SpecBuilder.sgd(1e-6, momentum, 0, false).batch(batch).epochs(2);
        FitOutcome outcome =
                train(spec, large, () -> looks.incrementAndGet() > 4 ? Signal.CANCEL : Signal.GO_ON, () -> 0);

        assertThat(outcome).isInstanceOf(FitOutcome.Cancelled.class);
        assertThat(outcome.epochs()).isZero();
        assertThat(looks).hasValueLessThan(10);
    }

    @Test
    void theListenerHearsEveryEpochInOrder() {
        List<Integer> heard = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epochEnded(int epoch) {
                heard.add(epoch);
            }
        };
        LocalPlan plan =
                Fits.plan(SpecBuilder.sgd(0.01).epochs(4).every(3, Unit.EPOCH).build(), SMALL);

        new Trainer(() -> 0).train(plan, listener, Control.GO_ON_ALWAYS, null);

        assertThat(heard).containsExactly(1, 2, 3, 4);
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SpecBuilder.auto().convergence(0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> SpecBuilder.auto().convergence(1, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> SpecBuilder.auto().convergence(1, 0, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> SpecBuilder.auto().timeLimit(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpecBuilder.auto().epochs(0).build());
        assertThatIllegalArgumentException().isThrownBy(() -> SpecBuilder.auto().batch(0));
    }

    /** Feeds values to a rule and returns at which, from 1 on, it settled; 0 where it never did. */
    private static int settledAt(int patience, double minDelta, double tolerance, double... values) {
        return settledAt(false, patience, minDelta, tolerance, values);
    }

    private static int settledAt(boolean noiseless, int patience, double minDelta, double tolerance, double... values) {
        ConvergenceWatch watch = new ConvergenceWatch(
                new StoppingRule.Convergence(StoppingRule.Monitor.OBJECTIVE, patience, minDelta, tolerance, false),
                noiseless);
        for (int i = 0; i < values.length; i++) {
            if (watch.settled(values[i])) {
                return i + 1;
            }
        }
        return 0;
    }

    private static FitOutcome train(SpecBuilder spec, DenseDataset data, Control control, LongSupplier clock) {
        return new Trainer(clock).train(Fits.plan(spec.build(), data), TrainingListener.NONE, control, null);
    }
}
