package io.descent.optimize.rule;

import static io.descent.optimize.rule.PyTorchSteps.RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.optimize.solve.Bowl;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The steps of first-order rules are those of their papers and of PyTorch; {@link SgdStepperTest} has those of {@link Sgd}. */
class PublishedStepsTest {

    static Stream<PyTorchSteps> published() {
        return PyTorchSteps.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("published")
    void stepsAreThoseThatPyTorchPrints(PyTorchSteps published) {
        Stepper stepper = published.rule().stepper(3, 3, 0);
        double[] parameters = Bowl.start().clone();
        double[] gradient = new double[3];
        int row = 0;
        for (int t = 1; t <= 6; t++) {
            Bowl.slope(parameters, gradient);
            stepper.step(parameters, gradient, 0.1 / t);
            if (t <= 2 || t == 6) {
                for (int j = 0; j < 3; j++) {
                    assertThat(parameters[j])
                            .as("parameter %d after %d steps", j, t)
                            .isCloseTo(published.parameters()[3 * row + j], within(2e-15));
                }
                row++;
            }
        }
    }

    /** PyTorch 1.13 has a mistake in nadam: this is the formula of its documentation, powers and products written out. */
    @Test
    void nadamFollowsDozatsFormula() {
        Stepper stepper = new Nadam(RATE, new Moments(0.8, 0.95, 1e-8), 0.5).stepper(1, 1, 0);
        double[] parameters = {1};
        double expected = 1;
        double m = 0;
        double v = 0;
        double product = 1;
        for (int t = 1; t <= 30; t++) {
            double g = 3 * (expected - 0.2);
            double mu = 0.8 * (1 - 0.5 * Math.pow(0.96, t * 0.5));
            double next = 0.8 * (1 - 0.5 * Math.pow(0.96, (t + 1) * 0.5));
            product *= mu;
            m = 0.8 * m + 0.2 * g;
            v = 0.95 * v + 0.05 * g * g;
            double mHat = next * m / (1 - product * next) + (1 - mu) * g / (1 - product);
            double vHat = v / (1 - Math.pow(0.95, t));
            expected -= 0.1 * mHat / (Math.sqrt(vHat) + 1e-8);

            stepper.step(parameters, new double[] {3 * (parameters[0] - 0.2)}, 0.1);

            assertThat(parameters[0]).isCloseTo(expected, within(1e-13));
        }
    }

    /** Algorithm 1 of McMahan et al. 2013, which computes w from z when it is needed. */
    @Test
    void ftrlFollowsMcMahansAlgorithm() {
        double alpha = 0.4;
        double beta = 0.7;
        double l1 = 0.3;
        double l2 = 0.2;
        Stepper stepper = new Ftrl(RATE, beta, l1, l2, 0).stepper(2, 1, 0);
        double[] parameters = new double[2];
        Random random = new Random(4);
        double z = 0;
        double n = 0;
        int zeros = 0;
        for (int t = 1; t <= 50; t++) {
            double w = Math.abs(z) <= l1 ? 0 : -(z - Math.signum(z) * l1) / ((beta + Math.sqrt(n)) / alpha + l2);
            assertThat(parameters[0]).isCloseTo(w, within(1e-14));
            zeros += w == 0 ? 1 : 0;
            double g = random.nextGaussian() / 4;
            double sigma = (Math.sqrt(n + g * g) - Math.sqrt(n)) / alpha;
            z += g - sigma * w;
            n += g * g;

            stepper.step(parameters, new double[] {g, 1}, alpha);
        }
        assertThat(zeros).isBetween(2, 48);
        // no penalty touches the intercept: it went down by alpha / (beta + √t) at each of 50 slopes of 1
        double intercept = 0;
        for (int t = 1; t <= 50; t++) {
            intercept -= alpha / (beta + Math.sqrt(t));
        }
        assertThat(parameters[1]).isCloseTo(intercept, within(1e-12));
    }

    @Test
    void ftrlGoesOnFromWhereItIsPut() {
        Stepper stepper = new Ftrl(RATE, 0, 0, 0, 0).stepper(2, 2, 0);
        double[] parameters = {5, -3};

        stepper.step(parameters, new double[] {0, 2}, 0.5);

        assertThat(parameters).containsExactly(5, -3.5);
    }

    /** Weights k^decay, worked out for decay 0 and 1: k-th of n has 1/n, and 2k / (n(n + 1)). */
    @Test
    void theAverageWeighsLaterParametersMore() {
        Stepper mean = new AveragedSgd(RATE, 2, 0).stepper(1, 1, 0);
        Stepper rising = new AveragedSgd(RATE, 2, 1).stepper(1, 1, 0);
        double[] one = {0};
        double[] other = {0};
        double sum = 0;
        double weighted = 0;
        for (int t = 1; t <= 7; t++) {
            double[] gradient = {t};
            mean.step(one, gradient, 0.5);
            rising.step(other, gradient, 0.5);
            double position = -0.25 * t * (t + 1);
            assertThat(one[0]).isEqualTo(position);
            if (t > 2) {
                sum += position;
                weighted += (t - 2) * position;
                assertThat(mean.answer(one)[0]).isCloseTo(sum / (t - 2), within(1e-13));
                assertThat(rising.answer(other)[0]).isCloseTo(weighted * 2 / ((t - 2) * (t - 1)), within(1e-13));
            } else {
                assertThat(mean.answer(one)[0]).isEqualTo(position);
            }
        }
    }
}
