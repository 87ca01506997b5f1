package io.descent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseKernelsTest {

    private static final int FEATURES = 40;

    private final Random random = new Random(5);
    private final double[] dense = random.doubles(FEATURES + 3, -1, 1).toArray();

    private int[] indices(int count) {
        return random.ints(0, FEATURES).distinct().limit(count).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 31})
    void aProductIsThatOfTheDenseVector(int count) {
        int[] indices = indices(count + 2);
        double[] values = random.doubles(count + 2, -1, 1).toArray();
        double expected = IntStream.range(1, count + 1)
                .mapToDouble(p -> values[p] * dense[3 + indices[p]])
                .sum();

        assertThat(SparseKernels.dot(values, indices, 1, count + 1, dense, 3)).isEqualTo(expected, within(1e-14));
    }

    @Test
    void theSumHasOneShape() {
        double[] values = random.doubles(9, -1, 1).toArray();
        int[] indices = indices(9);
        double[] lanes = new double[4];
        for (int p = 0; p < 8; p++) {
            lanes[p % 4] += values[p] * dense[indices[p]];
        }
        double folded = (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);

        assertThat(SparseKernels.dot(values, indices, 0, 9, dense, 0))
                .isEqualTo(folded + values[8] * dense[indices[8]]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 16})
    void onlyStoredCoordinatesAreAddedTo(int count) {
        int[] indices = indices(count);
        double[] values = random.doubles(count, -1, 1).toArray();
        double[] expected = dense.clone();
        for (int p = 0; p < count; p++) {
            expected[3 + indices[p]] += -0.5 * values[p];
        }
        double[] sum = dense.clone();

        SparseKernels.axpy(-0.5, values, indices, 0, count, sum, 3);

        assertThat(sum).isEqualTo(expected);
    }

    @Test
    void aCoordinateOutsideTheVectorIsRefused() {
        double[] values = new double[5];
        int[] indices = new int[5];
        Arrays.fill(indices, dense.length);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> SparseKernels.dot(values, indices, 0, 5, dense, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> SparseKernels.axpy(1, values, indices, 0, 5, dense, 0));
    }
}
