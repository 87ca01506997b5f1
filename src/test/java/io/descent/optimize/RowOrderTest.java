package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.optimize.spec.Shuffle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RowOrderTest {

    @ParameterizedTest
    @EnumSource(Shuffle.class)
    void everyModeVisitsEveryRowOnceAndKeepsTheShorterBatch(Shuffle shuffle) {
        RowOrder order = order(shuffle, 4, 1, 22);
        for (int epoch = 1; epoch <= 5; epoch++) {
            List<List<Integer>> batches = batches(order, epoch);

            assertThat(batches).hasSize(6);
            assertThat(batches.stream().flatMap(List::stream))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 22).boxed().toList());
            assertThat(batches.stream().map(List::size)).containsOnlyOnce(2).containsOnly(4, 2);
        }
    }

    @Test
    void withoutShufflingTheOrderIsThatOfTheRows() {
        assertThat(batches(order(Shuffle.NONE, 2, 1, 5), 3)).containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
    }

    @Test
    void shufflingBatchesKeepsThemTogether() {
        RowOrder order = order(Shuffle.BATCHES, 3, 1, 11);
        Set<List<List<Integer>>> orders = new HashSet<>();
        for (int epoch = 1; epoch <= 50; epoch++) {
            List<List<Integer>> batches = batches(order, epoch);
            assertThat(batches)
                    .containsExactlyInAnyOrder(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6, 7, 8), List.of(9, 10));
            orders.add(batches);
        }

        assertThat(orders).hasSizeGreaterThan(15);
    }

    @Test
    void shufflingSamplesDrawsNewBatchesEveryEpoch() {
        RowOrder order = order(Shuffle.SAMPLES, 5, 1, 20);
        Set<List<List<Integer>>> orders = new HashSet<>();
        for (int epoch = 1; epoch <= 50; epoch++) {
            orders.add(batches(order, epoch));
        }

        assertThat(orders).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource({"SAMPLES, 5", "SAMPLES, 1", "BATCHES, 5", "BATCHES, 1"})
    void theOrderDependsOnSeedAndEpochAlone(Shuffle shuffle, int batch) {
        RowOrder through = order(shuffle, batch, 7, 40);
        for (int epoch = 1; epoch < 9; epoch++) {
            through.beginEpoch(epoch);
        }
        List<List<Integer>> ninth = batches(through, 9);

        assertThat(batches(order(shuffle, batch, 7, 40), 9)).isEqualTo(ninth);
        assertThat(batches(order(shuffle, batch, 8, 40), 9)).isNotEqualTo(ninth);
        assertThat(batches(order(shuffle, batch, 7, 40), 10)).isNotEqualTo(ninth);
    }

    @Test
    void theSeedDoesNotTouchABatchOfAllRows() {
        for (Shuffle shuffle : Shuffle.values()) {
            assertThat(batches(order(shuffle, 99, 1, 6), 1)).containsExactly(List.of(0, 1, 2, 3, 4, 5));
        }
    }

    private static RowOrder order(Shuffle shuffle, int batch, long seed, int rows) {
        return new RowOrder(
                SpecBuilder.sgd(1).shuffle(shuffle).batch(batch).seed(seed).build(), rows);
    }

    private static List<List<Integer>> batches(RowOrder order, int epoch) {
        order.beginEpoch(epoch);
        int[] rows = order.rows();
        List<List<Integer>> batches = new ArrayList<>();
        for (int k = 0; k < order.batches(); k++) {
            assertThat(order.to(k) - order.from(k)).isBetween(1, order.largestBatch());
            batches.add(IntStream.range(order.from(k), order.to(k))
                    .map(place -> rows == null ? place : rows[place])
                    .boxed()
                    .toList());
        }
        return batches;
    }
}
