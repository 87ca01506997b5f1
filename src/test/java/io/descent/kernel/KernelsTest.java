package io.descent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KernelsTest {

    private static final double UNIT_ROUNDOFF = 0x1p-53;

    static Stream<Arguments> sizesAndOffsets() {
        return IntStream.rangeClosed(0, 40)
                .boxed()
                .flatMap(length ->
                        Stream.of(0, 1, 3, 8).map(offset -> Arguments.of(length, offset, (offset * 5 + length) % 7)));
    }

    @ParameterizedTest
    @MethodSource("sizesAndOffsets")
    void dotIsTheExactSumUpToRounding(int length, int aFrom, int bFrom) {
        double[] a = numbers(60, 1 + length);
        double[] b = numbers(60, 1000 + length);
        BigDecimal exact = BigDecimal.ZERO;
        double magnitude = 0;
        for (int i = 0; i < length; i++) {
            exact = exact.add(new BigDecimal(a[aFrom + i]).multiply(new BigDecimal(b[bFrom + i])));
            magnitude += Math.abs(a[aFrom + i] * b[bFrom + i]);
        }

        assertThat(Kernels.dot(a, aFrom, b, bFrom, length))
                .isCloseTo(exact.doubleValue(), within((length + 1) * UNIT_ROUNDOFF * magnitude));
    }

    @ParameterizedTest
    @MethodSource("sizesAndOffsets")
    void dotSumsInTheDocumentedOrder(int length, int aFrom, int bFrom) {
        double[] a = numbers(60, 1 + length);
        double[] b = numbers(60, 1000 + length);
        double[] products = IntStream.range(0, length)
                .mapToDouble(i -> a[aFrom + i] * b[bFrom + i])
                .toArray();
        double sum = 0;
        if (length < 8) {
            for (double product : products) {
                sum += product;
            }
        } else {
            double[] lanes = new double[16];
            int whole = length - length % 16;
            for (int i = 0; i < whole; i++) {
                lanes[i % 16] += products[i];
            }
            addUpperHalf(lanes, 8);
            for (int i = whole; i < length; i++) {
                lanes[i % 8] += products[i];
            }
            for (int half = 4; half >= 1; half /= 2) {
                addUpperHalf(lanes, half);
            }
            sum = lanes[0];
        }

        assertThat(Kernels.dot(a, aFrom, b, bFrom, length)).isEqualTo(sum);
    }

    private static void addUpperHalf(double[] lanes, int half) {
        for (int i = 0; i < half; i++) {
            lanes[i] += lanes[i + half];
        }
    }

    /** So the test of the order can fail: most of its sums come out differently one by one. */
    @Test
    void theOrderOfTheSumShowsInItsBits() {
        long different = IntStream.rangeClosed(9, 40)
                .filter(length -> {
                    double[] a = numbers(60, 1 + length);
                    double[] b = numbers(60, 1000 + length);
                    double oneByOne = 0;
                    for (int i = 0; i < length; i++) {
                        oneByOne += a[i] * b[i];
                    }
                    return Kernels.dot(a, 0, b, 0, length) != oneByOne;
                })
                .count();

        assertThat(different).isGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("sizesAndOffsets")
    void axpyAddsAMultipleAndTouchesNothingElse(int length, int xFrom, int yFrom) {
        double[] x = numbers(60, 7);
        double[] y = numbers(60, 8);
        double[] expected = y.clone();
        for (int i = 0; i < length; i++) {
            double product = -1.7 * x[xFrom + i];
            expected[yFrom + i] = y[yFrom + i] + product;
        }

        Kernels.axpy(-1.7, x, xFrom, y, yFrom, length);

        assertThat(y).containsExactly(expected);
        assertThat(x).containsExactly(numbers(60, 7));
    }

    @ParameterizedTest
    @MethodSource("sizesAndOffsets")
    void copyMovesAndTouchesNothingElse(int length, int xFrom, int yFrom) {
        double[] x = numbers(60, 10);
        double[] y = numbers(60, 11);
        double[] expected = y.clone();
        System.arraycopy(x, xFrom, expected, yFrom, length);

        Kernels.copy(x, xFrom, y, yFrom, length);

        assertThat(y).containsExactly(expected);
    }

    @ParameterizedTest
    @MethodSource("sizesAndOffsets")
    void scaleMultipliesAndTouchesNothingElse(int length, int from, int other) {
        double alpha = other - 3.3;
        double[] x = numbers(60, 9);
        double[] expected = x.clone();
        for (int i = from; i < from + length; i++) {
            expected[i] = x[i] * alpha;
        }

        Kernels.scale(alpha, x, from, length);

        assertThat(x).containsExactly(expected);
    }

    @ParameterizedTest
    @MethodSource("sizesAndOffsets")
    void rescaleDividesByEachScaleInTurnAndTouchesNothingElse(int length, int from, int other) {
        double[] x = numbers(60, 12);
        for (int d : new int[] {1, 3, 16, 19, 40}) {
            double[] center = numbers(d, 13 + other);
            double[] scale = numbers(d, 14 + other);
            scale[0] = Double.POSITIVE_INFINITY;
            double[] actual = x.clone();
            double[] expected = x.clone();
            for (int i = 0; i < length; i++) {
                expected[from + i] = (x[from + i] - center[i % d]) / scale[i % d];
            }

            Kernels.rescale(actual, from, length, center, scale);

            assertThat(actual).containsExactly(expected);
        }
    }

    @Test
    void indicesOutsideTheArraysAreRefused() {
        double[] eleven = new double[11];
        double[] ten = new double[10];

        assertThatThrownBy(() -> Kernels.dot(eleven, 0, ten, 0, 11)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Kernels.dot(eleven, 4, ten, 0, 8)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Kernels.axpy(1, ten, -1, eleven, 0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Kernels.scale(2, ten, 9, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whatIsNotFiniteIsNotHidden() {
        assertThat(Kernels.dot(new double[] {1e200}, 0, new double[] {1e200}, 0, 1))
                .isInfinite();
        assertThat(Kernels.dot(new double[] {1, Double.NaN}, 0, new double[] {1, 0}, 0, 2))
                .isNaN();
    }

    /** Numbers of either sign and like size, so that every order of adding rounds differently. */
    private static double[] numbers(int length, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, length)
                .mapToDouble(_ -> random.nextGaussian())
                .toArray();
    }
}
