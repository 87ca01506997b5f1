package io.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

    static final List<Row> TABLE = List.of(
            new Row(new SquaredError(), new double[] {-2, 0, 1.5, 30}, 3, 1.5, 2.25, 3),
            new Row(new LogLoss(), new double[] {0, 1}, Math.log(3), 0, Math.log(4), 0.75));

    @Test
    void everyLossStandsInTheTable() {
        Stream<Class<?>> tested = TABLE.stream().map(row -> row.loss().getClass());

        assertThat(tested).containsExactlyInAnyOrder(MarginLoss.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void valueAndSlopeAreThoseFoundByHand(Row row) {
        assertThat(row.loss.value(row.margin, row.target)).isCloseTo(row.value, within(1e-15));
        assertThat(row.loss.slope(row.margin, row.target)).isCloseTo(row.slope, within(1e-15));
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void theSlopeIsTheDerivative(Row row) {
        double h = 1e-5;
        for (double target : row.targets) {
            assertThat(margins()).allSatisfy(margin -> {
                double difference = row.loss.value(margin + h, target) - row.loss.value(margin - h, target);
                assertThat(row.loss.slope(margin, target))
                        .isCloseTo(difference / (2 * h), within(1e-7 * (1 + Math.abs(difference / h))));
            });
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

        assertThat(largest).isCloseTo(row.loss.curvature(), within(1e-6 * row.loss.curvature()));
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void theLossIsConvexAndNotNegative(Row row) {
        for (double target : row.targets) {
            double[] slopes =
                    margins().map(margin -> row.loss.slope(margin, target)).toArray();
            assertThat(slopes).isSorted();
            assertThat(margins().map(margin -> row.loss.value(margin, target))).allMatch(value -> value >= 0);
        }
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void largeMarginsDoNotOverflow(Row row) {
        for (double target : row.targets) {
            for (double margin : new double[] {-1000, 1000, -1e15, 1e15}) {
                assertThat(row.loss.value(margin, target)).isFinite();
                assertThat(row.loss.slope(margin, target)).isFinite();
                double[] slope = {margin};
                assertThat(row.loss.slopes(slope, 1, data(new double[] {target}, null), null, 0, 1))
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
                double sum = row.loss.slopes(slopes, 1, data(targets, given), rows, 10, 20);

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

    private static DoubleStream margins() {
        return IntStream.rangeClosed(-60, 60).mapToDouble(i -> i / 10.0);
    }

    // javac writes no type annotations on the parameters of a record's constructor
    @SuppressWarnings("NullAway")
    private static DenseDataset data(double[] targets, double @Nullable [] weights) {
        return new DenseDataset(new double[targets.length], List.of("x0"), targets, weights);
    }
}
