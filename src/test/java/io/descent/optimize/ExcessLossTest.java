package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.Dataset;
import io.descent.data.ParameterShape;
import io.descent.objective.Penalty;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.Control.Signal;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.Series;
import io.descent.optimize.course.StopReason;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.solve.LeastSquares;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for the minimum that excess losses are measured from, and what ends it. */
class ExcessLossTest {

    private static final int EPOCHS = 4;
    private static final long SECOND = 1_000_000_000;
    private static final Dataset DATA = Fits.regression(40, 3, 7);
    private static final Dataset CLASSES = Fits.classification(40, 3, 7);

    private final AtomicInteger epochs = new AtomicInteger();
    private final TrainingListener listener = new TrainingListener() {
        @Override
        public void epochEnded(int epoch) {
            epochs.set(epoch);
        }
    };

    private static SpecBuilder spec(boolean classifies) {
        SpecBuilder spec = SpecBuilder.sgd(0.01).epochs(EPOCHS);
        return classifies ? spec.logistic().penalty(new Penalty.L2(0.1)) : spec;
    }

    private static SpecBuilder excess(boolean classifies) {
        return spec(classifies).every(1, HistorySpec.Unit.EPOCH, HistorySpec.Include.EXCESS_LOSS);
    }

    private static LocalPlan plan(SpecBuilder spec, boolean classifies) {
        return Fits.plan(spec.build(), classifies ? CLASSES : DATA);
    }

    private Control cancelAfter(int epoch) {
        return () -> epochs.get() == epoch ? Signal.CANCEL : Signal.GO_ON;
    }

    private static double[] excessOf(FitOutcome outcome) {
        return Objects.requireNonNull(outcome.history().series(Series.EXCESS_LOSS));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCancelledFitLooksForNoMinimum(boolean classifies) {
        FitOutcome outcome = new Trainer(() -> 0)
                .train(plan(excess(classifies), classifies), listener, cancelAfter(EPOCHS - 1), null);

        assertThat(outcome).isInstanceOf(FitOutcome.Cancelled.class);
        assertThat(excessOf(outcome)).hasSize(EPOCHS - 1).containsOnly(Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFitIsCancelledWhileItsMinimumIsLookedFor(boolean classifies) {
        FitOutcome outcome =
                new Trainer(() -> 0).train(plan(excess(classifies), classifies), listener, cancelAfter(EPOCHS), null);

        assertThat(outcome).isInstanceOf(FitOutcome.Cancelled.class);
        assertThat(outcome.epochs()).isEqualTo(EPOCHS);
        assertThat(excessOf(outcome)).containsOnly(Double.NaN);
    }

    @Test
    void aCancelIsHeardUntilItIsKnownHowNearTheMinimumIs() {
        FitOutcome outcome = new Trainer(() -> 0).train(plan(spec(false), false), listener, cancelAfter(EPOCHS), null);

        assertThat(outcome).isInstanceOf(FitOutcome.Cancelled.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSearchEndsWithTheTimeOfTheFit(boolean classifies) {
        // time begins to pass with the search: a second whenever somebody looks
        AtomicLong looks = new AtomicLong();
        Trainer trainer = new Trainer(() -> epochs.get() < EPOCHS ? 0 : looks.incrementAndGet() * SECOND);

        FitOutcome outcome =
                trainer.train(plan(excess(classifies).timeLimit(3), classifies), listener, Control.GO_ON_ALWAYS, null);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        FitOutcome.Fitted.class,
                        fitted -> assertThat(fitted.reason()).isEqualTo(StopReason.EPOCHS));
        assertThat(looks).hasValue(3);
        assertThat(excessOf(outcome)).hasSize(EPOCHS).containsOnly(Double.NaN);
    }

    @Test
    void aFitWhoseTimeIsUpTellsNoExcess() {
        Trainer trainer = new Trainer(() -> epochs.get() * SECOND);

        FitOutcome outcome = trainer.train(plan(excess(true).timeLimit(2), true), listener, Control.GO_ON_ALWAYS, null);

        assertThat(outcome.epochs()).isEqualTo(3);
        assertThat(excessOf(outcome)).hasSize(3).containsOnly(Double.NaN);
    }

    @Test
    void leastSquaresThatAreTooLargeToSolveOutrightAreDescended() {
        LocalPlan plan = plan(excess(false), false);
        Interrupt never = new Interrupt(Control.GO_ON_ALWAYS, null, () -> 0);
        AtomicInteger looks = new AtomicInteger();
        Interrupt counting = new Interrupt(
                () -> {
                    looks.incrementAndGet();
                    return Signal.GO_ON;
                },
                null,
                () -> 0);

        double solved = Optimum.of(plan, counting, LeastSquares.Ceiling.NONE, new Team(Cores.of(1)));
        int whenSolved = looks.getAndSet(0);
        double descended = Optimum.of(plan, counting, new LeastSquares.Ceiling(10, 1e9), new Team(Cores.of(1)));

        assertThat(looks.get()).as("iterations and not columns").isNotEqualTo(whenSolved);
        assertThat(descended).isCloseTo(solved, within(1e-12));
        assertThat(Optimum.of(plan, never, new LeastSquares.Ceiling(1e9, 10), new Team(Cores.of(1))))
                .isEqualTo(descended);
    }

    @Test
    void theCeilingIsOfNumbersHeldAndOfWork() {
        ParameterShape shape = new ParameterShape(3, 1, true);
        double cells = LeastSquares.cells(40, shape);
        double work = LeastSquares.work(40, shape);

        assertThat(new LeastSquares.Ceiling(cells, work).allows(40, shape)).isTrue();
        assertThat(new LeastSquares.Ceiling(cells - 1, work).allows(40, shape)).isFalse();
        assertThat(new LeastSquares.Ceiling(cells, work - 1).allows(40, shape)).isFalse();
        assertThat(LeastSquares.Ceiling.NONE.allows(100_000, new ParameterShape(100_000, 1, true)))
                .as("no array is so long")
                .isFalse();
    }
}
