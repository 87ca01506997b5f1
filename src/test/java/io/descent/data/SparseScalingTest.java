package io.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SparseScalingTest {

    private static final ParameterShape SHAPE = new ParameterShape(4, 1, true);

    /** Features that are seldom, half, mostly and always other than 0. */
    private static DenseDataset dense(double @Nullable [] weights) {
        Random random = new Random(3);
        double[] shares = {0.1, 0.5, 0.8, 1};
        double[] values = new double[40 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 4 % 10 < 10 * shares[i % 4] ? 100 + random.nextGaussian() : 0;
        }
        return TestData.dataset(values, List.of("a", "b", "c", "d"), new double[40], weights);
    }

    private static SparseDataset scaled(SparseDataset data, ParameterShape shape) {
        return (SparseDataset) FeatureScaling.standardize(data, shape).apply(data);
    }

    private static double[] column(Dataset data, int feature) {
        double[] unit = new double[data.features()];
        unit[feature] = 1;
        return IntStream.range(0, data.rows())
                .mapToDouble(i -> data.dot(i, unit, 0))
                .toArray();
    }

    @Test
    void scalesAreThoseOfTheDenseData() {
        double[] weights = IntStream.range(0, 40).mapToDouble(i -> 0.5 + i % 3).toArray();
        for (DenseDataset dense : List.of(dense(null), dense(weights))) {
            Dataset expected = FeatureScaling.standardize(dense, SHAPE).apply(dense);
            SparseDataset sparse = scaled(Sparse.of(dense), SHAPE);
            for (int j = 0; j < 4; j++) {
                double[] twin = column(expected, j);
                double[] own = column(sparse, j);
                double shift = own[0] - twin[0];
                for (int i = 0; i < 40; i++) {
                    assertThat(own[i] - shift).isEqualTo(twin[i], within(1e-11));
                }
            }
        }
    }

    @Test
    void onlyFeaturesThatAreMostlyOtherThanZeroAreCentred() {
        SparseDataset scaled = scaled(Sparse.of(dense(null)), SHAPE);
        assertThat(column(scaled, 0)).contains(0.0);
        assertThat(column(scaled, 1)).contains(0.0);
        assertThat(IntStream.of(2, 3)
                        .mapToDouble(j -> IntStream.range(0, 40)
                                .mapToDouble(i -> column(scaled, j)[i])
                                .sum()))
                .allMatch(sum -> Math.abs(sum) < 1e-9);
    }

    @Test
    void aFeatureWithoutZerosIsStoredAsBefore() {
        SparseDataset full =
                Sparse.of(TestData.dataset(new double[] {5, 7, 6, 9}, List.of("a", "b"), new double[2], null));
        assertThat(scaled(full, new ParameterShape(2, 1, true)).stored()).isEqualTo(4);
    }

    @Test
    void neverIsMoreStoredThanTwiceAsMuch() {
        SparseDataset data = Sparse.of(dense(null));
        assertThat(scaled(data, SHAPE).stored()).isGreaterThan(data.stored()).isLessThan(2 * data.stored());
        double[] heavy = new double[40];
        heavy[0] = 1000;
        heavy[1] = 1;
        heavy[12] = 1;
        SparseDataset rareButHeavy = Sparse.of(TestData.dataset(
                IntStream.range(0, 40).mapToDouble(i -> i == 0 ? 3 : 0).toArray(),
                List.of("a"),
                new double[40],
                heavy));
        assertThat(scaled(rareButHeavy, new ParameterShape(1, 1, true)).stored())
                .isEqualTo(1);
    }

    @Test
    void withoutAnInterceptNothingIsCentred() {
        SparseDataset data = Sparse.of(dense(null));
        assertThat(scaled(data, new ParameterShape(4, 1, false)).stored()).isEqualTo(data.stored());
    }

    @Test
    void withoutAnInterceptAConstantFeatureIsOne() {
        SparseDataset data =
                Sparse.of(TestData.dataset(new double[] {0.1, 0, 0.1, 0, 0.1, 0}, List.of("a", "b"), new double[3]));
        SparseDataset scaled = scaled(data, new ParameterShape(2, 1, false));
        assertThat(column(scaled, 0)).containsExactly(1, 1, 1);
        assertThat(column(scaled, 1)).containsExactly(0, 0, 0);
    }

    @Test
    void anExplicitZeroCountsAsZero() {
        SparseRows explicit = new SparseRows(new double[] {2, 0, 0}, new int[3], new int[] {0, 1, 2, 3});
        SparseDataset data = Sparse.of(explicit, List.of("a"), new double[3], null);
        SparseDataset scaled = scaled(data, new ParameterShape(1, 1, true));
        assertThat(column(scaled, 0)[1]).isZero();
    }

    @Test
    void theDigestTellsSparseRowsFromDenseOnes() {
        DenseDataset dense = dense(null);
        SparseDataset sparse = Sparse.of(dense);
        assertThat(Digest.of(sparse)).isEqualTo(Digest.of(Sparse.of(dense))).isNotEqualTo(Digest.of(dense));
        assertThat(Digest.of(sparse.withWeights(ones(40)))).isNotEqualTo(Digest.of(sparse));
    }

    private static double[] ones(int count) {
        return IntStream.range(0, count).mapToDouble(_ -> 1).toArray();
    }
}
