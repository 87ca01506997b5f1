package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.DenseDataset;
import io.descent.data.FeatureScaling;
import io.descent.data.ParameterShape;
import io.descent.optimize.solve.LeastSquares;
import io.descent.optimize.spec.Scaling;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.function.BooleanSupplier;
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
        FeatureScaling units = scaling.fit(data, shape);
        double[] scaled = LeastSquares.solve(units.apply(data), shape, l2, new double[data.features()], () -> false);
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

    @Test
    void manyBlocksOfRowsGiveTheSolutionThatMakesTheGradientVanish() {
        DenseDataset data = Fits.weighted(Fits.regression(2000, 7, 5), Fits.weights(2000));

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
            double[] rows =
                    Objects.requireNonNull(LeastSquares.solve(few, shape, l2, new double[few.features()], never));
            double[] columns =
                    Objects.requireNonNull(LeastSquares.solve(many, shape, l2, new double[many.features()], never));
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

        assertThat(LeastSquares.solve(data, shape, 0, new double[data.features()], () -> true))
                .isNull();
    }
}
