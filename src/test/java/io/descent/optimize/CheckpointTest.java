package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.descent.optimize.course.Resumption;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.course.UnusableCheckpointException;
import io.descent.optimize.rule.AveragedSgd;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.rule.LearningRate;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no checkpoint of a fit is refused. */
class CheckpointTest {

    private static final Dataset DATA = Fits.regression(60, 3, 5);

    private static SpecBuilder spec() {
        return SpecBuilder.sgd(0.01, 0.9, 0, false).batch(10).epochs(5);
    }

    private static Checkpoint checkpoint(LocalPlan plan) {
        FitOutcome outcome = new Trainer(() -> 0).train(plan, TrainingListener.NONE, () -> Signal.HAND_BACK, null);
        return ((FitOutcome.HandedBack) outcome).checkpoint();
    }

    private static void assertRefused(LocalPlan plan, Checkpoint checkpoint, byte[] state) {
        Checkpoint other = new Checkpoint(checkpoint.epoch(), 0, state);
        assertThatThrownBy(() -> new Trainer(() -> 0)
                        .train(
                                plan,
                                TrainingListener.NONE,
                                Control.GO_ON_ALWAYS,
                                Resumption.afterRestart(other, History.NONE)))
                .isInstanceOf(UnusableCheckpointException.class);
    }

    static Stream<LocalPlan> plans() {
        return Stream.of(
                Fits.plan(spec().build(), DATA),
                Fits.plan(spec().every(3, Unit.EPOCH, Include.PARAMS).build(), DATA),
                Fits.plan(SpecBuilder.auto().optimizer(Lbfgs.DEFAULT).build(), DATA),
                Fits.plan(
                        SpecBuilder.auto()
                                .batch(1)
                                .penalty(new Penalty.ElasticNet(0.1, 0.5))
                                .build(),
                        Sparse.of(Fits.mostlyZero(3000, 5, 4))));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void bytesThatWereCutAreRefused(LocalPlan plan) {
        Checkpoint whole = checkpoint(plan);
        for (int length = 0; length < whole.state().length; length++) {
            byte[] cut = Arrays.copyOf(whole.state(), length);
            assertRefused(plan, whole, cut);
            if (length >= StateWriter.HEADER) {
                // as if they had been written so
                ByteBuffer.wrap(cut).putInt(Integer.BYTES, StateWriter.checksum(cut));
                assertRefused(plan, whole, cut);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void bytesThatWereChangedAreRefused(LocalPlan plan) {
        Checkpoint whole = checkpoint(plan);
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            byte[] changed = whole.state().clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertRefused(plan, whole, changed);
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            assertRefused(plan, whole, noise);
        }
    }

    @Test
    void theVersionIsNamedWhereItIsAnother() {
        LocalPlan plan = Fits.plan(spec().build(), DATA);
        Checkpoint checkpoint = checkpoint(plan);
        ByteBuffer.wrap(checkpoint.state()).putInt(99);

        assertThatThrownBy(() -> new Trainer(() -> 0)
                        .train(plan, TrainingListener.NONE, Control.GO_ON_ALWAYS, Resumption.continuing(checkpoint)))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContaining("version 99");
    }

    static Stream<LocalPlan> others() {
        return Stream.of(
                Fits.plan(spec().build(), Fits.regression(60, 4, 5)),
                Fits.plan(spec().intercept(false).build(), DATA),
                Fits.plan(spec().build(), Fits.regression(61, 3, 5)),
                Fits.plan(spec().batch(11).build(), DATA),
                Fits.plan(
                        SpecBuilder.by(new AveragedSgd(new LearningRate.Fixed(0.01), 0, 0))
                                .batch(10)
                                .build(),
                        DATA),
                Fits.plan(spec().epochs(1).build(), DATA));
    }

    @ParameterizedTest
    @MethodSource("others")
    void aCheckpointOfAnotherFitIsRefused(LocalPlan other) {
        Checkpoint checkpoint = checkpoint(Fits.plan(spec().build(), DATA));

        assertRefused(other, checkpoint, checkpoint.state());
    }

    @Test
    void aFitThatTellsOtherThingsIsNotTheSame() {
        SpecBuilder spec = SpecBuilder.sgd(0.01).batch(1);
        Checkpoint checkpoint = checkpoint(Fits.plan(spec.build(), DATA));
        LocalPlan telling =
                Fits.plan(spec.every(1, Unit.EPOCH, Include.DIRECTION).build(), DATA);

        assertRefused(telling, checkpoint, checkpoint.state());
    }

    @Test
    void theHistoryBeforeHasTheRecordsOfTheCheckpoint() {
        Checkpoint checkpoint = new Checkpoint(3, 2, new byte[0]);

        assertThatIllegalArgumentException().isThrownBy(() -> Resumption.afterRestart(checkpoint, History.NONE));
        assertThat(Resumption.continuing(checkpoint).before()).isNull();
    }
}
