package io.descent.optimize.solve;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.kernel.Kernels;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WolfeSearchTest {

    /** Σ log(1 + e^(aᵢ·x)) + ½·0.1·‖x‖² with random aᵢ: smooth, convex and not quadratic. */
    private static Differentiable softplus(Random random, int size) {
        double[][] a = new double[3 * size][size];
        for (double[] row : a) {
            java.util.Arrays.setAll(row, _ -> 3 * random.nextGaussian());
        }
        return (point, gradient) -> {
            double value = 0.05 * Kernels.dot(point, 0, point, 0, size);
            for (int j = 0; j < size; j++) {
                gradient[j] = 0.1 * point[j];
            }
            for (double[] row : a) {
                double m = Kernels.dot(row, 0, point, 0, size);
                value += Math.max(m, 0) + Math.log1p(Math.exp(-Math.abs(m)));
                Kernels.axpy(1 / (1 + Math.exp(-m)), row, 0, gradient, 0, size);
            }
            return value;
        };
    }

    @Test
    void bothStrongWolfeConditionsHoldOnRandomProblemsWhateverTheFirstStep() {
        Random random = new Random(7);
        for (int problem = 0; problem < 300; problem++) {
            int size = 1 + random.nextInt(6);
            Differentiable function = softplus(random, size);
            double[] from = random.doubles(size, -5, 5).toArray();
            double[] gradient = new double[size];
            double value = function.at(from, gradient);
            double[] direction = new double[size];
            double slope = 0;
            for (int j = 0; j < size; j++) {
                direction[j] = -gradient[j] * random.nextDouble(0.1, 10);
                slope += direction[j] * gradient[j];
            }
            double first = Math.pow(10, random.nextDouble(-8, 8));
            WolfeSearch search = new WolfeSearch(function, size);

            assertThat(search.search(from, direction, value, slope, first))
                    .as("problem %d", problem)
                    .isTrue();

            double[] reached = from.clone();
            Kernels.axpy(search.step(), direction, 0, reached, 0, size);
            double[] gradientThere = new double[size];
            double there = function.at(reached, gradientThere);
            assertThat(search.value()).isEqualTo(there);
            assertThat(search.point()).containsExactly(reached);
            assertThat(there).isLessThanOrEqualTo(value + WolfeSearch.DECREASE * search.step() * slope);
            assertThat(Math.abs(Kernels.dot(gradientThere, 0, direction, 0, size)))
                    .as("problem %d, first step %g", problem, first)
                    .isLessThanOrEqualTo(-WolfeSearch.CURVATURE * slope);
        }
    }

    @Test
    void aValueThatIsNotFiniteIsSteppedBackFrom() {
        Differentiable logarithm = (point, gradient) -> {
            gradient[0] = 1 - 1 / point[0];
            return point[0] > 0 ? point[0] - Math.log(point[0]) : Double.NaN;
        };
        WolfeSearch search = new WolfeSearch(logarithm, 1);

        assertThat(search.search(new double[] {3}, new double[] {-1}, 3 - Math.log(3), -2.0 / 3, 100))
                .isTrue();

        assertThat(search.point()[0]).isBetween(0.5, 2.9);
    }

    @Test
    void aFunctionThatFallsNowhereIsGivenUp() {
        Differentiable wrong = (point, gradient) -> {
            gradient[0] = -1;
            return Math.abs(point[0]);
        };

        assertThat(new WolfeSearch(wrong, 1).search(new double[] {0}, new double[] {1}, 0, -1, 1))
                .isFalse();
    }
}
