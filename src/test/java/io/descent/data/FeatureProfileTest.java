package io.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.FeatureProfile.Copy;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureProfileTest {

    private static final Random RANDOM = new Random(4);

    @ParameterizedTest
    @ValueSource(ints = {2, 100, 20_000})
    void aFeatureOfOneValueIsConstant(int rows) {
        Dataset data = columns(rows, i -> i, _ -> 0, _ -> -3.7);

        FeatureProfile profile = FeatureProfile.of(data, true);

        assertThat(profile.constant()).containsExactly(1, 2);
        assertThat(profile.copies()).isEmpty();
    }

    @Test
    void aFeatureThatDiffersInOneRowOfManyIsNotConstant() {
        Dataset data = columns(20_000, i -> i == 12_345 ? 1 : 0, i -> i);

        assertThat(FeatureProfile.of(data, true).constant()).isEmpty();
    }

    @Test
    void deviationsAreThoseOfTheRows() {
        Dataset data = columns(4, i -> i, i -> 1e6 + 2 * i);

        double[] deviations = FeatureProfile.of(data, true).deviations();

        assertThat(deviations).containsExactly(new double[] {Math.sqrt(1.25), Math.sqrt(5)}, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 500, 20_000})
    void aMultipleOfAnEarlierFeatureIsItsCopy(int rows) {
        double[] noise = RANDOM.doubles(rows).toArray();
        double[] other = RANDOM.doubles(rows).toArray();
        Dataset data = columns(rows, i -> noise[i], i -> other[i], i -> -2.5 * noise[i], i -> noise[i] + other[i]);

        assertThat(FeatureProfile.of(data, true).copies()).containsExactly(new Copy(2, 0));
        assertThat(FeatureProfile.of(data, false).copies()).containsExactly(new Copy(2, 0));
    }

    @Test
    void aShiftedMultipleIsACopyOnlyWhereAnInterceptTakesUpTheShift() {
        double[] celsius = RANDOM.doubles(50, -20, 40).toArray();
        Dataset data = columns(50, i -> celsius[i], i -> 1.8 * celsius[i] + 32);

        assertThat(FeatureProfile.of(data, true).copies()).containsExactly(new Copy(1, 0));
        assertThat(FeatureProfile.of(data, false).copies()).isEmpty();
    }

    @Test
    void nearlyEqualIsNotACopy() {
        double[] noise = RANDOM.doubles(300).toArray();
        Dataset data = columns(300, i -> noise[i], i -> noise[i] + (i % 7 == 0 ? 1e-3 : 0));

        assertThat(FeatureProfile.of(data, true).copies()).isEmpty();
    }

    @Test
    void aCopyInAllSampledRowsIsNoneWhenAnotherRowDiffers() {
        double[] noise = RANDOM.doubles(10_000).toArray();
        Dataset data = columns(10_000, i -> noise[i], i -> i == 9_998 ? 5 : 2 * noise[i]);

        assertThat(FeatureProfile.of(data, true).copies()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // javac writes no type annotations on the parameters of a record's constructor
    void sparseRowsAreSeenAsTheirDenseTwin() {
        SparseRows rows = new SparseRows(
                new double[] {1, 2, 3, 6, -1, -2, 4, 8}, new int[] {0, 2, 0, 2, 0, 2, 0, 2}, new int[] {0, 2, 4, 6, 8});
        Dataset data = new SparseDataset(rows, List.of("a", "b", "c"), new double[4], null);

        FeatureProfile profile = FeatureProfile.of(data, true);

        assertThat(profile.constant()).containsExactly(1);
        assertThat(profile.copies()).containsExactly(new Copy(2, 0));
    }

    @Test
    void ofOneRowNothingIsTold() {
        FeatureProfile profile = FeatureProfile.of(columns(1, _ -> 1, _ -> 1), true);

        assertThat(profile.constant()).isEmpty();
        assertThat(profile.copies()).isEmpty();
    }

    private static Dataset columns(int rows, IntToDoubleFunction... columns) {
        double[] values = new double[rows * columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns[i % columns.length].applyAsDouble(i / columns.length);
        }
        List<String> names =
                IntStream.range(0, columns.length).mapToObj(j -> "x" + j).toList();
        return TestData.dataset(values, names, new double[rows]);
    }
}
