package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.DenseDataset;
import io.descent.model.ModelType;
import io.descent.objective.Penalty;
import io.descent.optimize.spec.Schedule;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Fits end at the minimum of the penalised objective: the subgradient there holds 0 (Karush, Kuhn and Tucker), whatever
 * way led to it.
 */
class OptimumTest {

    private static final DenseDataset DATA = Fits.weighted(Fits.regression(60, 6, 3), Fits.weights(60));
    private static final DenseDataset CLASSES = Fits.classification(60, 6, 3);

    @ParameterizedTest
    @CsvSource({
        "0, 0, false, 0.3, 0",
        "0.9, 0.9, false, 0.3, 0",
        "0.5, 0.3, false, 0.3, 0",
        "0.6, 0, false, 0.3, 0",
        "0.9, 0, true, 0.3, 0",
        "0, 0, false, 0.3, 0.2",
        "0.8, 0.8, false, 0.3, 0.2",
        "0.9, 0, true, 0.3, 0.2",
        "0.8, 0.8, false, 0, 0.2",
        "0.9, 0, true, 0, 0",
    })
    void aRegressionReachesTheOptimumOfEveryPenalty(
            double momentum, double dampening, boolean nesterov, double l1, double l2) {
        double alpha = l1 + l2;
        SpecBuilder spec = SpecBuilder.auto()
                .momentum(momentum, dampening, nesterov)
                .penalty(alpha == 0 ? new Penalty.None() : new Penalty.ElasticNet(alpha, l1 / alpha))
                .epochs(8000);

        double[] parameters = Fits.fitted(spec, DATA).parameters();

        assertOptimal(DATA, ModelType.LINEAR, parameters, l1, l2);
        assertThat(Arrays.stream(parameters).filter(w -> w == 0).count())
                .as("weights that are exactly 0 in %s", Arrays.toString(parameters))
                .isBetween(l1 > 0 ? 1L : 0L, l1 > 0 ? 5L : 0L);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, false", "0.8, 0.8, false", "0.9, 0, true"})
    void alsoAClassifierReachesTheOptimumOfTheElasticNet(double momentum, double dampening, boolean nesterov) {
        SpecBuilder spec = SpecBuilder.auto()
                .logistic()
                .momentum(momentum, dampening, nesterov)
                .penalty(new Penalty.ElasticNet(0.05, 0.6))
                .epochs(8000);

        double[] parameters = Fits.fitted(spec, CLASSES).parameters();

        assertOptimal(CLASSES, ModelType.LOGISTIC, parameters, 0.03, 0.02);
        assertThat(Arrays.stream(parameters)).contains(0.0);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, false", "0.8, 0.8, false", "0.9, 0, true"})
    void aFallingRateEndsAtTheSameOptimum(double momentum, double dampening, boolean nesterov) {
        SpecBuilder spec = SpecBuilder.auto()
                .momentum(momentum, dampening, nesterov)
                .schedule(new Schedule.InverseScaling(0.2))
                .penalty(new Penalty.L1(0.3))
                .epochs(20_000);

        assertOptimal(DATA, ModelType.LINEAR, Fits.fitted(spec, DATA).parameters(), 0.3, 0);
    }

    private static void assertOptimal(DenseDataset data, ModelType model, double[] parameters, double l1, double l2) {
        int d = data.features();
        double[] weights = data.weights();
        double[] gradient = new double[d + 1];
        for (int i = 0; i < data.rows(); i++) {
            double margin = parameters[d];
            for (int j = 0; j < d; j++) {
                margin += data.values()[i * d + j] * parameters[j];
            }
            double error = (model == ModelType.LINEAR ? margin : 1 / (1 + Math.exp(-margin))) - data.targets()[i];
            double slope = (model == ModelType.LINEAR ? 2 : 1)
                    * error
                    * (weights == null ? 1 : weights[i])
                    / data.totalWeight();
            for (int j = 0; j < d; j++) {
                gradient[j] += slope * data.values()[i * d + j];
            }
            gradient[d] += slope;
        }
        for (int j = 0; j < d; j++) {
            double smooth = gradient[j] + l2 * parameters[j];
            if (parameters[j] == 0) {
                assertThat(Math.abs(smooth)).isLessThanOrEqualTo(l1 + 1e-10);
            } else {
                assertThat(smooth).isCloseTo(-l1 * Math.signum(parameters[j]), within(1e-10));
            }
        }
        assertThat(gradient[d]).isCloseTo(0, within(1e-10));
    }
}
