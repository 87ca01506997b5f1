package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.objective.Penalty;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LazyWeightsTest {

    private static final double[] START = {2, -1, 0.01, 0};
    private static final int[] TOUCHED = {1};

    static Stream<Arguments> steps() {
        return Stream.of(
                // an ordinary one, one that flips every weight, one that ends at 0, one that nearly does
                Arguments.of(0.1, new Penalty.ElasticNet(0.5, 0.2)),
                Arguments.of(1.5, new Penalty.ElasticNet(1, 0.01)),
                Arguments.of(0.5, new Penalty.L2(2)),
                Arguments.of(1, new Penalty.L2(1 - 1e-12)),
                Arguments.of(1, new Penalty.L2(1e12)),
                Arguments.of(0.05, new Penalty.L1(0.3)),
                Arguments.of(0.05, new Penalty.None()));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aWeightComesOutAsTheDenseStepsLeaveIt(double rate, Penalty penalty) {
        double[] dense = START.clone();
        double[] lazy = START.clone();
        LazyWeights weights = new LazyWeights(START.length, penalty);
        for (int t = 0; t < 6; t++) {
            double gradient = 0.3 + t;
            for (int j = 0; j < dense.length; j++) {
                double moved = (1 - rate * penalty.l2()) * dense[j] - (j == 1 ? rate * gradient : 0);
                dense[j] = Penalty.shrink(moved, rate * penalty.l1());
            }
            weights.catchUp(lazy, 0, TOUCHED, 0, 1);
            weights.decay(lazy, rate);
            lazy[1] -= rate * gradient / weights.scale();
            weights.shrink(rate);
        }
        weights.settle(lazy);

        for (int j = 0; j < dense.length; j++) {
            assertThat(lazy[j]).isEqualTo(dense[j], within(1e-12 * Math.max(1, Math.abs(dense[j]))));
        }
    }

    @Test
    void whatABatchDoesNotHoldIsNotTouched() {
        double[] array = START.clone();
        LazyWeights weights = new LazyWeights(START.length, new Penalty.ElasticNet(0.5, 0.5));
        for (int t = 0; t < 20; t++) {
            weights.catchUp(array, 0, TOUCHED, 0, 1);
            weights.decay(array, 0.1);
            array[1] -= 0.1 / weights.scale();
            weights.shrink(0.1);
        }

        assertThat(array[0]).isEqualTo(START[0]);
        assertThat(array[2]).isEqualTo(START[2]);
        weights.settle(array);
        assertThat(array[0]).isBetween(0.0, 1.5);
        assertThat(array[2]).isZero();
    }

    @Test
    void theScaleNeverRunsOutOfADouble() {
        double[] array = START.clone();
        LazyWeights weights = new LazyWeights(START.length, new Penalty.L2(1));
        for (int t = 0; t < 100_000; t++) {
            weights.decay(array, 0.1);
            assertThat(Math.abs(weights.scale())).isBetween(1e-10, 1e10);
        }
        weights.settle(array);
        assertThat(array).containsExactly(0, 0, 0, 0);
    }
}
