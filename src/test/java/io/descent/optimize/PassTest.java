package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.DenseDataset;
import io.descent.objective.Penalty;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.HistorySpec.Include;
import io.descent.optimize.course.HistorySpec.Unit;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.course.Series;
import io.descent.optimize.spec.Schedule;
import io.descent.optimize.spec.Shuffle;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassTest {

    static Stream<Arguments> twins() {
        List<Penalty> penalties = List.of(
                new Penalty.None(), new Penalty.L2(0.1), new Penalty.L1(0.05), new Penalty.ElasticNet(0.1, 0.5));
        return penalties.stream()
                .flatMap(penalty -> Stream.of(new Schedule.Constant(), new Schedule.InverseScaling(0.5))
                        .flatMap(schedule -> IntStream.range(0, 8)
                                .mapToObj(bits -> Arguments.of(
                                        penalty, schedule, (bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0))));
    }

    /** Asking for a running metric takes the way of larger batches. */
    @ParameterizedTest
    @MethodSource("twins")
    void theFastWayForSingleRowsIsTheTwinOfTheWayForBatches(
            Penalty penalty, Schedule schedule, boolean intercept, boolean weighted, boolean logistic) {
        DenseDataset plain = logistic ? Fits.classification(30, 9, 4) : Fits.regression(30, 9, 4);
        DenseDataset data = weighted ? Fits.weighted(plain, Fits.weights(30)) : plain;
        SpecBuilder spec = SpecBuilder.sgd(0.01)
                .penalty(penalty)
                .schedule(schedule)
                .intercept(intercept)
                .batch(1)
                .shuffle(Shuffle.SAMPLES)
                .every(1, Unit.EPOCH, Include.PARAMS);
        if (logistic) {
            spec.logistic();
        }

        assertThat(RowPass.suits(spec.build(), 30)).isTrue();
        FitOutcome.Fitted fast = Fits.fitted(spec, data);
        assertThat(RowPass.suits(spec.metrics(RunningMetric.BATCH_SSE).build(), 30))
                .isFalse();
        FitOutcome.Fitted slow = Fits.fitted(spec, data);

        assertThat(fast.parameters()).containsExactly(slow.parameters(), within(1e-12));
        assertThat(fast.history().loss()).containsExactly(slow.history().loss(), within(1e-12));
        assertThat(fast.history().learningRate()).containsExactly(slow.history().learningRate());
        for (int k = 0; k < 10; k++) {
            assertThat(Fits.params(fast)[k]).containsExactly(Fits.params(slow)[k], within(1e-12));
        }
    }

    /** More rows than pass between two looks at the clock. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void fewFeaturesInRegistersGiveTheBitsOfTheGeneralWay(int features) {
        DenseDataset plain = Fits.regression(700, features, 4);
        double[] ones = new double[700];
        Arrays.fill(ones, 1);
        SpecBuilder spec =
                SpecBuilder.sgd(0.01).batch(1).shuffle(Shuffle.SAMPLES).epochs(4);

        FitOutcome.Fitted registers = Fits.fitted(spec, plain);
        FitOutcome.Fitted general = Fits.fitted(spec, Fits.weighted(plain, ones));

        assertThat(registers.parameters()).containsExactly(general.parameters());
        assertThat(registers.history().loss()).containsExactly(general.history().loss());
    }

    @Test
    void theFastWayCountsItsUpdatesThroughALongEpoch() {
        DenseDataset data = Fits.regression(2500, 2, 4);
        SpecBuilder spec = SpecBuilder.sgd(0.05)
                .schedule(new Schedule.InverseScaling(0.5))
                .batch(1)
                .epochs(2);

        FitOutcome.Fitted fast = Fits.fitted(spec, data);
        FitOutcome.Fitted slow = Fits.fitted(spec.metrics(RunningMetric.BATCH_SSE), data);

        assertThat(fast.history().learningRate()[1]).isCloseTo(0.05 / Math.sqrt(5000), within(1e-15));
        assertThat(fast.parameters()).containsExactly(slow.parameters(), within(1e-12));
    }

    @Test
    void onlyPlainDescentOnSingleRowsTakesTheFastWay() {
        assertThat(RowPass.suits(SpecBuilder.sgd(1).batch(1).build(), 9)).isTrue();
        assertThat(RowPass.suits(SpecBuilder.sgd(1).build(), 1)).isTrue();
        assertThat(RowPass.suits(SpecBuilder.sgd(1).batch(2).build(), 9)).isFalse();
        assertThat(RowPass.suits(SpecBuilder.sgd(1, 0.5, 0, false).batch(1).build(), 9))
                .isFalse();
        assertThat(RowPass.suits(
                        SpecBuilder.sgd(1).batch(1).every(1, Unit.UPDATE).build(), 9))
                .isFalse();
        assertThat(RowPass.suits(
                        SpecBuilder.sgd(1)
                                .batch(1)
                                .every(1, Unit.EPOCH, Include.GRADIENT)
                                .build(),
                        9))
                .isFalse();
        assertThat(RowPass.suits(
                        SpecBuilder.sgd(1)
                                .batch(1)
                                .every(1, Unit.EPOCH, Include.DIRECTION)
                                .build(),
                        9))
                .isFalse();
    }

    /** 700 rows are more than a tile; batches of 300 end within one. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 0",
        "4, 0, 0, 0.1",
        "10, 0.9, 0.5, 0",
        "300, 0.8, 0.8, 0.1",
        "700, 0.5, 0, 0.1",
        "9999, 0, 0, 0"
    })
    void epochsAreThoseOfATextbook(int batch, double momentum, double dampening, double l2) {
        DenseDataset data = Fits.weighted(Fits.regression(700, 3, 8), Fits.weights(700));
        SpecBuilder spec = SpecBuilder.sgd(0.01, momentum, dampening, false)
                .penalty(new Penalty.L2(l2))
                .batch(batch)
                .epochs(3);

        double[] expected = Naive.run(data, batch, 3, 0.01, momentum, dampening, l2)
                .getLast()
                .params();

        assertThat(Fits.fitted(spec, data).parameters()).containsExactly(expected, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 300})
    void aShuffledEpochIsAnUnshuffledOneOverRowsInThatOrder(int batch) {
        DenseDataset data = Fits.weighted(
                Fits.regression(700, 3, 8),
                IntStream.range(0, 700).mapToDouble(i -> 1 + i % 4).toArray());
        SpecBuilder spec =
                SpecBuilder.sgd(0.01).batch(batch).shuffle(Shuffle.SAMPLES).epochs(1);
        RowOrder order = new RowOrder(spec.build(), 700);
        order.beginEpoch(1);
        int[] rows = Objects.requireNonNull(order.rows());
        double[] values = Arrays.stream(rows)
                .boxed()
                .flatMapToDouble(i -> Arrays.stream(data.values(), i * 3, i * 3 + 3))
                .toArray();
        DenseDataset shuffled = Fits.dataset(
                values,
                Arrays.stream(rows).mapToDouble(i -> data.targets()[i]).toArray(),
                Arrays.stream(rows).mapToDouble(i -> 1 + i % 4).toArray());

        assertThat(Fits.fitted(spec, data).parameters())
                .containsExactly(
                        Naive.run(shuffled, batch, 1, 0.01, 0, 0, 0).getLast().params(), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRowOfWeightKIsKCopiesAtFullBatch(boolean logistic) {
        DenseDataset plain = logistic ? Fits.classification(30, 3, 4) : Fits.regression(30, 3, 4);
        DenseDataset weighted = Fits.weighted(plain, Fits.weights(30));
        SpecBuilder spec = SpecBuilder.auto()
                .momentum(0.8, 0.8, false)
                .standardize()
                .penalty(new Penalty.ElasticNet(0.1, 0.5))
                .evaluated()
                .epochs(50);
        if (logistic) {
            spec.logistic();
        }

        FitOutcome.Fitted one = Fits.fitted(spec, weighted);
        FitOutcome.Fitted copies = Fits.fitted(spec, Fits.repeated(weighted));

        assertThat(one.parameters()).containsExactly(copies.parameters(), within(1e-11));
        assertThat(one.history().loss()).containsExactly(copies.history().loss(), within(1e-11));
        assertThat(one.history().series(Series.OBJECTIVE))
                .containsExactly(Objects.requireNonNull(copies.history().series(Series.OBJECTIVE)), within(1e-11));
        assertThat(one.loss()).isCloseTo(copies.loss(), within(1e-11));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 30})
    void onlyTheProportionsOfWeightsMatter(int batch) {
        DenseDataset data = Fits.weighted(Fits.regression(30, 3, 4), Fits.weights(30));
        DenseDataset heavier = Fits.weighted(
                data, Arrays.stream(Fits.weights(30)).map(w -> 1e3 * w).toArray());
        SpecBuilder spec = SpecBuilder.auto()
                .batch(batch)
                .standardize()
                .shuffle(Shuffle.SAMPLES)
                .penalty(new Penalty.ElasticNet(0.1, 0.5));

        FitOutcome.Fitted light = Fits.fitted(spec, data);
        FitOutcome.Fitted heavy = Fits.fitted(spec, heavier);

        assertThat(heavy.parameters()).containsExactly(light.parameters(), within(1e-12));
        assertThat(heavy.history().loss()).containsExactly(light.history().loss(), within(1e-12));
        assertThat(heavy.loss()).isCloseTo(light.loss(), within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(Shuffle.class)
    void anEpochUsesEveryRowOnceInEveryMode(Shuffle shuffle) {
        // with a tiny rate the sum of the batches' gradients over an epoch is n times that of all rows
        DenseDataset data = Fits.regression(25, 2, 4);
        double rate = 1e-9;
        double[] whole = Fits.fitted(SpecBuilder.sgd(rate).epochs(1), data).parameters();
        double[] single = Fits.fitted(
                        SpecBuilder.sgd(rate).batch(1).shuffle(shuffle).epochs(1), data)
                .parameters();

        for (int j = 0; j < 3; j++) {
            assertThat(single[j] / 25).isCloseTo(whole[j], within(1e-6 * Math.abs(whole[j])));
        }
    }

    @Test
    void aModelWithoutInterceptHasNone() {
        FitOutcome.Fitted fitted = Fits.fitted(
                SpecBuilder.auto().intercept(false).standardize().epochs(2000),
                Fits.dataset(new double[] {1, 2, 3}, new double[] {2, 4, 7}, null));

        // least squares through the origin: Σxy / Σx²
        assertThat(fitted.parameters()).containsExactly(new double[] {31 / 14.0}, within(1e-9));
    }
}
