package io.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PenaltyTest {

    private static final double[] PARAMETERS = {3, -4, 0, 100};

    @Test
    void onlyTheWeightsArePenalised() {
        assertThat(new Penalty.None().value(PARAMETERS, 3)).isZero();
        assertThat(new Penalty.L1(0.5).value(PARAMETERS, 3)).isEqualTo(3.5);
        assertThat(new Penalty.L2(0.5).value(PARAMETERS, 3)).isEqualTo(6.25);
    }

    @Test
    void theElasticNetIsAMixture() {
        // 2·(0.25·7 + ½·0.75·25)
        assertThat(new Penalty.ElasticNet(2, 0.25).value(PARAMETERS, 3)).isCloseTo(22.25, within(1e-14));
        assertThat(new Penalty.ElasticNet(2, 1).value(PARAMETERS, 3)).isEqualTo(new Penalty.L1(2).value(PARAMETERS, 3));
        assertThat(new Penalty.ElasticNet(2, 0).value(PARAMETERS, 3)).isEqualTo(new Penalty.L2(2).value(PARAMETERS, 3));
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 2", "-3, 1, -2", "0.5, 1, 0", "-0.5, 1, 0", "1, 1, 0", "-1, 1, 0", "0, 1, 0", "-2.5, 0, -2.5"})
    void shrinkingMovesTowardsZeroAndNoFurther(double weight, double amount, double expected) {
        assertThat(Penalty.shrink(weight, amount)).isEqualTo(expected);
    }

    /** Soft thresholding is the proximal map: it minimises ½(v − w)² + amount·|v|. */
    @ParameterizedTest
    @ValueSource(doubles = {-2.3, -0.4, 0, 0.69, 0.71, 5})
    void shrinkingIsTheProximalMapOfTheAbsoluteValue(double weight) {
        double amount = 0.7;
        double shrunk = Penalty.shrink(weight, amount);
        double least = proximal(shrunk, weight, amount);

        for (double v = -6; v <= 6; v += 0.01) {
            assertThat(proximal(v, weight, amount)).isGreaterThanOrEqualTo(least);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void strengthsThatMakeNoSenseAreRefused(double alpha) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Penalty.L1(alpha));
        assertThatIllegalArgumentException().isThrownBy(() -> new Penalty.L2(alpha));
        assertThatIllegalArgumentException().isThrownBy(() -> new Penalty.ElasticNet(alpha, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new Penalty.ElasticNet(1, alpha));
    }

    private static double proximal(double v, double weight, double amount) {
        return 0.5 * (v - weight) * (v - weight) + amount * Math.abs(v);
    }
}
