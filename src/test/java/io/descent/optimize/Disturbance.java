package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.Control.Signal;
import io.descent.optimize.course.EpochRecord;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.History;
import io.descent.optimize.course.Resumption;
import io.descent.optimize.course.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A fit that does not run through, but goes on again and again in a new trainer from bytes alone. */
final class Disturbance {

    /** What a fit dies of. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final LocalPlan plan;
    private final Random random;
    private int mostLooks;
    private final List<History> parts = new ArrayList<>();
    private @Nullable Checkpoint last;
    private int resumed;

    /**
     * A disturbance of a fit.
     *
     * @param mostLooks how many times, about, the fit looks before it is first disturbed, at most; then more and more, as work
     *     that is not saved needs
     */
    Disturbance(LocalPlan plan, long seed, int mostLooks) {
        this.plan = plan;
        this.random = new Random(seed);
        this.mostLooks = mostLooks;
    }

    /** Returns how often the fit went on from a checkpoint. */
    int resumed() {
        return resumed;
    }

    /** Hands the fit back at random looks. */
    FitOutcome handingBack() {
        FitOutcome outcome;
        do {
            int[] looks = {random.nextInt(mostLooks++)};
            outcome = train(TrainingListener.NONE, () -> looks[0]-- <= 0 ? Signal.HAND_BACK : Signal.GO_ON);
            if (outcome instanceof FitOutcome.HandedBack(Checkpoint checkpoint, History since)) {
                keep(checkpoint, since);
                assertThat(outcome.epochs()).isEqualTo(checkpoint.epoch());
            }
        } while (outcome instanceof FitOutcome.HandedBack);
        return outcome;
    }

    /** Makes checkpoints at random looks, and kills the fit at others. */
    FitOutcome killing() {
        while (true) {
            List<EpochRecord> recorded = new ArrayList<>();
            TrainingListener listener = new TrainingListener() {
                @Override
                public void recorded(EpochRecord record) {
                    recorded.add(record);
                }

                @Override
                public void checkpoint(Checkpoint checkpoint, History since) {
                    assertSame(History.of(plan.columns(), Double.NaN, recorded), since);
                    recorded.clear();
                    keep(checkpoint, since);
                }
            };
            int[] looks = {1 + random.nextInt(mostLooks), 1 + random.nextInt(3 * mostLooks++)};
            try {
                FitOutcome outcome = train(listener, () -> {
                    if (--looks[1] == 0) {
                        throw new Killed();
                    }
                    return --looks[0] % 3 == 0 ? Signal.CHECKPOINT : Signal.GO_ON;
                });
                assertSame(
                        History.of(plan.columns(), Double.NaN, recorded),
                        outcome.history().slice(History.concat(parts).size()));
                return outcome;
            } catch (Killed _) {
                // and goes on from the last checkpoint, if there is one
            }
        }
    }

    private static void assertSame(History one, History other) {
        assertThat(one)
                .usingRecursiveComparison()
                .withComparatorForType(Double::compare, Double.class)
                .ignoringFields("optimum")
                .isEqualTo(other);
    }

    private void keep(Checkpoint checkpoint, History since) {
        parts.add(since);
        last = new Checkpoint(
                checkpoint.epoch(), checkpoint.records(), checkpoint.state().clone());
    }

    private FitOutcome train(TrainingListener listener, Control control) {
        if (last == null) {
            return plan.run(listener, control, null);
        }
        resumed++;
        Resumption resumption = Resumption.afterRestart(last, History.concat(parts));
        return plan.run(listener, control, resumption);
    }
}
