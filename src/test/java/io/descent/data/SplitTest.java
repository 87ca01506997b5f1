package io.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

    @ParameterizedTest
    @CsvSource({"10, 0.2, 2", "30, 0.1, 3", "7, 0.5, 4", "3, 0.34, 1", "1000, 0.999, 999"})
    void theFractionIsRoundedToRows(int rows, double fraction, int validation) {
        Split split = Split.of(numbered(rows), fraction, 0, 1);

        assertThat(split.validation().rows()).isEqualTo(validation);
        assertThat(split.training().rows()).isEqualTo(rows - validation);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -7})
    void everyRowIsOnOneSideWithItsTargetAndWeightInTheOrderGiven(long seed) {
        int n = 50;
        double[] weights = IntStream.range(0, n).mapToDouble(i -> 1 + i % 3).toArray();
        Dataset data = numbered(n).withWeights(weights);

        Split split = Split.of(data, 0.3, 0, seed);

        for (Dataset part : List.of(split.training(), split.validation())) {
            for (int i = 0; i < part.rows(); i++) {
                int original = (int) part.targets()[i];
                assertThat(part.dot(i, new double[] {1, 100}, 0)).isEqualTo(original + 100.0 * -original);
                assertThat(part.weight(i)).isEqualTo(weights[original]);
            }
            assertThat(part.targets()).isSorted();
            assertThat(part.featureNames()).containsExactly("a", "b");
        }
        assertThat(DoubleStream.concat(
                                Arrays.stream(split.training().targets()),
                                Arrays.stream(split.validation().targets()))
                        .sorted())
                .containsExactly(IntStream.range(0, n).asDoubleStream().boxed().toArray(Double[]::new));
    }

    @Test
    void sparseRowsAreSplitAsDenseOnes() {
        DenseDataset dense = (DenseDataset) numbered(30)
                .withWeights(IntStream.range(0, 30).mapToDouble(i -> 1 + i).toArray());

        Split ofDense = Split.of(dense, 0.4, 0, 3);
        Split ofSparse = Split.of(Sparse.of(dense), 0.4, 0, 3);

        assertThat(ofSparse.training()).usingRecursiveComparison().isEqualTo(Sparse.of((DenseDataset)
                ofDense.training()));
        assertThat(ofSparse.validation()).usingRecursiveComparison().isEqualTo(Sparse.of((DenseDataset)
                ofDense.validation()));
    }

    @Test
    void theSeedAloneDecides() {
        double[] drawn = Split.of(numbered(100), 0.2, 0, 5).validation().targets();

        assertThat(Split.of(numbered(100), 0.2, 0, 5).validation().targets()).containsExactly(drawn);
        assertThat(Split.of(numbered(100), 0.2, 0, 6).validation().targets()).isNotEqualTo(drawn);
    }

    @Test
    void everyRowIsDrawnAboutAsOftenAsTheOthers() {
        int[] drawn = new int[20];
        for (int seed = 0; seed < 2000; seed++) {
            for (double row : Split.of(numbered(20), 0.25, 0, seed).validation().targets()) {
                drawn[(int) row]++;
            }
        }

        // 500 expected, a standard deviation of 19
        assertThat(Arrays.stream(drawn)).allMatch(count -> count > 400 && count < 600);
    }

    @Test
    void everyClassGivesItsShare() {
        // 60, 30 and 10 rows: a fifth of each
        assertThat(drawnByClass(0.2, 60, 30, 10)).containsExactly(12, 6, 2);
        // shares 1.25 and 3.75 of five rows: the larger remainder is rounded up
        assertThat(drawnByClass(0.25, 5, 15)).containsExactly(1, 4);
    }

    @Test
    void everyClassKeepsARowToTrainOn() {
        assertThat(drawnByClass(0.9, 10, 1)).containsExactly(9, 0);
        assertThat(drawnByClass(0.99, 5, 5)).containsExactly(4, 4);
    }

    @Test
    void aFractionThatLeavesNothingOnASideIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.of(numbered(4), 0.1, 0, 1))
                .withMessageContaining("validate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.of(numbered(4), 0.9, 0, 1))
                .withMessageContaining("train");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.of(classes(1, 1), 0.5, 2, 1))
                .withMessageContaining("validate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.of(numbered(4).withWeights(new double[] {1, 0, 0, 0}), 0.5, 0, 1))
                .withMessageContaining("weight 0");
    }

    private static int[] drawnByClass(double fraction, int... sizes) {
        int[] drawn = new int[sizes.length];
        for (double k :
                Split.of(classes(sizes), fraction, sizes.length, 3).validation().targets()) {
            drawn[(int) k]++;
        }
        return drawn;
    }

    // javac writes no type annotations on the parameters of a record's constructor
    @SuppressWarnings("NullAway")
    private static Dataset classes(int... sizes) {
        double[] targets = IntStream.range(0, sizes.length)
                .flatMap(k -> IntStream.range(0, sizes[k]).map(_ -> k))
                .asDoubleStream()
                .toArray();
        return new DenseDataset(new double[targets.length], List.of("a"), targets, null);
    }

    /** Row i has the features i and −i and the target i. */
    @SuppressWarnings("NullAway")
    private static Dataset numbered(int rows) {
        double[] values = new double[2 * rows];
        double[] targets = new double[rows];
        for (int i = 0; i < rows; i++) {
            values[2 * i] = i;
            values[2 * i + 1] = -i;
            targets[i] = i;
        }
        return new DenseDataset(values, List.of("a", "b"), targets, null);
    }
}
