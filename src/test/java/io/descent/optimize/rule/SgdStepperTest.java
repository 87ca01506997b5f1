package io.descent.optimize.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SgdStepperTest {

    /** The algorithm in the documentation of {@code torch.optim.SGD}, one coordinate at a time. */
    private static final class Published {

        private final double momentum;
        private final double dampening;
        private final boolean nesterov;
        private double buffer;
        private int step;

        Published(double momentum, double dampening, boolean nesterov) {
            this.momentum = momentum;
            this.dampening = dampening;
            this.nesterov = nesterov;
        }

        double step(double parameter, double gradient, double rate) {
            step++;
            double g = gradient;
            if (momentum != 0) {
                buffer = step > 1 ? momentum * buffer + (1 - dampening) * g : g;
                g = nesterov ? g + momentum * buffer : buffer;
            }
            return parameter - rate * g;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, false",
        "0, 0.5, false",
        "0.9, 0, false",
        "0.8, 0.8, false",
        "0.5, 0.1, false",
        "0.9, 1, false",
        "0.9, 0, true"
    })
    void stepsAreThoseThatPyTorchPublishes(double momentum, double dampening, boolean nesterov) {
        int size = 5;
        Random random = new Random(1);
        Stepper stepper = sgd(momentum, dampening, nesterov).stepper(size, size - 1, 0);
        Published[] published = new Published[size];
        double[] expected = new double[size];
        for (int j = 0; j < size; j++) {
            published[j] = new Published(momentum, dampening, nesterov);
            expected[j] = random.nextGaussian();
        }
        double[] parameters = expected.clone();
        double[] gradient = new double[size];
        for (int step = 1; step <= 20; step++) {
            double rate = 0.3 / step;
            for (int j = 0; j < size; j++) {
                gradient[j] = parameters[j] + random.nextGaussian();
                expected[j] = published[j].step(expected[j], gradient[j], rate);
            }
            stepper.step(parameters, gradient, rate);

            assertThat(parameters).containsExactly(expected, within(1e-14));
        }
    }

    /** Two steps worked out on paper. */
    @Test
    void theBufferStartsAsTheFirstGradient() {
        Stepper stepper = sgd(0.5, 0.25, false).stepper(1, 1, 0);
        double[] parameters = {10};

        stepper.step(parameters, new double[] {4}, 0.5);
        assertThat(parameters).containsExactly(8);
        stepper.step(parameters, new double[] {8}, 0.25);
        assertThat(stepper.direction()).containsExactly(8);
        assertThat(parameters).containsExactly(6);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, false, 0",
        "0.9, 0.5, false, 0",
        "0.9, 0, true, 0",
        "0, 0, false, 0.4",
        "0.9, 0.5, false, 0.4",
        "0.9, 0, true, 0.4"
    })
    void theDirectionIsWhatTheRateMultiplied(double momentum, double dampening, boolean nesterov, double l1) {
        Random random = new Random(2);
        Stepper stepper = sgd(momentum, dampening, nesterov).stepper(3, 2, l1);
        double[] parameters = {1, -0.1, 2};
        for (int step = 0; step < 10; step++) {
            double[] before = parameters.clone();
            double[] gradient = random.doubles(3, -1, 1).toArray();

            stepper.step(parameters, gradient, 0.2);

            for (int j = 0; j < 3; j++) {
                assertThat(parameters[j] + 0.2 * stepper.direction()[j]).isCloseTo(before[j], within(1e-14));
            }
        }
    }

    @Test
    void withoutMomentumTheL1StepIsSoftThresholdingAndSparesTheIntercept() {
        Stepper stepper = sgd(0, 0, false).stepper(4, 3, 0.5);
        double[] parameters = {1, -1, 0.3, 0.3};

        stepper.step(parameters, new double[] {2, -1, 1, 1}, 0.25);

        // 1 − 0.5 − 0.125, −1 + 0.25 + 0.125, 0.3 − 0.25 within the threshold, 0.3 − 0.25
        assertThat(parameters).containsExactly(new double[] {0.375, -0.625, 0, 0.05}, within(1e-16));
    }

    @Test
    void settingsThatPyTorchRefusesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> sgd(1, 0, false));
        assertThatIllegalArgumentException().isThrownBy(() -> sgd(-0.1, 0, false));
        assertThatIllegalArgumentException().isThrownBy(() -> sgd(0.9, 1.1, false));
        assertThatIllegalArgumentException().isThrownBy(() -> sgd(0.9, Double.NaN, false));
        assertThatIllegalArgumentException().isThrownBy(() -> sgd(0, 0, true));
        assertThatIllegalArgumentException().isThrownBy(() -> sgd(0.9, 0.1, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new LearningRate.Fixed(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LearningRate.Fixed(Double.POSITIVE_INFINITY));
    }

    private static Sgd sgd(double momentum, double dampening, boolean nesterov) {
        return new Sgd(new LearningRate.Fixed(1), momentum, dampening, nesterov);
    }
}
