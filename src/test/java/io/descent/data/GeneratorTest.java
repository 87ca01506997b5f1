package io.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.Generator.Generated;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratorTest {

    private static final Generator.X UNIT = new Generator.X.Uniform(0, 1);

    static Stream<Generator> generators() {
        return Stream.of(
                new Generator.Line(50, 3, 8, UNIT, 0.3),
                new Generator.Line(100, 20, 5, new Generator.X.Range(-50, 50), 0),
                new Generator.Linear(40, List.of(1.0, -2.0, 0.5), 4, 0.1),
                new Generator.Blobs(30, 2, 3, 1, 4));
    }

    @ParameterizedTest
    @MethodSource("generators")
    void pointsHaveTheShapeThatIsPromised(Generator generator) {
        Generated points = generator.generate(1);

        assertThat(points.targets()).hasSize(generator.rows());
        assertThat(points.values()).hasSize(generator.rows() * generator.features());
        assertThat(Arrays.stream(points.values())).allMatch(Double::isFinite);
    }

    @ParameterizedTest
    @MethodSource("generators")
    void theSameSeedGivesTheSamePoints(Generator generator) {
        assertThat(generator.generate(3).values())
                .containsExactly(generator.generate(3).values());
        assertThat(generator.generate(3).targets())
                .containsExactly(generator.generate(3).targets());
    }

    @Test
    void anotherSeedGivesOtherPoints() {
        Generator generator = new Generator.Line(50, 3, 8, UNIT, 0.3);

        assertThat(generator.generate(3).values())
                .isNotEqualTo(generator.generate(4).values());
    }

    @Test
    void theResidualsOfALineAreNormalNoise() {
        int n = 100_000;
        Generated points = new Generator.Line(n, 3, 8, new Generator.X.Uniform(-1, 2), 0.3).generate(7);
        double[] residuals = IntStream.range(0, n)
                .mapToDouble(i -> points.targets()[i] - (3 * points.values()[i] + 8))
                .toArray();
        double mean = Arrays.stream(residuals).average().orElseThrow();
        double variance = Arrays.stream(residuals).map(r -> r * r).average().orElseThrow();
        double fourth =
                Arrays.stream(residuals).map(r -> r * r * r * r).average().orElseThrow();

        assertThat(mean).isCloseTo(0, within(0.004));
        assertThat(Math.sqrt(variance)).isCloseTo(0.3, within(0.003));
        assertThat(fourth / (variance * variance)).isCloseTo(3, within(0.1));
        assertThat(Arrays.stream(points.values())).allMatch(x -> x >= -1 && x < 2);
        assertThat(Arrays.stream(points.values()).average().orElseThrow()).isCloseTo(0.5, within(0.012));
        assertThat(leastSquares(points, 1)).containsExactly(new double[] {3, 8}, within(0.006));
    }

    @Test
    void aRangeGivesItsIntegersInOrderAndWithoutNoiseTheLineItself() {
        Generated points = new Generator.Line(100, 20, 5, new Generator.X.Range(-50, 50), 0).generate(0);

        assertThat(points.values())
                .containsExactly(IntStream.range(-50, 50).mapToDouble(x -> x).toArray());
        assertThat(points.targets())
                .containsExactly(
                        IntStream.range(-50, 50).mapToDouble(x -> 20 * x + 5).toArray());
    }

    @Test
    void leastSquaresRecoversTheCoefficientsOfLinearData() {
        List<Double> coef = List.of(1.5, -2.0, 0.0, 7.0);
        Generated exact = new Generator.Linear(50, coef, -3, 0).generate(1);
        Generated noisy = new Generator.Linear(50_000, coef, -3, 0.5).generate(2);

        assertThat(leastSquares(exact, 4)).containsExactly(new double[] {1.5, -2, 0, 7, -3}, within(1e-12));
        assertThat(leastSquares(noisy, 4)).containsExactly(new double[] {1.5, -2, 0, 7, -3}, within(0.012));
    }

    @Test
    void theFeaturesOfLinearDataAreStandardNormal() {
        double[] values = new Generator.Linear(50_000, List.of(1.0, 2.0), 0, 1)
                .generate(5)
                .values();

        assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo(0, within(0.013));
        assertThat(Arrays.stream(values).map(x -> x * x).average().orElseThrow())
                .isCloseTo(1, within(0.02));
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1, 5", "2, 2", "2, 3", "2, 9", "3, 4", "3, 9", "5, 2", "10, 3"})
    void theNearestCentresOfBlobsAreOneSeparationApart(int features, int centers) {
        Generated points = new Generator.Blobs(centers, features, centers, 0, 4).generate(1);
        double nearest = Double.POSITIVE_INFINITY;
        for (int a = 0; a < centers; a++) {
            for (int b = 0; b < a; b++) {
                nearest = Math.min(nearest, distance(points.values(), a, b, features));
            }
        }

        assertThat(nearest).isCloseTo(4, within(1e-12));
        for (int j = 0; j < features; j++) {
            int feature = j;
            assertThat(IntStream.range(0, centers)
                            .mapToDouble(k -> points.values()[k * features + feature])
                            .sum())
                    .isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void blobsAreRoundCloudsAboutTheirCentresDealtInTurn() {
        int n = 60_000;
        Generated centres = new Generator.Blobs(3, 2, 3, 0, 4).generate(1);
        Generated points = new Generator.Blobs(n, 2, 3, 0.5, 4).generate(1);

        for (int k = 0; k < 3; k++) {
            int own = k;
            for (int j = 0; j < 2; j++) {
                int feature = j;
                double centre = centres.values()[k * 2 + j];
                double[] offsets = IntStream.range(0, n)
                        .filter(i -> points.targets()[i] == own)
                        .mapToDouble(i -> points.values()[i * 2 + feature] - centre)
                        .toArray();
                assertThat(offsets).hasSize(n / 3);
                assertThat(Arrays.stream(offsets).average().orElseThrow()).isCloseTo(0, within(0.015));
                assertThat(Math.sqrt(
                                Arrays.stream(offsets).map(o -> o * o).average().orElseThrow()))
                        .isCloseTo(0.5, within(0.01));
            }
        }
        assertThat(Arrays.copyOf(points.targets(), 7)).containsExactly(0, 1, 2, 0, 1, 2, 0);
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Generator.Line(0, 1, 1, UNIT, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Generator.Line(5, 1, 1, UNIT, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Generator.Line(5, Double.NaN, 1, UNIT, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Generator.Line(5, 1, 1, new Generator.X.Range(0, 4), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Generator.X.Range(3, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Generator.X.Range(Integer.MIN_VALUE, Integer.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Generator.X.Uniform(1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Generator.X.Uniform(-Double.MAX_VALUE, Double.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Generator.Linear(5, List.of(), 0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Generator.Linear(5, List.of(1.0), 0, Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Generator.Blobs(5, 0, 2, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Generator.Blobs(5, 2, 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Generator.Blobs(5, 2, 2, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Generator.Blobs(5, 2, 2, 1, Double.NaN));
    }

    private static double distance(double[] values, int a, int b, int features) {
        return Math.sqrt(IntStream.range(0, features)
                .mapToDouble(j -> values[a * features + j] - values[b * features + j])
                .map(difference -> difference * difference)
                .sum());
    }

    /** The normal equations by Gauss–Jordan elimination: the coefficients, then the intercept. */
    private static double[] leastSquares(Generated points, int d) {
        double[][] system = new double[d + 1][d + 2];
        for (int i = 0; i < points.targets().length; i++) {
            double[] row = Arrays.copyOfRange(points.values(), i * d, i * d + d + 2);
            row[d] = 1;
            row[d + 1] = points.targets()[i];
            for (int j = 0; j <= d; j++) {
                for (int k = 0; k <= d + 1; k++) {
                    system[j][k] += row[j] * row[k];
                }
            }
        }
        for (int p = 0; p <= d; p++) {
            for (int j = 0; j <= d; j++) {
                double factor = j == p ? 0 : system[j][p] / system[p][p];
                for (int k = 0; k <= d + 1; k++) {
                    system[j][k] -= factor * system[p][k];
                }
            }
        }
        return IntStream.rangeClosed(0, d)
                .mapToDouble(j -> system[j][d + 1] / system[j][j])
                .toArray();
    }
}
