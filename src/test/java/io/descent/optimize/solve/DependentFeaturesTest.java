package io.descent.optimize.solve;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.DenseDataset;
import io.descent.data.TestData;
import io.descent.optimize.solve.DependentFeatures.Relation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DependentFeaturesTest {

    private static DenseDataset columns(int rows, IntToDoubleFunction... columns) {
        return rows(IntStream.range(0, rows)
                .mapToObj(i -> Arrays.stream(columns)
                        .mapToDouble(column -> column.applyAsDouble(i))
                        .toArray())
                .toList());
    }

    private static DenseDataset rows(List<double[]> rows) {
        return TestData.dataset(
                rows.stream().flatMapToDouble(Arrays::stream).toArray(),
                IntStream.range(0, rows.getFirst().length)
                        .mapToObj(j -> "x" + j)
                        .toList(),
                new double[rows.size()]);
    }

    private static List<double[]> rowsOf(DenseDataset data) {
        int d = data.features();
        return IntStream.range(0, data.rows())
                .mapToObj(i -> Arrays.copyOfRange(data.values(), i * d, (i + 1) * d))
                .toList();
    }

    private static List<Relation> of(DenseDataset data, boolean intercept) {
        return DependentFeatures.of(data, intercept, Set.of());
    }

    /** Columns of one scale, some of them far from 0, and some of them strongly correlated. */
    private static double[][] random(Random random, int n, int d) {
        double[][] columns = new double[d][n];
        for (int j = 0; j < d; j++) {
            double scale = Math.pow(10, random.nextInt(16) - 6);
            double offset = scale * List.of(0.0, 0.0, 3.0, 1e3, 1e6).get(random.nextInt(5));
            double near = j > 0 && random.nextInt(3) == 0 ? Math.pow(10, -random.nextInt(6)) : 0;
            int kind = random.nextInt(4);
            for (int i = 0; i < n; i++) {
                double value = switch (kind) {
                    case 0 -> random.nextGaussian();
                    case 1 -> random.nextDouble();
                    case 2 -> Math.exp(2 * random.nextGaussian());
                    default -> random.nextInt(1000);
                };
                columns[j][i] = near > 0 ? columns[j - 1][i] * (1 + near * value) : offset + scale * value;
            }
        }
        return columns;
    }

    private static DenseDataset of(double[][] columns) {
        return columns(
                columns[0].length,
                Arrays.stream(columns)
                        .map(column -> (IntToDoubleFunction) i -> column[i])
                        .toArray(IntToDoubleFunction[]::new));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void independentFeaturesOfAnyScaleAndOffsetAreNotTold(boolean intercept) {
        Random random = new Random(1);
        for (int set = 0; set < 4000; set++) {
            int d = 2 + random.nextInt(8);
            double[][] columns = random(random, d + 2 + random.nextInt(60), d);

            assertThat(of(of(columns), intercept)).as("set " + set).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sumsOfOtherFeaturesAreToldWithWhatTheyAreMadeOf(boolean intercept) {
        Random random = new Random(2);
        for (int set = 0; set < 2000; set++) {
            int d = 4 + random.nextInt(5);
            int n = d + 3 + random.nextInt(300);
            double[][] columns = new double[d][n];
            double scale = Math.pow(10, random.nextInt(16) - 6);
            for (int j = 0; j < d; j++) {
                double own = scale * Math.pow(10, random.nextInt(3));
                double offset = random.nextInt(3) == 0 ? own * 1e6 : 0;
                for (int i = 0; i < n; i++) {
                    columns[j][i] = offset + own * random.nextGaussian();
                }
            }
            double one = random.nextDouble(0.5, 2);
            double other = random.nextDouble(-2, -0.5);
            for (int i = 0; i < n; i++) {
                columns[d - 1][i] = one * columns[0][i] + other * columns[2][i];
            }

            assertThat(of(of(columns), intercept))
                    .as("set " + set)
                    .containsExactly(new Relation(d - 1, List.of(0, 2), false));
        }
    }

    @Test
    void theLastOfAllLevelsFollowsFromTheOthersBesideAnIntercept() {
        DenseDataset data =
                columns(60, i -> i % 3 == 0 ? 1 : 0, i -> i * i % 17, i -> i % 3 == 1 ? 1 : 0, i -> i % 3 == 2 ? 1 : 0);

        assertThat(of(data, true)).containsExactly(new Relation(3, List.of(0, 2), true));
        assertThat(of(data, false)).isEmpty();
    }

    @Test
    void decimalsThatAddUpOnlyButForRoundingAreDependent() {
        DenseDataset data = columns(
                1000, i -> 0.1 * (i % 13), i -> 0.7 * (i % 29) + 1000, i -> (i % 13 + 7 * (i % 29) + 10000) / 10.0);

        assertThat(of(data, true)).containsExactly(new Relation(2, List.of(0, 1), false));
    }

    @Test
    void whatIsLeftOutIsNeitherToldNorToldBy() {
        Random random = new Random(4);
        double[][] columns = new double[5][40];
        for (int i = 0; i < 40; i++) {
            columns[0][i] = random.nextGaussian();
            columns[1][i] = random.nextGaussian();
            columns[2][i] = 3 * columns[0][i];
            columns[3][i] = columns[0][i] + columns[1][i];
            columns[4][i] = 7;
        }

        assertThat(DependentFeatures.of(of(columns), true, Set.of(2, 4)))
                .containsExactly(new Relation(3, List.of(0, 1), false));
        assertThat(DependentFeatures.of(of(columns), true, Set.of(0)))
                .containsExactly(new Relation(3, List.of(1, 2), false));
    }

    /** Degree 6 over [1, 3] has a condition of 1e9 or so, over [10, 14] of 1e14: what is left is far above rounding. */
    @ParameterizedTest
    @CsvSource({"1, 3", "-2, 5", "1, 1.5", "10, 14", "0, 1000"})
    void powersAreNotDependentThoughNearly(double from, double to) {
        IntToDoubleFunction[] powers = IntStream.rangeClosed(1, 6)
                .mapToObj(k -> (IntToDoubleFunction) i -> Math.pow(from + (to - from) * i / 199, k))
                .toArray(IntToDoubleFunction[]::new);

        assertThat(of(columns(200, powers), true)).isEmpty();
        assertThat(of(columns(200, powers), false)).isEmpty();
    }

    /** NIST's hardest data for least squares, of which solutions are certified. */
    @Test
    void collinearDataWithACertifiedSolutionAreIndependent() throws IOException {
        List<double[]> longley = table("nist_longley.csv");
        List<double[]> filip = table("nist_filip.csv");

        assertThat(of(
                        rows(longley.stream()
                                .map(row -> Arrays.copyOfRange(row, 1, 7))
                                .toList()),
                        true))
                .isEmpty();
        assertThat(of(
                        rows(filip.stream()
                                .map(row -> IntStream.rangeClosed(1, 10)
                                        .mapToDouble(k -> Math.pow(row[1], k))
                                        .toArray())
                                .toList()),
                        true))
                .isEmpty();
    }

    private static List<double[]> table(String name) throws IOException {
        try (InputStream in = DependentFeaturesTest.class.getResourceAsStream("/data/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        }
    }

    @Test
    void theOrderOfTheRowsCountsForNothing() {
        Random random = new Random(5);
        for (int set = 0; set < 200; set++) {
            double[][] columns = random(random, 50, 6);
            for (int i = 0; i < 50; i++) {
                columns[5][i] = columns[1][i] - 2 * columns[4][i];
            }
            DenseDataset data = of(columns);
            List<double[]> shuffled = new ArrayList<>(rowsOf(data));
            Collections.shuffle(shuffled, random);

            assertThat(of(rows(shuffled), true).stream().map(Relation::feature))
                    .containsExactlyElementsOf(
                            of(data, true).stream().map(Relation::feature).toList())
                    .contains(5);
        }
    }

    @Test
    void rowsOfWeightZeroTakeNoPart() {
        DenseDataset data = columns(20, i -> i, i -> i * i % 7, i -> i == 11 ? 1e9 : i + i * i % 7);
        double[] weights = new double[20];
        Arrays.fill(weights, 2);
        weights[11] = 0;

        assertThat(of(data, true)).isEmpty();
        assertThat(of(data.withWeights(weights), true)).containsExactly(new Relation(2, List.of(0, 1), false));
    }

    @Test
    void valuesWhoseSquaresOverflowAreJudgedAsOthers() {
        DenseDataset data = columns(
                30, i -> 1e250 * i, i -> 1e-250 * (i * i % 7), i -> 1e250 * i - 1e250 * (i % 4), i -> 1e250 * (i % 4));

        assertThat(of(data, true)).containsExactly(new Relation(3, List.of(0, 2), false));
    }

    @Test
    void ofFewerRowsThanWeightsOrTooManyFeaturesNothingIsTold() {
        Random random = new Random(6);
        double[][] wide = new double[8][7];
        double[][] many = new double[129][200];
        for (double[][] columns : List.of(wide, many)) {
            for (double[] column : columns) {
                Arrays.setAll(column, _ -> random.nextGaussian());
            }
            columns[2] = columns[0].clone();
        }

        assertThat(of(of(wide), true)).isEmpty();
        assertThat(of(of(many), true)).isEmpty();
    }
}
