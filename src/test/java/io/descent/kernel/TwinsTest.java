package io.descent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector kernels give the bits of the scalar ones at odd lengths, from every place in the arrays. */
class TwinsTest {

    private static final int SPARE = 9;

    static Stream<Integer> lengths() {
        return IntStream.rangeClosed(0, 100).boxed();
    }

    static Stream<Integer> lengthsOfSums() {
        return lengths().filter(length -> length >= VectorSums.SHORTEST);
    }

    @Test
    void theTestsRunWithVectors() {
        assertThat(Kernels.CHOICE.vector()).as(Kernels.CHOICE.reason()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("lengthsOfSums")
    void dotsAreTheSame(int length) {
        for (int from = 0; from < SPARE; from++) {
            double[] a = numbers(length + SPARE, from);
            double[] b = numbers(length + SPARE, 31 + from);
            int other = (from * 5 + length) % SPARE;

            assertSame(
                    new double[] {VectorSums.dot(a, from, b, other, length)},
                    new double[] {ScalarKernels.dot(a, from, b, other, length)});
        }
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void multiplesAreAddedTheSameWay(int length) {
        for (int from = 0; from < SPARE; from++) {
            double[] x = numbers(length + SPARE, from);
            double[] one = numbers(length + SPARE, 31 + from);
            double[] two = one.clone();
            int other = (from * 5 + length) % SPARE;
            VectorKernels.axpy(-1.7, x, from, one, other, length);
            ScalarKernels.axpy(-1.7, x, from, two, other, length);

            assertSame(one, two);
        }
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void rowsAreAddedAsOneAfterTheOther(int length) {
        int rows = 5;
        for (int from = 0; from < SPARE; from += 2) {
            double[] x = numbers(rows * length + SPARE, from);
            double[] alphas = numbers(2 * rows + SPARE, 17);
            double[] one = numbers(length + SPARE, 31 + from);
            double[] two = one.clone();
            int other = (from * 5 + length) % SPARE;
            VectorKernels.addRows(alphas, 3, 2, x, from, rows, one, other, length);
            for (int i = 0; i < rows; i++) {
                ScalarKernels.axpy(alphas[3 + 2 * i], x, from + i * length, two, other, length);
            }

            assertSame(one, two);
        }
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void stepsAreTheSame(int length) {
        for (double decay : new double[] {0, 0.37}) {
            for (int from = 0; from < SPARE; from++) {
                double[] x = numbers(length + SPARE, from);
                double[] one = numbers(length + SPARE, 31 + from);
                double[] two = one.clone();
                int other = (from * 5 + length) % SPARE;
                VectorKernels.descend(0.013, -2.9, x, from, decay, one, other, length);
                ScalarKernels.descend(0.013, -2.9, x, from, decay, two, other, length);

                assertSame(one, two);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lengthsOfSums")
    void dotsOfSeveralRowsAreThoseOfEach(int length) {
        for (int rows = 0; rows < 6; rows++) {
            int from = (rows * 7 + length) % SPARE;
            double[] x = numbers(rows * length + SPARE, length);
            double[] w = numbers(length + SPARE, 31 + rows);
            double[] one = numbers(3 * rows + SPARE, 17);
            double[] two = one.clone();
            VectorSums.dots(x, from, rows, w, rows, length, one, 2, 3);
            for (int k = 0; k < rows; k++) {
                two[2 + 3 * k] = ScalarKernels.dot(x, from + k * length, w, rows, length);
            }

            assertSame(one, two);
        }
    }

    @ParameterizedTest
    @MethodSource("lengthsOfSums")
    void aStepWithTheNextDotIsBothOfThem(int length) {
        for (int from = 0; from < SPARE; from++) {
            double[] x = numbers(2 * length + SPARE, from);
            int next = (from * 5 + length) % (length + SPARE);
            double[] one = numbers(length, 31 + from);
            double[] two = one.clone();
            double dot = VectorSums.descendThenDot(0.013, -2.9, x, from, next, one, length);
            ScalarKernels.descend(0.013, -2.9, x, from, 0, two, 0, length);

            assertSame(one, two);
            assertSame(new double[] {dot}, new double[] {ScalarKernels.dot(x, next, two, 0, length)});
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 16, 19, 32, 64, 256})
    void multiplesAreAddedToTwoColumnsBeforeTheirDotsAreTaken(int length) {
        for (int from = 0; from < SPARE; from++) {
            double[] x = numbers(2 * length + SPARE, from);
            int next = (from * 5 + length) % (length + SPARE);
            double[] alphas = {-1.7, 0.3};
            double[] one = numbers(2 * length + SPARE, 31 + from);
            double[] two = one.clone();
            double[] products = new double[2];
            Kernels.addThenDots(alphas, x, from, next, one, SPARE - from, length, products);
            for (int k = 0; k < 2; k++) {
                int y = SPARE - from + k * length;
                ScalarKernels.axpy(alphas[k], x, from, two, y, length);

                assertSame(new double[] {products[k]}, new double[] {ScalarKernels.dot(x, next, two, y, length)});
            }
            assertSame(one, two);
        }
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void momentsAreTheSame(int columns) {
        int rows = 5;
        double[] weights = numbers(rows + SPARE, 3);
        double[] x = numbers(rows * columns + SPARE, columns);
        double[] center = numbers(columns, 4);
        double[] shifts = numbers(columns, 5);
        double[] squares = numbers(columns, 6);
        double[] shiftsOfTwin = shifts.clone();
        double[] squaresOfTwin = squares.clone();

        Kernels.addMoments(weights, 2, x, 3, rows, center, shifts, squares);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double off = x[3 + i * columns + j] - center[j];
                shiftsOfTwin[j] += weights[2 + i] * off;
                squaresOfTwin[j] += weights[2 + i] * off * off;
            }
        }

        assertSame(shifts, shiftsOfTwin);
        assertSame(squares, squaresOfTwin);
    }

    @Test
    void momentsOfSomeColumnsAreThoseOfAll() {
        int columns = 41;
        double[] x = numbers(9 * columns, 1);
        double[] weights = numbers(9, 2);
        double[] center = numbers(columns, 3);
        double[] shifts = new double[columns];
        double[] squares = new double[columns];
        double[] shiftsOfSome = new double[columns];
        double[] squaresOfSome = new double[columns];

        Kernels.addMoments(weights, 0, x, 0, 9, center, shifts, squares);
        for (int first = 0; first < columns; first += 7) {
            int end = Math.min(first + 7, columns);
            Kernels.addMoments(weights, 0, x, 0, 9, center, shiftsOfSome, squaresOfSome, first, end);
        }

        assertSame(shiftsOfSome, shifts);
        assertSame(squaresOfSome, squares);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 12, 64})
    void productsOfAllPairsOfColumnsAreThoseOfEach(int height) {
        for (int columns = 0; columns < 14; columns++) {
            double[] x = numbers(columns * height, columns);
            double[] one = numbers(columns * columns, 31);
            double[] two = one.clone();
            Kernels.addProducts(x, columns, height, one);
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k <= j; k++) {
                    two[j * columns + k] += ScalarKernels.product(x, j * height, k * height, height);
                }
            }

            assertSame(one, two);
        }
    }

    @Test
    void whatIsNotFiniteIsTheSame() {
        double[] extremes = {1e308, -1e308, Double.POSITIVE_INFINITY, Double.NaN, -0.0, 0, Double.MIN_VALUE, 1};
        for (int length = VectorSums.SHORTEST; length < 60; length++) {
            double[] a = new double[length];
            double[] b = new double[length];
            for (int i = 0; i < length; i++) {
                a[i] = extremes[(i + length) % extremes.length];
                b[i] = extremes[(3 * i + 1) % extremes.length];
            }
            assertSame(
                    new double[] {VectorSums.dot(a, 0, b, 0, length)},
                    new double[] {ScalarKernels.dot(a, 0, b, 0, length)});
        }
    }

    /** Equal by bits, so that 0 and −0 differ; every NaN is the same. */
    private static void assertSame(double[] vector, double[] scalar) {
        assertThat(bits(vector)).isEqualTo(bits(scalar));
    }

    private static long[] bits(double[] values) {
        return IntStream.range(0, values.length)
                .mapToLong(i -> Double.doubleToLongBits(values[i]))
                .toArray();
    }

    private static double[] numbers(int length, long seed) {
        Random random = new Random(seed);
        return random.doubles(length, -1, 1).toArray();
    }
}
