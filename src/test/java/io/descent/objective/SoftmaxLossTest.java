package io.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftmaxLossTest {

    private static final SoftmaxLoss LOSS = new SoftmaxLoss();

    // javac writes no type annotations on the parameters of a record's constructor
    @SuppressWarnings("NullAway")
    private static Dataset targets(double @Nullable [] weights, double... targets) {
        return new DenseDataset(new double[targets.length], List.of("x"), targets, weights);
    }

    private static double value(double[] margins, int truth) {
        return LOSS.sum(margins, margins.length, targets(null, truth), null, 0, 1);
    }

    private static double[] slopes(double[] margins, int truth) {
        double[] slopes = margins.clone();
        LOSS.lossAndSlopes(slopes, margins.length, targets(null, truth), null, 0, 1);
        return slopes;
    }

    @Test
    void valueAndSlopesAreThoseFoundByHand() {
        // probabilities 1/8, 2/8, 5/8
        double[] margins = {Math.log(1), Math.log(2), Math.log(5)};

        assertThat(value(margins, 2)).isCloseTo(Math.log(1.6), within(1e-15));
        assertThat(value(margins, 0)).isCloseTo(Math.log(8), within(1e-15));
        assertThat(slopes(margins, 2)).containsExactly(new double[] {0.125, 0.25, -0.375}, within(1e-15));
    }

    @Test
    void theSlopesAreTheDerivatives() {
        Random random = new Random(5);
        double h = 1e-5;
        for (int round = 0; round < 50; round++) {
            double[] margins = random.doubles(4, -5, 5).toArray();
            int truth = round % 4;
            double[] slopes = slopes(margins, truth);
            for (int k = 0; k < 4; k++) {
                double[] up = margins.clone();
                double[] down = margins.clone();
                up[k] += h;
                down[k] -= h;
                assertThat(slopes[k]).isCloseTo((value(up, truth) - value(down, truth)) / (2 * h), within(1e-9));
            }
            assertThat(Arrays.stream(slopes).sum()).isCloseTo(0, within(1e-15));
        }
    }

    @Test
    void noDirectionCurvesMoreThanTheCurvatureAndOneAsMuch() {
        Random random = new Random(6);
        for (int round = 0; round < 200; round++) {
            double[] margins = random.doubles(3, -3, 3).toArray();
            double[] direction = unit(random.doubles(3, -1, 1).toArray());
            assertThat(secondDerivative(margins, direction)).isBetween(-1e-6, LOSS.curvature() + 1e-6);
        }
        assertThat(secondDerivative(new double[2], unit(new double[] {1, -1}))).isCloseTo(0.5, within(1e-6));
    }

    private static double[] unit(double[] direction) {
        double length = Math.sqrt(Arrays.stream(direction).map(c -> c * c).sum());
        return Arrays.stream(direction).map(c -> c / length).toArray();
    }

    private static double secondDerivative(double[] margins, double[] direction) {
        double h = 1e-4;
        double sum = 0;
        for (int side = -1; side <= 1; side += 2) {
            double[] moved = margins.clone();
            for (int k = 0; k < moved.length; k++) {
                moved[k] += side * h * direction[k];
            }
            double[] slopes = slopes(moved, 0);
            for (int k = 0; k < moved.length; k++) {
                sum += side * slopes[k] * direction[k];
            }
        }
        return sum / (2 * h);
    }

    /** The values of the two-class loss, to 15 digits by decimal arithmetic of 40. */
    @ParameterizedTest
    @CsvSource({
        "40, 4.24835425529159e-18, -4.24835425529159e-18",
        "700, 9.85967654375977e-305, -9.85967654375977e-305",
        "-1000, 1000, -1",
        "1e300, 0, 0",
        "-1e300, 1e300, -1"
    })
    void bothTailsArePrecise(double margin, double value, double slope) {
        for (double shift : new double[] {0, -margin / 2}) {
            double[] margins = {shift, margin + shift};
            assertThat(value(margins, 1)).isCloseTo(value, within(2e-15 * value));
            assertThat(slopes(margins, 1)[1]).isCloseTo(slope, within(2e-15 * Math.abs(slope)));
            assertThat(slopes(margins, 1)[0]).isCloseTo(-slope, within(2e-15 * Math.abs(slope)));
        }
    }

    @Test
    void twoClassesLoseAsLogisticRegressionDoesOfTheDifference() {
        LogLoss logistic = new LogLoss();
        for (double margin = -20; margin <= 20; margin += 0.7) {
            double[] margins = {1.5, 1.5 + margin};
            for (int truth = 0; truth <= 1; truth++) {
                assertThat(value(margins, truth)).isCloseTo(logistic.value(margin, truth), within(1e-14));
                assertThat(slopes(margins, truth)[1]).isCloseTo(logistic.slope(margin, truth), within(1e-15));
            }
        }
    }

    @Test
    void aStretchOfRowsIsTakenInItsOrderWithItsWeights() {
        double[] weights = {2, 0, 3, 1};
        Dataset data = targets(weights, 0, 1, 2, 1);
        double[] margins = {0.5, -1, 2, 1, 1, -3, 9, 9, 9};
        int[] rows = {1, 3, 2, 0};

        double[] slopes = margins.clone();
        double sum = LOSS.lossAndSlopes(slopes, 3, data, rows, 2, 2);

        double[] third = slopes(Arrays.copyOfRange(margins, 0, 3), 2);
        double[] first = slopes(Arrays.copyOfRange(margins, 3, 6), 0);
        for (int k = 0; k < 3; k++) {
            assertThat(slopes[k]).isCloseTo(3 * third[k], within(1e-15));
            assertThat(slopes[3 + k]).isCloseTo(2 * first[k], within(1e-15));
        }
        assertThat(Arrays.copyOfRange(slopes, 6, 9)).containsOnly(9);
        double expected =
                3 * value(Arrays.copyOfRange(margins, 0, 3), 2) + 2 * value(Arrays.copyOfRange(margins, 3, 6), 0);
        assertThat(sum).isCloseTo(expected, within(1e-15));
        assertThat(LOSS.sum(margins, 3, data, rows, 2, 2)).isEqualTo(sum);
    }
}
