package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.Dataset;
import io.descent.data.Sparse;
import io.descent.objective.Penalty;
import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.Control.Signal;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.History;
import io.descent.optimize.course.HistorySpec.Include;
import io.descent.optimize.course.HistorySpec.Unit;
import io.descent.optimize.course.Series;
import io.descent.optimize.course.StopReason;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.spec.FitSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a fit does when it is told to. */
class ControlTest {

    private static final Dataset SMALL = Fits.regression(10, 2, 5);
    private static final Dataset LARGE = Fits.regression(20_000, 2, 5);

    private static FitOutcome train(FitSpec spec, Dataset data, Control control) {
        return new Trainer(() -> 0).train(Fits.plan(spec, data), TrainingListener.NONE, control, null);
    }

    /** Says it from a look on. */
    private static Control from(int look, Signal signal) {
        AtomicInteger looks = new AtomicInteger();
        return () -> looks.incrementAndGet() >= look ? signal : Signal.GO_ON;
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "4, 0", "4, 0.9", "10, 0.9"})
    void aStoppedFitAnswersWhatItHasReached(int batch, double momentum) {
        SpecBuilder spec =
                SpecBuilder.sgd(0.01, momentum, 0, false).batch(batch).every(4, Unit.EPOCH, Include.PARAMS);

        FitOutcome.Fitted stopped = (FitOutcome.Fitted) train(spec.epochs(1000).build(), SMALL, from(9, Signal.STOP));

        assertThat(stopped.reason()).isEqualTo(StopReason.STOPPED);
        assertThat(stopped.epochs()).isBetween(4, 9);
        assertThat(stopped.parameters())
                .containsExactly(
                        Fits.fitted(spec.epochs(stopped.epochs()), SMALL).parameters());
        assertThat(stopped.history().epoch()).endsWith(4, stopped.epochs());
    }

    @ParameterizedTest
    @CsvSource({"1, 0, false", "10, 0, false", "10, 0.9, false", "1, 0, true", "10, 0, true"})
    void aLongEpochIsStoppedToo(int batch, double momentum, boolean sparse) {
        SpecBuilder spec = SpecBuilder.sgd(1e-4, momentum, 0, false)
                .batch(batch)
                .epochs(3)
                .penalty(new Penalty.ElasticNet(0.1, 0.5));
        Dataset data = sparse ? Sparse.of(Fits.mostlyZero(20_000, 60, 5)) : LARGE;

        FitOutcome.Fitted stopped = (FitOutcome.Fitted) train(spec.build(), data, from(5, Signal.STOP));

        assertThat(stopped.reason()).isEqualTo(StopReason.STOPPED);
        assertThat(stopped.epochs()).isZero();
        assertThat(stopped.loss())
                .isLessThan(
                        train(spec.build(), data, from(1, Signal.STOP)) instanceof FitOutcome.Fitted sooner
                                ? sooner.loss()
                                : 0);
    }

    @Test
    void theLastUpdateBeforeAStopIsTold() {
        SpecBuilder spec = SpecBuilder.sgd(1e-4).batch(10).epochs(3).every(1000, Unit.UPDATE, Include.PARAMS);

        FitOutcome.Fitted stopped = (FitOutcome.Fitted) train(spec.build(), LARGE, from(5, Signal.STOP));

        assertThat(stopped.history().update()).hasSize(1);
        assertThat(Fits.params(stopped)[0]).containsExactly(stopped.parameters());
    }

    @ParameterizedTest
    @EnumSource(
            value = Signal.class,
            names = {"HAND_BACK", "STOP", "CANCEL"})
    void aSolverIsLeftWithinItsLineSearch(Signal signal) {
        FitSpec spec = SpecBuilder.auto()
                .logistic()
                .epochs(50)
                .optimizer(Lbfgs.DEFAULT)
                .build();
        Dataset data = Fits.classification(60, 3, 5);
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger epochs = new AtomicInteger();
        TrainingListener counting = new TrainingListener() {
            @Override
            public void epochEnded(int epoch) {
                epochs.set(epoch);
            }
        };

        // the second look is that of the first trial
        FitOutcome outcome = new Trainer(() -> 0)
                .train(
                        Fits.plan(spec, data),
                        counting,
                        () -> looks.incrementAndGet() >= 2 ? signal : Signal.GO_ON,
                        null);

        assertThat(epochs).hasValue(0);
        assertThat(outcome.epochs()).isZero();
        switch (outcome) {
            case FitOutcome.Fitted fitted -> {
                assertThat(signal).isEqualTo(Signal.STOP);
                assertThat(fitted.reason()).isEqualTo(StopReason.STOPPED);
                assertThat(fitted.parameters()).containsOnly(0);
            }
            case FitOutcome.HandedBack _ -> assertThat(signal).isEqualTo(Signal.HAND_BACK);
            case FitOutcome.Cancelled _ -> assertThat(signal).isEqualTo(Signal.CANCEL);
            case FitOutcome.Diverged _ -> throw new AssertionError("nothing diverges here");
        }
    }

    @Test
    void aCheckpointIsToldOnceForEachTimeItIsAskedFor() {
        List<Checkpoint> told = new ArrayList<>();
        List<Integer> records = new ArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void checkpoint(Checkpoint checkpoint, History since) {
                told.add(checkpoint);
                records.add(since.size());
                asked.set(0);
            }
        };
        LocalPlan plan = Fits.plan(SpecBuilder.sgd(0.01).epochs(20).build(), SMALL);
        FitOutcome outcome = new Trainer(() -> 0)
                .train(
                        plan,
                        listener,
                        () -> {
                            if (looks.incrementAndGet() % 10 == 0) {
                                asked.set(1);
                            }
                            return asked.get() == 1 ? Signal.CHECKPOINT : Signal.GO_ON;
                        },
                        null);

        assertThat(outcome).isInstanceOf(FitOutcome.Fitted.class);
        assertThat(outcome.history().size()).isEqualTo(20);
        assertThat(told).hasSize(3).extracting(Checkpoint::epoch).isSorted().doesNotHaveDuplicates();
        assertThat(told)
                .extracting(Checkpoint::records)
                .isEqualTo(told.stream().map(Checkpoint::epoch).toList());
        assertThat(records.stream().mapToInt(count -> count).sum())
                .isEqualTo(told.getLast().records());
    }

    @Test
    void whatIsMoreUrgentTakesThePlaceOfWhatWasHeard() {
        AtomicInteger looks = new AtomicInteger();
        Signal[] said = {Signal.CHECKPOINT, Signal.CANCEL, Signal.HAND_BACK, Signal.GO_ON};
        Interrupt interrupt =
                new Interrupt(() -> said[Math.min(looks.getAndIncrement(), said.length - 1)], null, () -> 0);

        assertThat(interrupt.abortsWork()).as("a checkpoint can wait").isFalse();
        assertThat(interrupt.abortsWork()).isTrue();
        assertThat(interrupt.signal()).isEqualTo(Signal.CANCEL);
        assertThat(interrupt.signal()).isEqualTo(Signal.CANCEL);
    }

    @Test
    void aStoppedFitLooksForNoMinimum() {
        SpecBuilder spec = SpecBuilder.sgd(0.01).epochs(1000).every(1, Unit.EPOCH, Include.EXCESS_LOSS);

        FitOutcome.Fitted stopped = (FitOutcome.Fitted) train(spec.build(), SMALL, from(9, Signal.STOP));

        assertThat(stopped.reason()).isEqualTo(StopReason.STOPPED);
        assertThat(Objects.requireNonNull(stopped.history().series(Series.EXCESS_LOSS)))
                .isNotEmpty()
                .containsOnly(Double.NaN);
    }
}
