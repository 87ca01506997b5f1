package io.descent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform's strict functions are themselves off by less than one unit in the last place. */
class ElementaryTest {

    private static final int DRAWS = 200_000;

    @Test
    void exponentialsAreOffByNoMoreThanOneUnitInTheLastPlace() {
        Random random = new Random(1);
        assertClose(Elementary::exp, StrictMath::exp, () -> random.nextDouble(-745.2, 709.78), 1);
        assertClose(Elementary::exp, StrictMath::exp, () -> random.nextGaussian(0, 3), 1);
        assertClose(
                Elementary::exp, StrictMath::exp, () -> Math.scalb(random.nextDouble(-1, 1), -random.nextInt(60)), 1);
        assertClose(Elementary::exp, StrictMath::exp, () -> random.nextDouble(-745.2, -707), 1);
        assertClose(Elementary::exp, StrictMath::exp, () -> random.nextDouble(707, 709.78), 1);
    }

    @Test
    void logarithmsAreOffByNoMoreThanTwoUnitsInTheLastPlace() {
        Random random = new Random(2);
        assertClose(Elementary::log1p, StrictMath::log1p, random::nextDouble, 2);
        assertClose(Elementary::log1p, StrictMath::log1p, () -> StrictMath.exp(random.nextDouble(-745, 0)), 2);
        assertClose(Elementary::log1p, StrictMath::log1p, () -> random.nextDouble(-1, 1e6), 2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1, Double.MIN_VALUE, 1e-300, -1, -2, 1e308, 1 / 0.0, -1 / 0.0, 0 / 0.0})
    void logarithmsOfTheEdgesAreThoseOfThePlatform(double x) {
        assertSame(Elementary.log1p(x), StrictMath.log1p(x));
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                Double.MIN_VALUE,
                1e-17,
                -708,
                708,
                709.782712893384,
                709.7827128933841,
                -745.1332191019411,
                -745.1332191019412,
                -746,
                710,
                1e308,
                -1e308,
                1 / 0.0,
                -1 / 0.0,
                0 / 0.0
            })
    void exponentialsOfTheEdgesAreThoseOfThePlatform(double x) {
        assertSame(Elementary.exp(x), StrictMath.exp(x));
    }

    private static void assertSame(double ours, double platform) {
        assertThat(Double.doubleToLongBits(ours)).isEqualTo(Double.doubleToLongBits(platform));
    }

    private static void assertClose(
            DoubleUnaryOperator ours, DoubleUnaryOperator platform, DoubleSupplier arguments, double units) {
        for (int i = 0; i < DRAWS; i++) {
            double x = arguments.getAsDouble();
            double exact = platform.applyAsDouble(x);
            double error = Math.abs(ours.applyAsDouble(x) - exact) / Math.ulp(exact);
            if (!(error <= units)) {
                assertThat(error).as("units in the last place at %s", x).isLessThanOrEqualTo(units);
            }
        }
    }
}
