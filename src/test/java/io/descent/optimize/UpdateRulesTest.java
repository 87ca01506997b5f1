package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.descent.objective.Penalty;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every first-order rule keeps to, one row each; {@link SgdStepperTest} has more on {@link Sgd}. */
class UpdateRulesTest {

    private static final LearningRate RATE = new LearningRate.Fixed(0.1);
    private static final Moments MOMENTS = new Moments(0.9, 0.999, 1e-8);

    /** ½·Σ stiffness·(w − centre)², from {@link #START}. */
    private static final double[] STIFFNESS = {1, 10, 0.1};

    private static final double[] CENTRE = {0.3, -0.7, 2};
    private static final double[] START = {1, -2, 0.5};

    /**
     * A rule and the parameters after 1, 2 and 6 steps down the bowl at the rates 0.1 / t, as PyTorch 1.13's {@code
     * torch.optim} printed them in double precision.
     */
    record Published(String name, FirstOrder rule, double... parameters) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Published> PUBLISHED = List.of(
            new Published(
                    "adagrad",
                    new Adagrad(RATE, 0, 1e-10),
                    0.9000000000142857,
                    -1.9000000000007693,
                    0.5999999999333333,
                    0.8674604313445701,
                    -1.866085994864296,
                    0.634115912435575,
                    0.8243732500357394,
                    -1.8208126111564582,
                    0.6797049776508939),
            new Published(
                    "adagrad, initial accumulator",
                    new Adagrad(RATE, 0.5, 1e-3),
                    0.929717989010632,
                    -1.9001552705839309,
                    0.520722765442806,
                    0.9030014317471324,
                    -1.8662678642213826,
                    0.5307338063988551,
                    0.8645441944919148,
                    -1.8210139110092816,
                    0.5487838868260705),
            new Published(
                    "adadelta",
                    new Adadelta(RATE, 0.9, 1e-6),
                    0.9996837754607477,
                    -1.999683772243339,
                    0.5003161575165955,
                    0.9995215904641054,
                    -1.999521569522637,
                    0.5004783257530309,
                    0.9992036147801974,
                    -1.999203520845339,
                    0.5007963111425515),
            new Published(
                    "rmsprop",
                    new RmsProp(RATE, 0.99, 1e-8, 0, false),
                    1.4285712279793472e-07,
                    -1.000000007692308,
                    1.4999993333337773,
                    0.19779698035807075,
                    -0.8870326960632033,
                    1.6588296573267982,
                    0.27790453728082887,
                    -0.7847830079471027,
                    1.8201402269102875),
            new Published(
                    "rmsprop, momentum",
                    new RmsProp(RATE, 0.9, 1e-3, 0.8, false),
                    0.6851943808072601,
                    -1.6838491383529335,
                    0.809698743236054,
                    0.4802645161593595,
                    -1.4588056668486509,
                    1.0333235959174591,
                    0.1820726565753729,
                    -0.9854851146487044,
                    1.5222102161529227),
            new Published(
                    "rmsprop, centred",
                    new RmsProp(RATE, 0.9, 1e-3, 0.5, true),
                    0.6682464454976302,
                    -1.666752114842348,
                    0.8260869565217391,
                    0.501384201272763,
                    -1.4753521608560018,
                    1.0171291426722062,
                    0.32638165563167926,
                    -1.1687196488792213,
                    1.336869749974036),
            new Published(
                    "adam",
                    new Adam(RATE, MOMENTS),
                    0.9000000014285714,
                    -1.900000000076923,
                    0.5999999933333338,
                    0.8503472113242789,
                    -1.850144135196407,
                    0.6498804590974817,
                    0.7573243919021984,
                    -1.7559629894172903,
                    0.7441993390201703),
            new Published(
                    "adam, short memory",
                    new Adam(RATE, new Moments(0.5, 0.9, 1e-2)),
                    0.9014084507042254,
                    -1.900076863950807,
                    0.59375,
                    0.8533558128531757,
                    -1.850718035183916,
                    0.6400787358248367,
                    0.7659840307730977,
                    -1.7587619178306488,
                    0.7265193105017058),
            new Published(
                    "amsgrad",
                    new AmsGrad(RATE, new Moments(0.6, 0.5, 1e-8)),
                    0.9000000014285714,
                    -1.900000000076923,
                    0.5999999933333338,
                    0.8498098935912577,
                    -1.8498676874924604,
                    0.6501182403973655,
                    0.7575379001993363,
                    -1.7548235436151507,
                    0.7452777178760338),
            new Published(
                    "adamw",
                    new AdamW(RATE, MOMENTS, 0.3),
                    0.8700000014285714,
                    -1.840000000076923,
                    0.5849999933333337,
                    0.8074753787027813,
                    -1.762677721309981,
                    0.6261277709724594,
                    0.6936262341831801,
                    -1.6204737809414027,
                    0.7019430071760892));

    static Stream<Published> published() {
        return PUBLISHED.stream();
    }

    @ParameterizedTest
    @MethodSource("published")
    void stepsAreThoseThatPyTorchPrints(Published published) {
        Stepper stepper = published.rule().stepper(3, 3, 0);
        double[] parameters = START.clone();
        double[] gradient = new double[3];
        int row = 0;
        for (int t = 1; t <= 6; t++) {
            slope(parameters, gradient);
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

    static Stream<FirstOrder> rules() {
        return Stream.concat(
                PUBLISHED.stream().map(Published::rule).filter(rule -> !(rule instanceof AdamW)),
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

        assertThat(answer).containsExactly(CENTRE, within(1e-4));
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
        assertThat(answer[1]).isCloseTo(Penalty.shrink(CENTRE[1], l1 / STIFFNESS[1]), within(1e-4));
        // the last parameter is an intercept
        assertThat(answer[2]).isCloseTo(CENTRE[2], within(1e-4));
    }

    private static double[] descend(FirstOrder rule, double l1) {
        Stepper stepper = rule.stepper(3, 2, l1);
        double[] parameters = START.clone();
        double[] gradient = new double[3];
        int steps = 40_000;
        double rate = rule instanceof Adadelta ? 10 : rule instanceof Adagrad || rule instanceof Ftrl ? 2 : 0.1;
        for (int t = 0; t < steps; t++) {
            slope(parameters, gradient);
            stepper.step(parameters, gradient, rate * (1 - (double) t / steps));
        }
        return stepper.answer(parameters);
    }

    private static void slope(double[] parameters, double[] gradient) {
        for (int j = 0; j < 3; j++) {
            gradient[j] = STIFFNESS[j] * (parameters[j] - CENTRE[j]);
        }
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
        double[] parameters = START.clone();
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

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int t = 0; t < 1000; t++) {
            stepper.step(parameters, gradient, 1e-3);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isZero();
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
}
