package io.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureScalingTest {

    private static final int N = 200;
    private static final int D = 3;

    private final DenseDataset plain = dataset(null);
    private final DenseDataset weighted =
            dataset(IntStream.range(0, N).mapToDouble(i -> i % 4).toArray());

    @Test
    void standardizedFeaturesHaveMeanZeroAndDeviationOne() {
        for (DenseDataset data : List.of(plain, weighted)) {
            DenseDataset scaled = scaled(FeatureScaling.standardize(data, shape(data, true)), data);
            for (int j = 0; j < D; j++) {
                assertThat(mean(scaled, j, 0, 1)).isCloseTo(0, within(1e-12));
                assertThat(mean(scaled, j, 0, 2)).isCloseTo(1, within(1e-12));
            }
        }
    }

    @Test
    void severalThreadsFindTheSameBits() {
        Random random = new Random(7);
        int d = 41;
        double[] values = random.doubles(5_003L * d, -3, 9).toArray();
        double[] targets = new double[5_003];
        List<String> names = IntStream.range(0, d).mapToObj(j -> "x" + j).toList();
        double[] weights = random.doubles(targets.length).toArray();
        DenseDataset data = new DenseDataset(values, names, targets, weights);
        Parallel many = (count, part) -> IntStream.range(0, count).parallel().forEach(part);
        FeatureScaling alone = FeatureScaling.standardize(data, shape(data, true));
        FeatureScaling together = FeatureScaling.standardize(data, shape(data, true), many);

        assertThat(together).usingRecursiveComparison().isEqualTo(alone);
        assertThat(((DenseDataset) together.apply(data, many)).values())
                .isEqualTo(((DenseDataset) alone.apply(data)).values());
    }

    @Test
    void withoutCentringZeroStaysZeroAndTheMeanSquareIsOne() {
        FeatureScaling scaling = FeatureScaling.standardize(plain, shape(plain, false));
        DenseDataset scaled = scaled(scaling, plain);

        for (int j = 0; j < D; j++) {
            assertThat(mean(scaled, j, 0, 2)).isCloseTo(1, within(1e-12));
            double ratio = scaled.values()[j] / plain.values()[j];
            int feature = j;
            assertThat(IntStream.range(0, N))
                    .allSatisfy(i -> assertThat(scaled.values()[i * D + feature])
                            .isCloseTo(
                                    ratio * plain.values()[i * D + feature],
                                    within(1e-12 * Math.abs(scaled.values()[i * D + feature]))));
        }
    }

    @Test
    void aRowOfWeightThreeCountsAsThreeCopies() {
        double[] weights = IntStream.range(0, N).mapToDouble(i -> i % 4).toArray();
        int[] copies = IntStream.range(0, N)
                .flatMap(i -> IntStream.generate(() -> i).limit(i % 4))
                .toArray();
        double[] values = Arrays.stream(copies)
                .boxed()
                .flatMapToDouble(i -> Arrays.stream(plain.values(), i * D, i * D + D))
                .toArray();
        DenseDataset repeated = TestData.dataset(values, plain.featureNames(), new double[copies.length]);
        double[] parameters = {1, -2, 3, 4};

        assertThat(FeatureScaling.standardize(dataset(weights), shape(dataset(weights), true))
                        .toDataUnits(parameters))
                .containsExactly(
                        FeatureScaling.standardize(repeated, shape(repeated, true))
                                .toDataUnits(parameters),
                        within(1e-10));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void parametersPredictTheSameInBothUnits(boolean intercept) {
        FeatureScaling scaling = FeatureScaling.standardize(weighted, shape(weighted, intercept));
        double[] own = intercept ? new double[] {0.5, -2, 3e-3, 4} : new double[] {0.5, -2, 3e-3};
        double[] over = scaling.toScaledUnits(own);
        DenseDataset scaled = scaled(scaling, weighted);

        for (int i = 0; i < N; i++) {
            assertThat(predict(scaled, i, over)).isCloseTo(predict(weighted, i, own), within(1e-9));
        }
        assertThat(scaling.toDataUnits(over)).containsExactly(own, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theGradientFollowsByTheChainRule(boolean intercept) {
        FeatureScaling scaling = FeatureScaling.standardize(plain, shape(plain, intercept));
        double[] own = intercept ? new double[] {0.5, -2, 3e-3, 4} : new double[] {0.5, -2, 3e-3};
        double[] overGradient = finiteDifferences(scaled(scaling, plain), scaling.toScaledUnits(own));
        double[] ownGradient = finiteDifferences(plain, own);

        double[] converted = scaling.gradientToDataUnits(overGradient);

        for (int j = 0; j < own.length; j++) {
            assertThat(converted[j]).isCloseTo(ownGradient[j], within(1e-6 * Math.abs(ownGradient[j])));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000, 100_000})
    void aConstantFeatureIsZeroAndHasNoWeightHoweverManyRowsThereAre(int rows) {
        double[] values = new double[rows];
        Arrays.fill(values, 0.1);
        values[rows / 2] = Math.nextUp(0.1);
        DenseDataset data = TestData.dataset(values, List.of("x0"), new double[rows]);
        FeatureScaling scaling = FeatureScaling.standardize(data, shape(data, true));

        assertThat(scaled(scaling, data).values()).containsOnly(0.0);
        assertThat(scaling.toDataUnits(new double[] {2, 1})).containsExactly(0, 1);
        assertThat(scaling.toScaledUnits(new double[] {2, 1}))
                .containsExactly(new double[] {0, 1 + 2 * 0.1}, within(1e-12));
        assertThat(scaling.gradientToDataUnits(new double[] {0, 3}))
                .containsExactly(new double[] {3 * 0.1, 3}, within(1e-12));
    }

    @Test
    void withoutAnInterceptAConstantFeatureIsOne() {
        DenseDataset data = TestData.dataset(new double[] {-4, -4, -4}, List.of("x0"), new double[3]);

        assertThat(scaled(FeatureScaling.standardize(data, shape(data, false)), data)
                        .values())
                .containsExactly(-1, -1, -1);
    }

    @Test
    void aSmallDeviationAboutALargeMeanIsKept() {
        double[] values = {1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3};
        DenseDataset data = TestData.dataset(values, List.of("x0"), new double[4]);

        double[] scaled = scaled(FeatureScaling.standardize(data, shape(data, true)), data)
                .values();

        double unit = 1 / Math.sqrt(1.25);
        assertThat(scaled)
                .containsExactly(new double[] {-1.5 * unit, -0.5 * unit, 0.5 * unit, 1.5 * unit}, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-280, 1e-200, 1e-170, 1e160, 1e200, 1e300})
    void featuresWhoseSquaresADoubleCannotHoldAreScaledLikeOthers(double unit) {
        double[] values = {unit, 1, 0, 2 * unit, 2, 0, 3 * unit, 3, 0, 4 * unit, 4, 0};
        DenseDataset data = TestData.dataset(values, List.of("a", "b", "zero"), new double[4]);

        for (Dataset each : List.of(data, Sparse.of(data))) {
            Dataset scaled = FeatureScaling.standardize(each, shape(data, true)).apply(each);
            for (int i = 0; i < 4; i++) {
                assertThat(scaled.dot(i, new double[] {1, 0, 0}, 0))
                        .isCloseTo((i - 1.5) / Math.sqrt(1.25), within(1e-13));
                assertThat(scaled.dot(i, new double[] {0, 1, 0}, 0))
                        .isCloseTo((i - 1.5) / Math.sqrt(1.25), within(1e-13));
                assertThat(scaled.dot(i, new double[] {0, 0, 1}, 0)).isZero();
            }
        }
    }

    @Test
    void noScalingLeavesEverythingAsItIs() {
        FeatureScaling none = FeatureScaling.none(shape(plain, true));
        double[] parameters = {1, 2, 3, 4};

        assertThat(none.apply(plain)).isSameAs(plain);
        assertThat(none.toDataUnits(parameters)).containsExactly(parameters).isNotSameAs(parameters);
        assertThat(none.toScaledUnits(parameters)).containsExactly(parameters).isNotSameAs(parameters);
        assertThat(none.gradientToDataUnits(parameters))
                .containsExactly(parameters)
                .isNotSameAs(parameters);
    }

    /** Features of very different means and deviations. */
    private static ParameterShape shape(DenseDataset data, boolean intercept) {
        return new ParameterShape(data.features(), 1, intercept);
    }

    private static DenseDataset dataset(double @Nullable [] weights) {
        Random random = new Random(5);
        double[] values = new double[N * D];
        double[] targets = new double[N];
        for (int i = 0; i < N; i++) {
            values[i * D] = 10 + random.nextGaussian();
            values[i * D + 1] = -0.01 + 0.02 * random.nextGaussian();
            values[i * D + 2] = 500 * random.nextDouble();
            targets[i] = random.nextGaussian();
        }
        return TestData.dataset(values, List.of("a", "b", "c"), targets, weights);
    }

    private static double mean(DenseDataset data, int feature, double about, int power) {
        double sum = 0;
        double total = 0;
        double[] weights = data.weights();
        for (int i = 0; i < data.rows(); i++) {
            double weight = weights == null ? 1 : weights[i];
            sum += weight * Math.pow(data.values()[i * data.features() + feature] - about, power);
            total += weight;
        }
        return sum / total;
    }

    private static double predict(DenseDataset data, int row, double[] parameters) {
        double sum = parameters.length > D ? parameters[D] : 0;
        for (int j = 0; j < D; j++) {
            sum += data.values()[row * D + j] * parameters[j];
        }
        return sum;
    }

    private static double[] finiteDifferences(DenseDataset data, double[] parameters) {
        return IntStream.range(0, parameters.length)
                .mapToDouble(j -> {
                    double[] above = parameters.clone();
                    double[] below = parameters.clone();
                    above[j] += 1e-3;
                    below[j] -= 1e-3;
                    return (squaredError(data, above) - squaredError(data, below)) / (above[j] - below[j]);
                })
                .toArray();
    }

    private static double squaredError(DenseDataset data, double[] parameters) {
        return IntStream.range(0, data.rows())
                .mapToDouble(i -> Math.pow(predict(data, i, parameters) - data.targets()[i], 2))
                .average()
                .orElseThrow();
    }

    private static DenseDataset scaled(FeatureScaling scaling, DenseDataset data) {
        return (DenseDataset) scaling.apply(data);
    }
}
