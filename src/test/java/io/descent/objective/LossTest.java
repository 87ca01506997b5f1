package io.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What every loss must keep; a new one is one row of the table. */
class LossTest {

    /** A loss, targets of its domain, and a value and slope found by hand at (margin, target). */
    record Row(MarginLoss loss, double[] targets, double margin, double target, double value, double slope) {
        @Override
        public String toString() {
            return loss.toString();
        }
    }

    private static final double[] CLASSES = {0, 1};

    static final List<Row> TABLE = List.of(
            new Row(new SquaredError(), new double[] {-2, 0, 1.5, 30}, 3, 1.5, 2.25, 3),
            new Row(new AbsoluteError(), new double[] {-2, 0, 1.5, 30}, 3, 1.5, 1.5, 1),
            new Row(new AbsoluteError(), new double[] {0}, 0, 0, 0, 0),
            new Row(new Huber(0.5), new double[] {-2, 0, 1.5, 30}, 3, 1.5, 0.625, 0.5),
            new Row(new Huber(2), new double[] {-2, 0, 1.5, 30}, 3, 1.5, 1.125, 1.5),
            new Row(new Quantile(0.75), new double[] {-2, 0, 1.5, 30}, 3, 1.5, 0.375, 0.25),
            new Row(new Quantile(0.9), new double[] {-2, 0, 1.5, 30}, 1, 3, 1.8, -0.9),
            new Row(new EpsilonInsensitive(0.5), new double[] {-2, 0, 1.5, 30}, 3, 1.5, 1, 1),
            new Row(new EpsilonInsensitive(0.5), new double[] {0}, 0.2, 0, 0, 0),
            new Row(new SquaredEpsilonInsensitive(0.5), new double[] {-2, 0, 1.5, 30}, 3, 1.5, 1, 2),
            new Row(new SquaredEpsilonInsensitive(0.5), new double[] {0}, -2, 0, 2.25, -3),
            new Row(new LogLoss(), CLASSES, Math.log(3), 0, Math.log(4), 0.75),
            new Row(new Hinge(), CLASSES, 0.5, 0, 1.5, 1),
            new Row(new Hinge(), CLASSES, 0.5, 1, 0.5, -1),
            new Row(new Hinge(), CLASSES, 2, 1, 0, 0),
            new Row(new SquaredHinge(), CLASSES, 0.5, 0, 2.25, 3),
            new Row(new SquaredHinge(), CLASSES, 0.5, 1, 0.25, -1),
            new Row(new ModifiedHuber(), CLASSES, 0.5, 0, 2.25, 3),
            new Row(new ModifiedHuber(), CLASSES, -3, 1, 12, -4),
            new Row(new Smoothed(new AbsoluteError(), 0.5), new double[] {0}, 0.1, 0, 0.01, 0.2),
            new Row(new Smoothed(new AbsoluteError(), 0.5), new double[] {0}, -2, 0, 1.75, -1),
            new Row(new Smoothed(new Quantile(0.75), 0.5), new double[] {0}, -1, 0, 0.609375, -0.75),
            new Row(new Smoothed(new EpsilonInsensitive(0.5), 0.5), new double[] {0}, 0.75, 0, 0.0625, 0.5),
            new Row(new Smoothed(new Hinge(), 0.5), CLASSES, 0.75, 1, 0.0625, -0.5),
            new Row(new Smoothed(new Perceptron(), 0.5), CLASSES, 0.25, 0, 0.0625, 0.5),
            new Row(new Perceptron(), CLASSES, 0.5, 0, 0.5, 1),
            new Row(new Perceptron(), CLASSES, 0, 1, 0, -1),
            new Row(new Poisson(), new double[] {0, 0.5, 3, 20}, Math.log(3), 2, 3 - 2 * Math.log(3), 1));

    @Test
    void everyLossStandsInTheTable() {
        Stream<Class<?>> tested =
                TABLE.stream().<Class<?>>map(row -> row.loss().getClass()).distinct();

        assertThat(tested).containsExactlyInAnyOrderElementsOf(Losses.all().toList());
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void valueAndSlopeAreThoseFoundByHand(Row row) {
        assertThat(row.loss.value(row.margin, row.target)).isCloseTo(row.value, within(1e-15));
        assertThat(row.loss.slope(row.margin, row.target)).isCloseTo(row.slope, within(1e-15));
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void theSlopeIsTheDerivativeAndAtAKinkBetweenThoseOfItsSides(Row row) {
        double h = 1e-5;
        for (double target : row.targets) {
            assertThat(margins()).allSatisfy(margin -> {
                double here = row.loss.value(margin, target);
                double before = (here - row.loss.value(margin - h, target)) / h;
                double after = (row.loss.value(margin + h, target) - here) / h;
                double slope = row.loss.slope(margin, target);
                double rounding = 1e-9 * (1 + Math.abs(here) + Math.abs(before));
                assertThat(slope).isBetween(before - rounding, after + rounding);
                if (!row.loss.kinked()) {
                    assertThat(slope).isCloseTo((before + after) / 2, within(h * (1 + Math.abs(before))));
                }
            });
        }
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void theSecondDerivativeIsThatOfTheSlopeWhereThatDoesNotJump(Row row) {
        double h = 1e-6;
        for (double target : row.targets) {
            margins().map(margin -> margin + 0.01).forEach(margin -> {
                double second = row.loss.secondDerivative(margin, target);
                assertThat((row.loss.slope(margin + h, target) - row.loss.slope(margin - h, target)) / (2 * h))
                        .isCloseTo(second, within(1e-4 * (1 + second)));
            });
        }
    }

    /** Those whose best constant has a formula, with targets of several weights. */
    @Test
    void theConstantOfALossIsTheBestOne() {
        double[] numbers = {-2, 0, 1.5, 30, 7};
        double[] weights = {1, 3, 2, 0.5, 1};
        List<MarginLoss> regressions = List.of(
                new SquaredError(),
                new AbsoluteError(),
                new Quantile(0.2),
                new Quantile(0.9),
                new Smoothed(new AbsoluteError(), 1e-9));
        regressions.forEach(loss -> isBest(loss, data(numbers, weights)));
        isBest(new Poisson(), data(new double[] {0, 1, 5, 2, 40}, weights));
        isBest(new LogLoss(), data(new double[] {0, 1, 1, 0, 1}, weights));
        isBest(new SquaredHinge(), data(new double[] {0, 1, 1, 0, 1}, weights));
    }

    private static void isBest(MarginLoss loss, Dataset data) {
        double best = loss.constant(data);
        for (double other : new double[] {best - 1e-3, best + 1e-3}) {
            assertThat(mean(loss, data, best)).as("%s at %s", loss, other).isLessThanOrEqualTo(mean(loss, data, other));
        }
    }

    private static double mean(MarginLoss loss, Dataset data, double margin) {
        double[] margins = new double[data.rows()];
        Arrays.fill(margins, margin);
        return loss.sum(margins, 1, data, null, 0, margins.length) / data.totalWeight();
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void noMarginsBringTheMeanBelowTheFloor(Row row) {
        for (double target : row.targets) {
            Dataset data = data(new double[] {target, target}, new double[] {1, 3});
            double floor = row.loss.leastMean(data);
            assertThat(margins()
                            .map(margin -> mean(row.loss, data, margin))
                            .min()
                            .orElseThrow())
                    .isGreaterThanOrEqualTo(floor - 1e-12);
        }
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void aRoundedLossIsNeverAboveAndHardlyBelowAndItsGapIsThatOfFenchelAndYoung(Row row) {
        if (row.loss instanceof KinkedLoss kinked) {
            double width = 0.3;
            Smoothed rounded = new Smoothed(kinked, width);
            for (double target : row.targets) {
                margins().map(margin -> margin / 10 + target).forEach(margin -> {
                    double slope = rounded.slope(margin, target);
                    double below = kinked.value(margin, target) - rounded.value(margin, target);
                    assertThat(below).isBetween(-1e-15, width / 2 + 1e-15);
                    // ℓ*(α) = max over u of α·u − ℓ(u), which lies at a kink
                    double conjugate = DoubleStream.iterate(-200, u -> u <= 200, u -> u + 0.25)
                            .map(u -> slope * u - kinked.value(u, target))
                            .max()
                            .orElseThrow();
                    assertThat(rounded.gap(margin, target))
                            .isCloseTo(kinked.value(margin, target) + conjugate - slope * margin, within(1e-12));
                });
            }
        }
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void theCurvatureIsTheLargestSecondDerivative(Row row) {
        double h = 1e-4;
        double largest = Arrays.stream(row.targets)
                .flatMap(target -> margins()
                        .map(margin ->
                                (row.loss.slope(margin + h, target) - row.loss.slope(margin - h, target)) / (2 * h)))
                .max()
                .orElseThrow();

        if (row.loss.kinked()) {
            // a jump of the slope by j is j / 2h here, and any number with a smaller h
            assertThat(largest).isGreaterThan(0.4 / h);
            assertThat(row.loss.curvature()).isInfinite();
        } else if (row.loss instanceof Poisson) {
            assertThat(largest).isCloseTo(Math.exp(6), within(1e-5 * Math.exp(6)));
            assertThat(row.loss.curvature()).isInfinite();
        } else {
            assertThat(largest).isCloseTo(row.loss.curvature(), within(1e-6 * row.loss.curvature()));
        }
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void ratesAreTakenFromACurvatureThatIsFinite(Row row) {
        Dataset data = data(row.targets, null);

        double curvature = row.loss.curvatureAt(data);

        assertThat(curvature).isPositive().isFinite();
        if (Double.isFinite(row.loss.curvature())) {
            assertThat(curvature).isEqualTo(row.loss.curvature());
        }
    }

    @Test
    void theCurvatureOfErrorsIsThatOfTheirSpread() {
        // median 2, distances from it 2, 1, 0, 1, 6
        Dataset data = data(new double[] {0, 1, 2, 3, 8}, null);

        assertThat(new AbsoluteError().curvatureAt(data)).isEqualTo(0.5);
        assertThat(new Quantile(0.2).curvatureAt(data)).isEqualTo(0.25);
        assertThat(new Poisson().curvatureAt(data)).isEqualTo(8);
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void theLossIsConvexAndNotBelowItsLeast(Row row) {
        for (double target : row.targets) {
            double[] slopes =
                    margins().map(margin -> row.loss.slope(margin, target)).toArray();
            assertThat(slopes).isSorted();
            assertThat(margins().map(margin -> row.loss.value(margin, target)))
                    .allMatch(value -> value >= least(row.loss, target));
        }
    }

    private static double least(MarginLoss loss, double target) {
        return loss instanceof Poisson && target > 0 ? target - target * Math.log(target) - 1e-12 : 0;
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void largeMarginsDoNotOverflow(Row row) {
        double[] large = row.loss instanceof Poisson
                ? new double[] {-1000, -1e15, 700}
                : new double[] {-1000, 1000, -1e15, 1e15};
        for (double target : row.targets) {
            for (double margin : large) {
                assertThat(row.loss.value(margin, target)).isFinite();
                assertThat(row.loss.slope(margin, target)).isFinite();
                double[] slope = {margin};
                assertThat(row.loss.lossAndSlopes(slope, 1, data(new double[] {target}, null), null, 0, 1))
                        .isFinite();
                assertThat(slope[0]).isFinite();
            }
        }
    }

    /** Values to 15 digits by decimal arithmetic of 40. */
    @ParameterizedTest
    @CsvSource({
        "40, 1, 4.24835425529159e-18, -4.24835425529159e-18",
        "-40, 0, 4.24835425529159e-18, 4.24835425529159e-18",
        "-40, 1, 40, -1",
        "700, 1, 9.85967654375977e-305, -9.85967654375977e-305",
        "1000, 0, 1000, 1",
        "-1000, 1, 1000, -1"
    })
    void theLogLossIsPreciseInBothTails(double margin, double target, double value, double slope) {
        MarginLoss loss = new LogLoss();

        assertThat(loss.value(margin, target)).isCloseTo(value, within(2e-15 * value));
        assertThat(loss.slope(margin, target)).isCloseTo(slope, within(2e-15 * Math.abs(slope)));
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void slopesOfABatchAreThoseOfItsRows(Row row) {
        Random random = new Random(3);
        int n = 50;
        double[] targets = IntStream.range(0, n)
                .mapToDouble(_ -> row.targets[random.nextInt(row.targets.length)])
                .toArray();
        double[] weights = IntStream.range(0, n)
                .mapToDouble(i -> i % 3 * random.nextDouble())
                .toArray();
        int[] order = IntStream.range(0, n).map(i -> (i * 17 + 5) % n).toArray();
        double[] margins = IntStream.range(0, 20)
                .mapToDouble(i -> 3 * random.nextGaussian() * (i % 5))
                .toArray();
        for (int[] rows : Arrays.asList(order, null)) {
            for (double[] given : Arrays.asList(weights, null)) {
                double[] slopes = Arrays.copyOf(margins, 25);
                double sum = row.loss.lossAndSlopes(slopes, 1, data(targets, given), rows, 10, 20);

                double expected = 0;
                for (int i = 0; i < 20; i++) {
                    int at = rows == null ? 10 + i : rows[10 + i];
                    double weight = given == null ? 1 : given[at];
                    expected += weight * row.loss.value(margins[i], targets[at]);
                    assertThat(slopes[i]).isEqualTo(weight * row.loss.slope(margins[i], targets[at]));
                }
                assertThat(sum).isEqualTo(expected);
                assertThat(row.loss.sum(margins, 1, data(targets, given), rows, 10, 20))
                        .isEqualTo(expected);
                assertThat(Arrays.copyOfRange(slopes, 20, 25)).containsOnly(0);
            }
        }
    }

    @Test
    void aMeanTooLargeForADoubleIsInfinite() {
        assertThat(new Poisson().value(1000, 3)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(new Poisson().slope(1000, 3)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void parametersOutOfTheirRangeAreRefused() {
        for (double delta : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Huber(delta));
        }
        for (double width : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Smoothed(new Hinge(), width));
        }
        for (double q : new double[] {0, 1, -0.1, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(q));
        }
        for (double epsilon : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new EpsilonInsensitive(epsilon));
            assertThatIllegalArgumentException().isThrownBy(() -> new SquaredEpsilonInsensitive(epsilon));
        }
    }

    private static DoubleStream margins() {
        return IntStream.rangeClosed(-60, 60).mapToDouble(i -> i / 10.0);
    }

    @Test
    void aCountWithoutWeightDoesNotBendThePoissonLoss() {
        assertThat(new Poisson().curvatureAt(data(new double[] {3, 1000, 2}, new double[] {1, 0, 1})))
                .isEqualTo(3);
    }

    // javac writes no type annotations on the parameters of a record's constructor
    @SuppressWarnings("NullAway")
    private static DenseDataset data(double[] targets, double @Nullable [] weights) {
        return new DenseDataset(new double[targets.length], List.of("x0"), targets, weights);
    }
}
