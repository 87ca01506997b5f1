package io.descent.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleArrayTest {

    /** The sizes about the ends of the first chunks, and one with chunks of the largest size. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 767, 768, 769, 3_500_000})
    void whatWasAddedComesOutInOrder(int count) {
        DoubleArray array = new DoubleArray();
        for (int i = 0; i < count; i++) {
            array.add(i + 0.5);
        }

        assertThat(array.size()).isEqualTo(count);
        double[] values = array.drain();

        assertThat(values).hasSize(count);
        assertThat(IntStream.range(0, count).filter(i -> values[i] != i + 0.5)).isEmpty();
    }

    @Test
    void drainingLeavesItEmptyAndReadyForMore() {
        DoubleArray array = new DoubleArray();
        IntStream.range(0, 1000).forEach(array::add);
        array.drain();

        assertThat(array.size()).isZero();
        assertThat(array.drain()).isEmpty();
        array.add(7);
        assertThat(array.size()).isEqualTo(1);
        assertThat(array.drain()).containsExactly(7);
    }
}
