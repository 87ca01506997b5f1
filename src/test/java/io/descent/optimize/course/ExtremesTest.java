package io.descent.optimize.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.ParameterShape;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtremesTest {

    private static final Columns COLUMNS = Columns.of(
            new HistorySpec(
                    1,
                    HistorySpec.Unit.EPOCH,
                    Set.of(HistorySpec.Include.PARAMS),
                    Set.of(),
                    HistorySpec.Evaluate.EPOCH_END),
            new ParameterShape(1, 1, true),
            false);

    private static History history(int records) {
        Random random = new Random(5);
        return History.of(
                COLUMNS,
                Double.NaN,
                IntStream.range(0, records)
                        .mapToObj(i -> new EpochRecord(
                                i + 1,
                                0,
                                random.doubles(COLUMNS.measured().size()).toArray(),
                                new double[][] {{i, -i}}))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 20, 100, 999, 2000})
    void aSpikeOfOneRecordStaysHoweverFewAreAnswered(int points) {
        History history = history(100_000);
        history.loss()[54_321] = 1e9;
        history.loss()[77_777] = -1e9;
        History few = Extremes.of(history, points);

        assertThat(few.size()).isBetween(points / 4, points);
        assertThat(few.loss()).contains(1e9, -1e9).startsWith(history.loss()[0]).endsWith(history.loss()[99_999]);
        assertThat(few.epoch()).isSorted().contains(54_322, 77_778);
        int at = IntStream.range(0, few.size())
                .filter(i -> few.loss()[i] == 1e9)
                .findFirst()
                .orElseThrow();
        double[][] params = Objects.requireNonNull(few.vectors(HistorySpec.Include.PARAMS));
        assertThat(params[at]).containsExactly(54_321, -54_321);
    }

    @Test
    void everyStretchShowsItsExtremesInEverySeries() {
        History history = history(10_000);
        History few = Extremes.of(history, 1002);
        int stretches = 1000 / (2 * COLUMNS.told().size());

        for (Series series : COLUMNS.told()) {
            double[] all = Objects.requireNonNull(history.series(series));
            double[] kept = Objects.requireNonNull(few.series(series));
            for (int stretch = 0; stretch < stretches; stretch++) {
                double[] part =
                        Arrays.copyOfRange(all, 10_000 * stretch / stretches, 10_000 * (stretch + 1) / stretches);
                assertThat(kept)
                        .contains(Arrays.stream(part).min().orElseThrow())
                        .contains(Arrays.stream(part).max().orElseThrow());
            }
        }
    }

    @Test
    void aHistoryOfNoMoreRecordsStaysAsItIs() {
        History history = history(50);
        assertThat(Extremes.of(history, 50)).isSameAs(history);
        assertThat(Extremes.of(History.NONE, 16)).isSameAs(History.NONE);
    }

    @Test
    void whatIsNoNumberIsNoExtreme() {
        History history = history(1000);
        Arrays.fill(history.values()[0], 1, 1000, Double.NaN);
        assertThat(Extremes.of(history, 100).epoch()).contains(1, 1000).hasSizeLessThanOrEqualTo(100);
    }
}
