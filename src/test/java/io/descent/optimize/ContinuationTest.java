package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.data.Dataset;
import io.descent.objective.Penalty;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.Control.Signal;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.History;
import io.descent.optimize.course.HistorySpec.Include;
import io.descent.optimize.course.HistorySpec.Unit;
import io.descent.optimize.course.Resumption;
import io.descent.optimize.course.StopReason;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.course.UnusableCheckpointException;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Schedule;
import io.descent.optimize.spec.Shuffle;
import io.descent.optimize.spec.StoppingRule.Monitor;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A fit that continues another: so many epochs and then some more are the epochs of both. */
class ContinuationTest {

    private static final int FIRST = 6;
    private static final int MORE = 4;
    private static final long SECOND = 1_000_000_000;

    private static final List<Schedule> SCHEDULES = List.of(
            new Schedule.Constant(),
            new Schedule.Step(4, 0.5),
            new Schedule.Exponential(0.8),
            new Schedule.InverseScaling(0.3),
            new Schedule.Plateau(0.5, 0, 0.05, 0),
            new Schedule.Warmup(new Schedule.Constant(), 8));

    static Stream<Arguments> rules() {
        List<FirstOrder> rules = ResumptionTest.RULES;
        List<Integer> batches = List.of(1, 40, ResumptionTest.ROWS);
        return IntStream.range(0, rules.size() * batches.size())
                .boxed()
                .flatMap(n -> Stream.of(true, false)
                        .map(dense -> Arguments.of(
                                rules.get(n / batches.size()),
                                batches.get(n % batches.size()),
                                SCHEDULES.get(n % SCHEDULES.size()),
                                dense)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void someEpochsAndThenMoreAreAllOfThem(FirstOrder rule, int batch, Schedule schedule, boolean dense) {
        SpecBuilder spec = SpecBuilder.by(rule)
                .batch(batch)
                .schedule(schedule)
                .shuffle(Shuffle.SAMPLES)
                .penalty(new Penalty.ElasticNet(0.02, 0.5))
                .every(1, Unit.EPOCH, Include.PARAMS);

        assertSums(spec.build(), dense ? ResumptionTest.DENSE : ResumptionTest.SPARSE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void theIterationsOfASolverGoOnToo(double l1Ratio) {
        FitSpec spec = SpecBuilder.auto()
                .logistic()
                .penalty(new Penalty.ElasticNet(0.01, l1Ratio))
                .build();

        assertSums(spec.with(spec.training().withOptimizer(Lbfgs.DEFAULT)), ResumptionTest.SPARSE);
    }

    private static void assertSums(FitSpec spec, Dataset data) {
        // the first fit decides an automatic rate for both
        LocalPlan plan = Fits.plan(spec.with(spec.training().withEpochs(FIRST + MORE)), data);
        FitOutcome.Fitted whole = fitted(plan, Control.GO_ON_ALWAYS);
        FitOutcome.Fitted first = fitted(plan(plan, FIRST), Control.GO_ON_ALWAYS);
        FitOutcome.Fitted both = continuing(plan, first);

        assertThat(both.epochs()).isEqualTo(FIRST + MORE);
        assertThat(first.history().epoch()).hasSize(FIRST);
        Fits.assertSame(both.withHistory(History.concat(List.of(first.history(), both.history()))), with(whole, both));
        Fits.assertSame(both, with(whole.withHistory(whole.history().slice(FIRST)), both));
        assertThat(both.checkpoint().state()).isEqualTo(whole.checkpoint().state());
    }

    /** Of a fit that tells less of itself than the whole. */
    private static FitOutcome.Fitted with(FitOutcome.Fitted whole, FitOutcome.Fitted other) {
        return new FitOutcome.Fitted(
                whole.history(),
                whole.epochs(),
                whole.reason(),
                whole.parameters(),
                whole.loss(),
                whole.objective(),
                whole.valLoss(),
                whole.bestEpoch(),
                whole.optimality(),
                other.checkpoint());
    }

    private static LocalPlan plan(LocalPlan plan, int epochs) {
        return Fits.plan(plan.spec().with(plan.spec().training().withEpochs(epochs)), plan.data(), plan.validation());
    }

    private static FitOutcome.Fitted fitted(LocalPlan plan, Control control) {
        return (FitOutcome.Fitted) new Trainer(() -> 0).train(plan, TrainingListener.NONE, control, null);
    }

    private static FitOutcome.Fitted continuing(LocalPlan plan, FitOutcome.Fitted first) {
        return (FitOutcome.Fitted) new Trainer(() -> 0)
                .train(plan, TrainingListener.NONE, Control.GO_ON_ALWAYS, Resumption.continuing(first.checkpoint()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40})
    void aFitThatWasStoppedWithinAnEpochIsContinuedThere(int batch) {
        for (Dataset data : List.of(ResumptionTest.DENSE, ResumptionTest.SPARSE)) {
            LocalPlan plan = Fits.plan(
                    SpecBuilder.auto()
                            .batch(batch)
                            .shuffle(Shuffle.SAMPLES)
                            .penalty(new Penalty.ElasticNet(0.02, 0.5))
                            .epochs(5)
                            .build(),
                    data);
            AtomicInteger looks = new AtomicInteger();
            FitOutcome.Fitted stopped = fitted(plan, () -> looks.incrementAndGet() == 6 ? Signal.STOP : Signal.GO_ON);
            FitOutcome.Fitted whole = fitted(plan, Control.GO_ON_ALWAYS);

            assertThat(stopped.epochs()).isLessThan(5);
            assertThat(stopped.parameters()).isNotEqualTo(whole.parameters());
            assertThat(continuing(plan, stopped).parameters()).containsExactly(whole.parameters());
            assertThat(continuing(plan, stopped).history().epoch())
                    .endsWith(whole.history().epoch()[4])
                    .startsWith(stopped.epochs() + 1);
        }
    }

    @Test
    void plainStepsAreContinuedByAFitThatTellsMore() {
        LocalPlan plan = Fits.plan(SpecBuilder.auto().batch(1).epochs(FIRST).build(), ResumptionTest.DENSE);
        LocalPlan telling = Fits.plan(
                SpecBuilder.auto()
                        .batch(1)
                        .epochs(FIRST + MORE)
                        .every(1, Unit.EPOCH, Include.DIRECTION)
                        .build(),
                ResumptionTest.DENSE);

        FitOutcome.Fitted both = continuing(telling, fitted(plan, Control.GO_ON_ALWAYS));

        assertThat(both.parameters())
                .containsExactly(fitted(telling, Control.GO_ON_ALWAYS).parameters());
    }

    @Test
    void aContinuedFitHasItsOwnPatience() {
        LocalPlan plan = Fits.plan(
                SpecBuilder.sgd(1e-9)
                        .epochs(100)
                        .monitor(Monitor.OBJECTIVE, 3, 1, 0, true)
                        .build(),
                ResumptionTest.DENSE);
        FitOutcome.Fitted first = fitted(plan, Control.GO_ON_ALWAYS);
        FitOutcome.Fitted second = continuing(plan, first);

        assertThat(first.reason()).isEqualTo(StopReason.STALLED);
        assertThat(second.epochs()).isEqualTo(2 * first.epochs());
        assertThat(second.bestEpoch()).isEqualTo(second.epochs());
    }

    @Test
    void theBestParametersAreAnsweredAndTheLastAreContinued() {
        // the mean of the training targets is 3, that of the validation targets 2: on the way down the loss has a
        // lowest point
        LocalPlan plan = Fits.plan(
                SpecBuilder.sgd(0.1)
                        .intercept(false)
                        .epochs(20)
                        .monitor(Monitor.VAL_LOSS, 50, 0, 0, true)
                        .build(),
                Fits.dataset(new double[] {1, 1}, new double[] {2, 4}, null),
                Fits.dataset(new double[] {1}, new double[] {2}, null));
        FitOutcome.Fitted first = fitted(plan, Control.GO_ON_ALWAYS);
        LocalPlan more = plan(plan, 40);

        assertThat(first.bestEpoch()).isLessThan(20);
        assertThat(continuing(more, first).history().loss())
                .containsExactly(Arrays.copyOfRange(
                        fitted(more, Control.GO_ON_ALWAYS).history().loss(), 20, 40));
    }

    @Test
    void onlyAFitThatIsTheSameGoesOnWithTheTimeThatItHasHad() {
        LocalPlan plan =
                Fits.plan(SpecBuilder.sgd(1e-6).epochs(1000).timeLimit(10).build(), Fits.regression(10, 1, 5));
        AtomicLong clock = new AtomicLong();
        TrainingListener ticking = new TrainingListener() {
            @Override
            public void epochEnded(int epoch) {
                clock.addAndGet(SECOND);
            }
        };
        Trainer before = new Trainer(() -> clock.get() - 77 * SECOND);
        Trainer after = new Trainer(() -> clock.get() + 900 * SECOND);

        FitOutcome.HandedBack handedBack = (FitOutcome.HandedBack)
                before.train(plan, ticking, () -> clock.get() >= 6 * SECOND ? Signal.HAND_BACK : Signal.GO_ON, null);
        FitOutcome.Fitted resumed = (FitOutcome.Fitted) after.train(
                plan,
                ticking,
                Control.GO_ON_ALWAYS,
                Resumption.afterRestart(handedBack.checkpoint(), handedBack.since()));
        FitOutcome.Fitted continued = (FitOutcome.Fitted)
                after.train(plan, ticking, Control.GO_ON_ALWAYS, Resumption.continuing(resumed.checkpoint()));

        assertThat(resumed.reason()).isEqualTo(StopReason.TIME_LIMIT);
        assertThat(resumed.epochs()).isEqualTo(fittedIn(ticking, clock, plan).epochs());
        assertThat(continued.epochs()).isEqualTo(2 * resumed.epochs());
    }

    private static FitOutcome fittedIn(TrainingListener ticking, AtomicLong clock, LocalPlan plan) {
        return new Trainer(clock::get).train(plan, ticking, Control.GO_ON_ALWAYS, null);
    }

    @Test
    void withoutAnEpochLeftThereIsNothingToContinue() {
        LocalPlan plan = Fits.plan(SpecBuilder.auto().epochs(FIRST).build(), ResumptionTest.DENSE);
        FitOutcome.Fitted first = fitted(plan, Control.GO_ON_ALWAYS);

        assertThatThrownBy(() -> continuing(plan, first)).isInstanceOf(UnusableCheckpointException.class);
    }
}
