package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.DenseDataset;
import io.descent.objective.Penalty;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.LearningRate;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Shuffle;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurvatureTest {

    @Test
    void theLargestEigenvalueOfOneFeatureAndInterceptHasAClosedForm() {
        double[] x = {-3, 1, 2, 5, 6};
        DenseDataset data = Fits.dataset(x, new double[5], null);
        double square = (9 + 1 + 4 + 25 + 36) / 5.0;
        double mean = 11 / 5.0;
        double eigenvalue = (square + 1 + Math.sqrt((square - 1) * (square - 1) + 4 * mean * mean)) / 2;

        Curvature curvature = Curvature.of(SpecBuilder.auto().build().model(), data);

        assertThat(curvature.full()).isCloseTo(2 * eigenvalue, within(1e-4 * eigenvalue));
        assertThat(curvature.row()).isCloseTo(2 * 37, within(1e-12));
        assertThat(Curvature.of(SpecBuilder.auto().intercept(false).build().model(), data)
                        .full())
                .isCloseTo(2 * square, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itIsTheLargestEigenvalueOfTheWeightedGramMatrix(boolean intercept) {
        DenseDataset data = Fits.weighted(Fits.regression(80, 6, 9), Fits.weights(80));
        SpecBuilder spec = SpecBuilder.auto().intercept(intercept);
        double eigenvalue = largestEigenvalue(gram(data, intercept));

        double linear = Curvature.of(spec.build().model(), data).full();
        double logistic = Curvature.of(
                        spec.logistic()
                                .penalty(new Penalty.ElasticNet(0.4, 0.25))
                                .build()
                                .model(),
                        data)
                .full();

        assertThat(linear).isBetween(2 * eigenvalue * (1 - 1e-3), 2 * eigenvalue * (1 + 1e-12));
        assertThat(logistic).isBetween(0.25 * eigenvalue * (1 - 1e-3) + 0.3, 0.25 * eigenvalue * (1 + 1e-12) + 0.3);
    }

    @Test
    void weightsMatterOnlyInProportion() {
        DenseDataset data = Fits.regression(40, 3, 9);
        FitSpec spec = SpecBuilder.auto().build();
        double[] sevens = new double[40];
        Arrays.fill(sevens, 7);

        Curvature plain = Curvature.of(spec.model(), data);
        Curvature weighted = Curvature.of(spec.model(), Fits.weighted(data, sevens));

        assertThat(weighted.full()).isCloseTo(plain.full(), within(1e-12 * plain.full()));
        assertThat(weighted.row()).isCloseTo(plain.row(), within(1e-12 * plain.row()));
    }

    @Test
    void theSafeRateRunsFromTheWholeToTheRow() {
        DenseDataset data = Fits.regression(40, 3, 9);
        Curvature curvature = Curvature.of(SpecBuilder.auto().build().model(), data);
        double[] rates = IntStream.of(1, 2, 5, 20, 39, 40)
                .mapToDouble(
                        b -> safeRate(curvature, SpecBuilder.auto().batch(b).build(), 40))
                .toArray();

        assertThat(rates).isSorted();
        assertThat(rates[0]).isCloseTo(1 / curvature.row(), within(1e-15));
        assertThat(rates[5]).isCloseTo(1 / curvature.full(), within(1e-15));
        assertThat(rates[5]).isEqualTo(safeRate(curvature, SpecBuilder.auto().build(), 40));
    }

    /** Gower et al. (2019): n(b−1)/(b(n−1))·L + (n−b)/(b(n−1))·L_max for batches of b of n. */
    @Test
    void theSafeRateOfABatchIsTheInverseOfItsExpectedSmoothness() {
        Curvature curvature = new Curvature(3, 50, 1);
        double smoothness = 40 * 4 / (5 * 39.0) * 3 + 35 / (5 * 39.0) * 50;

        assertThat(safeRate(curvature, SpecBuilder.auto().batch(5).build(), 40))
                .isCloseTo(1 / smoothness, within(1e-15));
        assertThat(safeRate(curvature, SpecBuilder.auto().batch(1).build(), 1)).isCloseTo(1 / 3.0, within(1e-15));
    }

    /** The Hessian of squared error is the same everywhere, so the bound is sharp. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, false, 0",
        "0.8, 0, false, 0",
        "0.8, 0.8, false, 0",
        "0.5, 0.2, false, 0.3",
        "0.8, 0, true, 0",
        "0.5, 0, true, 0.3"
    })
    void theLargestStableRateIsWhereAQuadraticBeginsToGrow(
            double momentum, double dampening, boolean nesterov, double l2) {
        DenseDataset data = Fits.weighted(Fits.regression(50, 4, 2), Fits.weights(50));
        SpecBuilder spec = SpecBuilder.auto()
                .momentum(momentum, dampening, nesterov)
                .penalty(new Penalty.L2(l2))
                .epochs(5000);
        double largest = Curvature.of(spec.build().model(), data)
                .largestStableRate(spec.build().training(), 50);

        double optimum = Fits.fitted(spec, data).objective();
        double below = Fits.fitted(spec.rate(new LearningRate.Fixed(0.99 * largest)), data)
                .objective();
        FitOutcome above = Fits.train(spec.rate(new LearningRate.Fixed(1.01 * largest)), data);

        assertThat(below).isCloseTo(optimum, within(1e-9 * optimum));
        assertThat(above).isInstanceOf(FitOutcome.Diverged.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.9, 0, false", "1, 0, 0, false", "7, 0.9, 0, true", "7, 0.8, 0.8, false", "40, 0.9, 0, true"})
    void theAutomaticRateLowersTheObjective(int batch, double momentum, double dampening, boolean nesterov) {
        DenseDataset data = Fits.regression(40, 5, 2);
        SpecBuilder spec = SpecBuilder.auto()
                .momentum(momentum, dampening, nesterov)
                .batch(batch)
                .shuffle(Shuffle.SAMPLES)
                .epochs(300);

        FitOutcome.Fitted fitted = Fits.fitted(spec, data);

        assertThat(fitted.loss()).isLessThan(fitted.history().loss()[0] / 2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-200, 1e-160, 1e160, 1e300})
    void ratesAreFiniteAndPositiveForFeaturesOfAnySize(double size) {
        DenseDataset data = Fits.dataset(new double[] {size, -size, size / 2}, new double[] {1, 2, 3}, null);
        FitSpec spec = SpecBuilder.auto().intercept(false).batch(2).build();
        Curvature curvature = Curvature.of(spec.model(), data);

        assertThat(safeRate(curvature, spec, 3)).isFinite().isPositive();
        assertThat(curvature.largestStableRate(spec.training(), 3)).isFinite().isPositive();
    }

    private static double[][] gram(DenseDataset data, boolean intercept) {
        int d = data.features();
        int size = intercept ? d + 1 : d;
        double[] weights = data.weights();
        double[][] gram = new double[size][size];
        for (int i = 0; i < data.rows(); i++) {
            double[] row = Arrays.copyOfRange(data.values(), i * d, i * d + size);
            if (intercept) {
                row[d] = 1;
            }
            double share = (weights == null ? 1 : weights[i]) / data.totalWeight();
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size; k++) {
                    gram[j][k] += share * row[j] * row[k];
                }
            }
        }
        return gram;
    }

    /** Jacobi's rotations until nothing is left beside the diagonal. */
    private static double largestEigenvalue(double[][] a) {
        int n = a.length;
        for (int sweep = 0; sweep < 50; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    double angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
                    double cos = Math.cos(angle);
                    double sin = Math.sin(angle);
                    for (int k = 0; k < n; k++) {
                        double kp = a[k][p];
                        a[k][p] = cos * kp - sin * a[k][q];
                        a[k][q] = sin * kp + cos * a[k][q];
                    }
                    for (int k = 0; k < n; k++) {
                        double pk = a[p][k];
                        a[p][k] = cos * pk - sin * a[q][k];
                        a[q][k] = sin * pk + cos * a[q][k];
                    }
                }
            }
        }
        return IntStream.range(0, n).mapToDouble(j -> a[j][j]).max().orElseThrow();
    }

    private static double safeRate(Curvature curvature, FitSpec spec, int rows) {
        return curvature.safeRate(
                (FirstOrder) spec.training().optimizer(), spec.training().batchSize(), rows);
    }
}
