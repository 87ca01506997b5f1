package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.DenseDataset;
import io.descent.data.FeatureScaling;
import io.descent.data.Parallel;
import io.descent.data.ParameterShape;
import io.descent.optimize.solve.LeastSquares;
import io.descent.optimize.spec.Scaling;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Digits are those of the certified values of NIST's Statistical Reference Datasets (https://www.itl.nist.gov/div898/strd,
 * "linear least squares regression"); beside each stands how many LAPACK's gelsd and gelsy reach there through SciPy
 * 1.10.1, on the design matrix with a column of ones.
 */
class LeastSquaresTest {

    private static final double[] LONGLEY = {
        15.0618722713733,
        -0.358191792925910E-01,
        -2.02022980381683,
        -1.03322686717359,
        -0.511041056535807E-01,
        1829.15146461355,
        -3482258.63459582
    };
    private static final double[] FILIP = {
        -2772.17959193342,
        -2316.37108160893,
        -1127.97394098372,
        -354.478233703349,
        -75.1242017393757,
        -10.8753180355343,
        -1.06221498588947,
        -0.670191154593408E-01,
        -0.246781078275479E-02,
        -0.402962525080404E-04,
        -1467.48961422980
    };

    private static double[] solved(DenseDataset data, Scaling scaling, double l2) {
        ParameterShape shape = new ParameterShape(data.features(), 1, true);
        FeatureScaling units = scaling.fit(data, shape, Parallel.ALONE);
        double[] scaled = LeastSquares.solve(
                units.apply(data), shape, l2, new double[data.features()], () -> false, Parallel.ALONE);
        return units.toDataUnits(Objects.requireNonNull(scaled));
    }

    /** The digits that all coordinates share with the certified ones. */
    private static double digits(double[] found, double[] certified) {
        double worst = 0;
        for (int j = 0; j < certified.length; j++) {
            worst = Math.max(worst, Math.abs(found[j] - certified[j]) / Math.abs(certified[j]));
        }
        return -Math.log10(worst);
    }

    private static double[][] table(String name) throws Exception {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(LeastSquaresTest.class.getResourceAsStream("/data/" + name)),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        }
    }

    private static DenseDataset powers(double[] x, double[] y, int degree) {
        double[] values = new double[x.length * degree];
        for (int i = 0; i < x.length; i++) {
            double power = 1;
            for (int j = 0; j < degree; j++) {
                power *= x[i];
                values[i * degree + j] = power;
            }
        }
        return Fits.dataset(values, y, null);
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void longleysEmploymentHasItsCertifiedDigits(Scaling scaling) throws Exception {
        double[][] table = table("nist_longley.csv");
        double[] y = Arrays.stream(table).mapToDouble(row -> row[0]).toArray();
        double[] x = Arrays.stream(table)
                .flatMapToDouble(row -> Arrays.stream(row, 1, row.length))
                .toArray();

        // gelsd 10.9, gelsy 11.0
        assertThat(digits(solved(Fits.dataset(x, y, null), scaling, 0), LONGLEY))
                .isGreaterThan(12);
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void filippellisPolynomialOfDegreeTenHasSevenDigits(Scaling scaling) throws Exception {
        double[][] table = table("nist_filip.csv");
        double[] y = Arrays.stream(table).mapToDouble(row -> row[0]).toArray();
        double[] x = Arrays.stream(table).mapToDouble(row -> row[1]).toArray();

        // gelsd 5.7, gelsy 8.3
        assertThat(digits(solved(powers(x, y, 10), scaling, 0), FILIP)).isGreaterThan(7);
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void wamplersPolynomialsHaveTheirDigits(Scaling scaling) {
        double[] x = new double[21];
        Arrays.setAll(x, i -> i);
        double[] ones = {1, 1, 1, 1, 1, 1};
        double[] falling = {0.1, 0.01, 0.001, 0.0001, 0.00001, 1};
        double[] first = Arrays.stream(x)
                .map(v -> 1 + v * (1 + v * (1 + v * (1 + v * (1 + v)))))
                .toArray();
        double[] second = Arrays.stream(x)
                .map(v -> 1 + v * (0.1 + v * (0.01 + v * (0.001 + v * (0.0001 + v * 0.00001)))))
                .toArray();

        // gelsd 9.6, gelsy 9.6
        assertThat(digits(solved(powers(x, first, 5), scaling, 0), ones)).isGreaterThan(9);
        // gelsd 10.4, gelsy 13.8
        assertThat(digits(solved(powers(x, second, 5), scaling, 0), falling)).isGreaterThan(12);
    }

    private static final Parallel BACKWARDS =
            (count, part) -> IntStream.range(0, count).map(i -> count - 1 - i).forEach(part);
    private static final Parallel MANY =
            (count, part) -> IntStream.range(0, count).parallel().forEach(part);

    @ParameterizedTest
    @ValueSource(ints = {8, 255, 256, 257, 2047, 2048, 2049, 20_001})
    void theSameBytesComeOfAnyNumberOfThreadsInAnyOrder(int rows) {
        DenseDataset data = Fits.weighted(Fits.regression(rows, 7, 5), Fits.weights(rows));
        ParameterShape shape = new ParameterShape(7, 1, true);
        double[] rounding = new double[7];
        double[] alone = LeastSquares.solve(data, shape, 0.3, rounding, () -> false, Parallel.ALONE);

        for (Parallel other : List.of(BACKWARDS, MANY)) {
            assertThat(LeastSquares.solve(data, shape, 0.3, rounding, () -> false, other))
                    .isEqualTo(alone);
        }
    }

    @Test
    void partsOfRowsHaveTheMinimumOfSmallestNormOfThemAll() {
        DenseDataset two = Fits.regression(20_001, 2, 5);
        double[] values = new double[3 * two.rows()];
        for (int i = 0; i < two.rows(); i++) {
            values[3 * i] = two.value(i, 0);
            values[3 * i + 1] = two.value(i, 1);
            values[3 * i + 2] = two.value(i, 0) + two.value(i, 1);
        }

        double[] w = solved(Fits.dataset(values, two.targets(), null), Scaling.NONE, 0);
        double[] ofTwo = solved(two, Scaling.NONE, 0);

        assertThat(w[0] + w[2]).isCloseTo(ofTwo[0], within(1e-12));
        assertThat(w[1] + w[2]).isCloseTo(ofTwo[1], within(1e-12));
        // the shortest of them is orthogonal to (1, 1, −1), along which nothing changes
        assertThat(w[0] + w[1] - w[2]).isCloseTo(0, within(1e-12));
    }

    /** Moments that are added up by parts miss as little of a large mean as those of all rows. */
    @Test
    void aLargeMeanCostsNoDigitsOfManyRows() {
        DenseDataset data = Fits.regression(20_001, 2, 5);
        double[] far = data.values().clone();
        for (int i = 0; i < far.length; i++) {
            // a power of two whose sums with the values are exact
            far[i] = Math.rint(far[i] * 0x1p20) * 0x1p-20 + 0x1p30;
        }
        double[] near = Arrays.stream(far).map(x -> x - 0x1p30).toArray();

        double[] w = solved(Fits.dataset(far, data.targets(), null), Scaling.NONE, 0);
        double[] expected = solved(Fits.dataset(near, data.targets(), null), Scaling.NONE, 0);

        assertThat(w[0]).isCloseTo(expected[0], within(1e-12));
        assertThat(w[1]).isCloseTo(expected[1], within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 256, 257, 2000, 2047, 2048, 2049, 20_001})
    void manyBlocksOfRowsGiveTheSolutionThatMakesTheGradientVanish(int rows) {
        DenseDataset data = Fits.weighted(Fits.regression(rows, 7, 5), Fits.weights(rows));

        double[] w = solved(data, Scaling.NONE, 0.3);

        double[] gradient = new double[8];
        for (int i = 0; i < data.rows(); i++) {
            double error = data.dot(i, w, 0) + w[7] - data.targets()[i];
            double slope = 2 * data.weight(i) * error / data.totalWeight();
            data.axpy(slope, i, gradient, 0);
            gradient[7] += slope;
        }
        for (int j = 0; j < 7; j++) {
            gradient[j] += 0.3 * w[j];
        }
        assertThat(gradient).containsExactly(new double[8], within(1e-13));
    }

    @Test
    void aWeightOfThreeIsThreeCopies() {
        DenseDataset data = Fits.weighted(Fits.regression(40, 3, 2), Fits.weights(40));

        double[] weighted = solved(data, Scaling.STANDARDIZE, 0.1);
        double[] copied = solved(Fits.repeated(data), Scaling.STANDARDIZE, 0.1);

        assertThat(weighted).containsExactly(copied, within(1e-12));
    }

    @Test
    void moreFeaturesThanRowsGiveTheExactFitOfSmallestNorm() {
        Random random = new Random(1);
        double[] values = random.doubles(5 * 9, -1, 1).toArray();
        DenseDataset data = Fits.dataset(values, random.doubles(5, -1, 1).toArray(), null);

        double[] w = solved(data, Scaling.NONE, 0);

        for (int i = 0; i < 5; i++) {
            assertThat(data.dot(i, w, 0) + w[9]).isCloseTo(data.targets()[i], within(1e-13));
        }
        // a ridge that vanishes leads to the smallest norm, too
        assertThat(w).containsExactly(solved(data, Scaling.NONE, 1e-9), within(1e-7));
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void constantAndProportionalFeaturesShareTheSmallestNorm(Scaling scaling) {
        DenseDataset data = Fits.dataset(
                new double[] {1, 2, 0.7, 2, 4, 0.7, 3, 6, 0.7, 5, 10, 0.7}, new double[] {2, 3, 4, 6}, null);

        double[] w = solved(data, scaling, 0);

        double[] expected = scaling == Scaling.NONE ? new double[] {0.2, 0.4, 0, 1} : new double[] {0.5, 0.25, 0, 1};
        assertThat(w).containsExactly(expected, within(1e-14));
        assertThat(w[2]).isZero();
    }

    @ParameterizedTest
    @CsvSource({"NONE, 1e-200", "NONE, 1e160", "NONE, 1e200", "NONE, 1e300", "STANDARDIZE, 1e-200", "STANDARDIZE, 1e200"
    })
    void featuresWhoseSquaresADoubleCannotHoldAreFittedLikeOthers(Scaling scaling, double unit) {
        double[] y = {1, 2, 3, 4};
        DenseDataset single = Fits.dataset(Arrays.stream(y).map(v -> v * unit).toArray(), y, null);
        double[] mixed = {unit, 1, 2 * unit, 4, 3 * unit, 9, 4 * unit, 16};
        double[] twice = {unit, 2 * unit, 2 * unit, 4 * unit, 3 * unit, 6 * unit, 4 * unit, 8 * unit};

        assertUnits(solved(single, scaling, 0), unit, 1, 0);
        double[] beside = solved(Fits.dataset(mixed, new double[] {3, 8, 15, 24}, null), scaling, 0);
        assertThat(beside[0] * unit).isCloseTo(2, within(1e-13));
        assertThat(beside[1]).isCloseTo(1, within(1e-13));
        double[] expected = scaling == Scaling.NONE ? new double[] {0.2, 0.4} : new double[] {0.5, 0.25};
        assertUnits(solved(Fits.dataset(twice, y, null), scaling, 0), unit, expected[0], expected[1], 0);
    }

    private static void assertUnits(double[] found, double unit, double... expected) {
        for (int j = 0; j < expected.length; j++) {
            assertThat(found[j] * (j < expected.length - 1 ? unit : 1)).isCloseTo(expected[j], within(1e-13));
        }
    }

    @Test
    void aPenaltyOutweighsFeaturesThatHardlyAre() {
        double[] y = {1, 2, 3, 4};

        double[] small = solved(Fits.dataset(new double[] {1e-200, 2e-200, 3e-200, 4e-200}, y, null), Scaling.NONE, 1);
        double[] large = solved(Fits.dataset(new double[] {1e200, 2e200, 3e200, 4e200}, y, null), Scaling.NONE, 1);

        assertThat(small).containsExactly(new double[] {0, 2.5}, within(1e-14));
        assertThat(large[0] * 1e200).isCloseTo(1, within(1e-13));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRidgeOfFewRowsIsThatOfTheirCopies(boolean intercept) {
        Random random = new Random(4);
        double[] values = random.doubles(4 * 6, -1, 1).toArray();
        DenseDataset few = Fits.weighted(
                Fits.dataset(values, random.doubles(4, -1, 1).toArray(), null), new double[] {9, 5, 7, 3});
        DenseDataset many = Fits.repeated(few);
        ParameterShape shape = new ParameterShape(6, 1, intercept);
        BooleanSupplier never = () -> false;

        for (double l2 : new double[] {1e-6, 0.3, 1e9}) {
            double[] rows = Objects.requireNonNull(
                    LeastSquares.solve(few, shape, l2, new double[few.features()], never, Parallel.ALONE));
            double[] columns = Objects.requireNonNull(
                    LeastSquares.solve(many, shape, l2, new double[many.features()], never, Parallel.ALONE));
            assertThat(rows).containsExactly(columns, within(1e-9));
        }
    }

    @Test
    void aRidgeOfTwoRowsIsCheapHoweverManyFeaturesThereAre() {
        ParameterShape shape = new ParameterShape(5000, 1, true);

        assertThat(LeastSquares.work(2, shape)).isLessThan(1e5);
        assertThat(LeastSquares.cells(2, shape)).isLessThan(1e5);
        assertThat(LeastSquares.work(5002, shape)).isGreaterThan(3e11);
        double[] values = new Random(2).doubles(2 * 5000, -1, 1).toArray();
        double[] w = solved(Fits.dataset(values, new double[] {1, 3}, null), Scaling.NONE, 1e-9);
        assertThat(Fits.dataset(values, new double[] {1, 3}, null).dot(1, w, 0) + w[5000])
                .isCloseTo(3, within(1e-9));
    }

    @Test
    void itStopsWhenItIsTold() {
        DenseDataset data = Fits.regression(1000, 2, 5);
        ParameterShape shape = new ParameterShape(2, 1, true);

        assertThat(LeastSquares.solve(data, shape, 0, new double[data.features()], () -> true, Parallel.ALONE))
                .isNull();
    }

    @Test
    void itStopsWithinAPartWhenItIsTold() {
        DenseDataset data = Fits.regression(20_001, 2, 5);
        AtomicInteger asked = new AtomicInteger();
        int blocks = Math.ceilDiv(data.rows(), 256);

        double[] solution = LeastSquares.solve(
                data,
                new ParameterShape(2, 1, true),
                0,
                new double[2],
                () -> asked.incrementAndGet() > blocks / 2,
                MANY);

        assertThat(solution).isNull();
        assertThat(asked).hasValueLessThan(blocks);
    }
}
