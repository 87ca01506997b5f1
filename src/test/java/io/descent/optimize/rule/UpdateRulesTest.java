package io.descent.optimize.rule;

import static io.descent.optimize.rule.PyTorchSteps.MOMENTS;
import static io.descent.optimize.rule.PyTorchSteps.RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.descent.objective.Penalty;
import io.descent.optimize.solve.Bowl;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every first-order rule keeps to, whatever its steps. */
class UpdateRulesTest {

    static Stream<FirstOrder> rules() {
        return Stream.concat(
                PyTorchSteps.ALL.stream().map(PyTorchSteps::rule).filter(rule -> !(rule instanceof AdamW)),
                Stream.of(
                        new AdamW(RATE, MOMENTS, 0),
                        new Nadam(RATE, MOMENTS, 0.004),
                        new Ftrl(RATE, 1, 0, 0, 0),
                        new AveragedSgd(RATE, 0, 3),
                        new AveragedSgd(RATE, 20_000, 0),
                        new Sgd(RATE, 0, 0, false),
                        new Sgd(RATE, 0.9, 0, true)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theMinimumIsReached(FirstOrder rule) {
        double[] answer = descend(rule, 0);

        assertThat(answer).containsExactly(Bowl.centre(), within(1e-4));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void underL1WeightsEndAtTheMinimumAndExactlyAtZero(FirstOrder rule) {
        double l1 = 0.5;

        double[] answer = descend(rule, l1);

        assertThat(answer[0]).isCloseTo(0, within(1e-6));
        if (!(rule instanceof AveragedSgd averaged && averaged.averageStart() == 0)) {
            assertThat(answer[0]).isEqualTo(0);
        }
        assertThat(answer[1]).isCloseTo(Penalty.shrink(Bowl.centre()[1], l1 / Bowl.stiffness()[1]), within(1e-4));
        // the last parameter is an intercept
        assertThat(answer[2]).isCloseTo(Bowl.centre()[2], within(1e-4));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theDirectionIsWhatTheRateMultiplied(FirstOrder rule) {
        for (double l1 : new double[] {0, 0.4}) {
            Random random = new Random(2);
            Stepper stepper = rule.stepper(3, 2, l1);
            double[] parameters = {1, -0.1, 2};
            for (int step = 0; step < 10; step++) {
                double[] before = parameters.clone();

                stepper.step(parameters, random.doubles(3, -1, 1).toArray(), 0.2);

                for (int j = 0; j < 3; j++) {
                    assertThat(parameters[j] + 0.2 * stepper.direction()[j]).isCloseTo(before[j], within(1e-13));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aCopyOfTheStateGoesOnWithTheSameBits(FirstOrder rule) {
        Random random = new Random(3);
        Stepper stepper = rule.stepper(3, 2, 0.1);
        double[] parameters = Bowl.start().clone();
        for (int t = 1; t <= 5; t++) {
            stepper.step(parameters, random.doubles(3, -1, 1).toArray(), 0.1 / t);
        }
        Stepper resumed = rule.stepper(3, 2, 0.1);
        double[][] saved = stepper.state();
        double[][] restored = resumed.state();
        for (int i = 0; i < saved.length; i++) {
            System.arraycopy(saved[i], 0, restored[i], 0, saved[i].length);
        }
        double[] other = parameters.clone();
        for (int t = 6; t <= 10; t++) {
            double[] gradient = random.doubles(3, -1, 1).toArray();
            stepper.step(parameters, gradient, 0.1 / t);
            resumed.step(other, gradient, 0.1 / t);
        }

        assertThat(other).containsExactly(parameters);
        assertThat(resumed.answer(other)).containsExactly(stepper.answer(parameters));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aStepAllocatesNothing(FirstOrder rule) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Stepper stepper = rule.stepper(30, 29, 0.01);
        double[] parameters = new double[30];
        double[] gradient = new Random(5).doubles(30, -1, 1).toArray();
        stepper.step(parameters, gradient, 1e-3);
        threads.getCurrentThreadAllocatedBytes();

        long least = Long.MAX_VALUE;
        // the virtual machine may allocate something once, when it goes over to compiled code
        for (int round = 0; round < 10 && least > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int t = 0; t < 1000; t++) {
                stepper.step(parameters, gradient, 1e-3);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(least).isZero();
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Moments(1, 0.9, 1e-8));
        assertThatIllegalArgumentException().isThrownBy(() -> new Moments(0.9, -0.1, 1e-8));
        assertThatIllegalArgumentException().isThrownBy(() -> new Moments(0.9, 0.9, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new AdamW(RATE, MOMENTS, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Nadam(RATE, MOMENTS, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new RmsProp(RATE, 0.9, 1e-8, 1, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Adagrad(RATE, -1, 1e-8));
        assertThatIllegalArgumentException().isThrownBy(() -> new Adadelta(RATE, 1, 1e-8));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ftrl(RATE, 1, -1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new AveragedSgd(RATE, -1, 0));
    }

    private static double[] descend(FirstOrder rule, double l1) {
        Stepper stepper = rule.stepper(3, 2, l1);
        double[] parameters = Bowl.start().clone();
        double[] gradient = new double[3];
        int steps = 40_000;
        double rate = rule instanceof Adadelta ? 10 : rule instanceof Adagrad || rule instanceof Ftrl ? 2 : 0.1;
        for (int t = 0; t < steps; t++) {
            Bowl.slope(parameters, gradient);
            stepper.step(parameters, gradient, rate * (1 - (double) t / steps));
        }
        return stepper.answer(parameters);
    }
}
