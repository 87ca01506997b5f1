package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.descent.optimize.spec.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {

    /**
     * A schedule and its rates from a base of 0.8, as PyTorch 1.13's {@code lr_scheduler} printed them where one is
     * named; the others are worked out by hand.
     */
    record Published(String name, Schedule schedule, int updatesPerEpoch, double... rates) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Published> PUBLISHED = List.of(
            new Published("constant", new Schedule.Constant(), 2, 0.8, 0.8, 0.8, 0.8),
            new Published(
                    "0.8 / √t", new Schedule.InverseScaling(0.5), 2, 0.8, 0.565685424949238, 0.46188021535170065, 0.4),
            new Published(
                    "StepLR(3, 0.1)",
                    new Schedule.Step(3, 0.1),
                    1,
                    0.8,
                    0.8,
                    0.8,
                    0.08000000000000002,
                    0.08000000000000002,
                    0.08000000000000002,
                    0.008000000000000002,
                    0.008000000000000002),
            new Published(
                    "StepLR(2, 0.5), two updates an epoch", new Schedule.Step(2, 0.5), 2, 0.8, 0.8, 0.8, 0.8, 0.4, 0.4),
            new Published(
                    "ExponentialLR(0.9)",
                    new Schedule.Exponential(0.9),
                    1,
                    0.8,
                    0.7200000000000001,
                    0.6480000000000001,
                    0.5832000000000002,
                    0.5248800000000001,
                    0.47239200000000015),
            new Published(
                    "ExponentialLR(0.9), two updates an epoch", new Schedule.Exponential(0.9), 2, 0.8, 0.8, 0.72, 0.72),
            new Published(
                    "PolynomialLR(12, 2)",
                    new Schedule.Polynomial(2, 0),
                    3,
                    0.8,
                    0.6722222222222222,
                    0.5555555555555556,
                    0.4499999999999999,
                    0.3555555555555555,
                    0.2722222222222221,
                    0.19999999999999996,
                    0.13888888888888884,
                    0.08888888888888889,
                    0.04999999999999999,
                    0.02222222222222221,
                    0.00555555555555556),
            new Published("0.2 + 0.6·(1 − t/4)", new Schedule.Polynomial(1, 0.2), 2, 0.8, 0.65, 0.5, 0.35),
            new Published(
                    "CosineAnnealingLR(12, 0.05)",
                    new Schedule.Cosine(0.05),
                    3,
                    0.8,
                    0.7872221848584007,
                    0.7497595264191647,
                    0.6901650429449554,
                    0.6125000000000002,
                    0.5220571419134454,
                    0.4250000000000001,
                    0.3279428580865548,
                    0.23750000000000016,
                    0.15983495705504475,
                    0.10024047358083552,
                    0.06277781514159944),
            new Published("no lower bound above the base", new Schedule.Cosine(2), 1, 0.8, 0.8, 0.8),
            new Published(
                    "OneCycleLR(0.8, 12)",
                    new Schedule.OneCycle(0.3, 25, 1e4),
                    3,
                    0.03200000000000003,
                    0.2798317233756664,
                    0.703428127297703,
                    0.7955323483607295,
                    0.7464103758731294,
                    0.6493965231598104,
                    0.5179031981560827,
                    0.37010968213358003,
                    0.22644879856695938,
                    0.10678202415106448,
                    0.02765358994031618,
                    3.2e-06),
            new Published(
                    "OneCycleLR(0.8, 10, 0.5, 10, 100)",
                    new Schedule.OneCycle(0.5, 10, 100),
                    5,
                    0.07999999999999996,
                    0.18544155877284285,
                    0.44,
                    0.6945584412271572,
                    0.8,
                    0.723683190952229,
                    0.523883190952229,
                    0.27691680904777105,
                    0.07711680904777105,
                    0.0008),
            new Published(
                    "SequentialLR(LinearLR(1/5, 4), CosineAnnealingLR(8))",
                    new Schedule.Warmup(new Schedule.Cosine(0), 2),
                    2,
                    0.16000000000000003,
                    0.32000000000000006,
                    0.4800000000000001,
                    0.6400000000000001,
                    0.8,
                    0.7695518130045147,
                    0.682842712474619,
                    0.553073372946036,
                    0.4,
                    0.24692662705396412,
                    0.11715728752538102,
                    0.030448186995485307),
            new Published(
                    "SequentialLR(LinearLR(1/5, 4), StepLR(4, 0.5))",
                    new Schedule.Warmup(new Schedule.Step(4, 0.5), 4),
                    1,
                    0.16000000000000003,
                    0.32000000000000006,
                    0.4800000000000001,
                    0.6400000000000001,
                    0.8,
                    0.8,
                    0.8,
                    0.8,
                    0.4,
                    0.4,
                    0.4,
                    0.4,
                    0.2,
                    0.2),
            new Published(
                    "the whole fit a warmup",
                    new Schedule.Warmup(new Schedule.Cosine(0), 3),
                    1,
                    0.2,
                    0.4,
                    0.6000000000000001));

    static Stream<Published> published() {
        return PUBLISHED.stream();
    }

    @ParameterizedTest
    @MethodSource("published")
    void theRatesAreThoseThatArePublished(Published published) {
        int updates = published.rates().length;
        double[] rates = new double[updates];
        Arrays.setAll(rates, i -> published.schedule().rate(0.8, i + 1, updates, published.updatesPerEpoch(), 0));

        assertThat(rates).containsExactly(published.rates(), within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("published")
    void aFitHasTheSameRatesAndHoldsThemWhereTheyStay(Published published) {
        int updates = published.rates().length;
        Rates rates = rates(published.schedule(), updates / published.updatesPerEpoch(), published.updatesPerEpoch());
        for (int update = 1; update <= updates; update++) {
            boolean held = rates.holdsUntil(update);

            assertThat(rates.of(update)).isCloseTo(published.rates()[update - 1], within(1e-15));
            if (held) {
                assertThat(rates.of(update)).isEqualTo(rates.of(update - 1));
            }
        }
    }

    @Test
    void schedulesOfTheEpochHoldTheirRateThroughIt() {
        Rates rates = rates(new Schedule.Warmup(new Schedule.Exponential(0.5), 1), 10, 100);

        rates.of(100);
        assertThat(rates.holdsUntil(101)).isFalse();
        rates.of(101);
        assertThat(rates.holdsUntil(200)).isTrue();
        assertThat(rates.holdsUntil(201)).isFalse();
        assertThat(rates.of(201)).isEqualTo(0.4);
    }

    /** PyTorch 1.13's {@code ReduceLROnPlateau(factor=0.5, patience=2, threshold=0.01, min_lr=0.15)}. */
    @Test
    void aPlateauLowersTheRateWhenPyTorchDoes() {
        double[] objectives = {10, 9, 9.5, 9.4, 9.3, 9.2, 8.5, 8.499, 8.5, 8.6, 8.7, 8.8, 8, 8.1, 8.1, 8.1, 8.1, 8.1};
        Rates rates = rates(new Schedule.Plateau(0.5, 2, 0.01, 0.15), objectives.length, 2);
        double[] found = new double[objectives.length];
        for (int epoch = 0; epoch < found.length; epoch++) {
            found[epoch] = rates.of(2L * epoch + 1);
            assertThat(rates.of(2L * epoch + 2)).isEqualTo(found[epoch]);
            rates.watch(objectives[epoch]);
        }

        assertThat(found)
                .containsExactly(
                        new double[] {
                            0.8, 0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.15, 0.15
                        },
                        within(1e-15));
    }

    @Test
    void anObjectiveBelowZeroThatFallsIsNoPlateau() {
        Rates rates = rates(new Schedule.Plateau(0.1, 0, 0.01, 0), 3, 1);

        rates.watch(-10);
        rates.watch(-11);
        assertThat(rates.of(1)).isEqualTo(0.8);
        rates.watch(-11.1);
        assertThat(rates.of(2)).isCloseTo(0.08, within(1e-16));
    }

    @Test
    void aRateNeverVanishes() {
        assertThat(rates(new Schedule.Exponential(1e-10), 100, 1).of(100)).isPositive();
    }

    /** The peak and the end of a cycle fall together in fits of very few updates. */
    @ParameterizedTest
    @CsvSource({"1, 0.3", "1, 1", "2, 0.5", "2, 0.3", "3, 0", "3, 1"})
    void aCycleOfFewUpdatesHasRates(int updates, double pctStart) {
        Schedule cycle = new Schedule.OneCycle(pctStart, 25, 1e4);
        for (int update = 1; update <= updates; update++) {
            assertThat(cycle.rate(0.8, update, updates, 1, 0)).isBetween(1e-7, 0.8);
        }
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.InverseScaling(-0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.InverseScaling(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Step(0, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Step(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Exponential(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Polynomial(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Cosine(Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.OneCycle(1.1, 25, 1e4));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.OneCycle(0.3, 0.5, 1e4));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Plateau(1, 2, 0.1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Plateau(0.5, -1, 0.1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule.Warmup(new Schedule.Warmup(new Schedule.Constant(), 1), 1));
    }

    private static Rates rates(Schedule schedule, int epochs, int updatesPerEpoch) {
        return new Rates(
                SpecBuilder.sgd(0.8)
                        .schedule(schedule)
                        .epochs(Math.max(1, epochs))
                        .build(),
                0.8,
                updatesPerEpoch);
    }
}
