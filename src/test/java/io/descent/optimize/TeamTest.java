package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.DenseDataset;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.spec.FitSpec;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TeamTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void everyPartOfEveryWorkIsRunOnce(int threads) {
        int works = 20_000;
        AtomicIntegerArray runs = new AtomicIntegerArray(16);
        long expected = 0;
        try (Team team = new Team(Cores.of(threads))) {
            team.muster(threads);
            for (int i = 0; i < works; i++) {
                int parts = 1 + i % 16;
                expected += parts;
                team.run(runs::incrementAndGet, parts);
            }
        }

        long sum = 0;
        for (int part = 0; part < 16; part++) {
            assertThat(runs.get(part)).isEqualTo(works - works / 16 * part);
            sum += runs.get(part);
        }
        assertThat(sum).isEqualTo(expected);
    }

    @Test
    void helpersThatFellAsleepComeBack() throws InterruptedException {
        try (Team team = new Team(Cores.of(2))) {
            team.muster(2);
            for (int i = 0; i < 20; i++) {
                Thread.sleep(2);
                CountDownLatch both = new CountDownLatch(2);
                team.run(_ -> meet(both), 2);
                assertThat(both.getCount()).isZero();
            }
        }
    }

    /** Returns only when two threads are here. */
    private static void meet(CountDownLatch both) {
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void noThreadIsLeftAndNoCoreTakenWhenTheFitEnds() throws InterruptedException {
        Cores cores = Cores.of(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (Team team = new Team(cores)) {
            team.muster(2);
            CountDownLatch both = new CountDownLatch(2);
            team.run(
                    _ -> {
                        threads.add(Thread.currentThread());
                        meet(both);
                    },
                    2);
            assertThat(cores.takeSpare()).isFalse();
        }

        assertThat(threads).hasSize(2).contains(Thread.currentThread());
        threads.remove(Thread.currentThread());
        for (Thread helper : threads) {
            assertThat(helper.join(Duration.ofSeconds(1))).isTrue();
        }
        assertThat(cores.takeSpare()).isTrue();
        assertThat(cores.takeSpare()).isTrue();
        assertThat(cores.takeSpare()).isFalse();
    }

    @Test
    void helpersLeaveWhenOtherFitsNeedTheCores() {
        Cores cores = Cores.of(2);
        try (Team first = new Team(cores)) {
            first.muster(2);
            try (Team second = new Team(cores)) {
                second.muster(2);
                assertThat(cores.areShort()).isTrue();

                first.muster(2);

                assertThat(cores.areShort()).isFalse();
            }
        }
    }

    @Test
    void aPartThatFailsFailsTheWork() {
        try (Team team = new Team(Cores.of(2))) {
            team.muster(2);
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> team.run(TeamTest::failAtThree, 4)).hasRootCauseMessage("part 3");
                team.run(_ -> {}, 4);
            }
        }
    }

    private static void failAtThree(int part) {
        if (part == 3) {
            throw new IllegalArgumentException("part 3");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 100, 256, 999, 3000})
    void batchesInPartsHaveTheGradientOfTheWhole(int batch) {
        DenseDataset data = Fits.regression(3000, 40, 3);
        double[] parameters =
                Fits.fitted(SpecBuilder.sgd(1e-4).batch(batch).epochs(3), data).parameters();

        assertThat(parameters)
                .containsExactly(
                        Naive.run(data, batch, 3, 1e-4, 0, 0, 0).getLast().params(), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 3000})
    void helpChangesNoBit(int batch) {
        FitSpec spec = SpecBuilder.sgd(1e-4).batch(batch).epochs(30).build();
        LocalPlan plan = Fits.plan(spec, Fits.regression(3000, 40, 3));
        FitOutcome alone = train(plan, 1);

        for (int threads = 2; threads <= 4; threads++) {
            Fits.assertSame(train(plan, threads), alone);
        }
    }

    private static FitOutcome train(LocalPlan plan, int threads) {
        return new Trainer(() -> 0, Cores.of(threads)).train(plan, TrainingListener.NONE, Control.GO_ON_ALWAYS, null);
    }
}
