package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    @Test
    void aConstantRateStays() {
        assertThat(new Schedule.Constant().rate(0.1, 1)).isEqualTo(0.1);
        assertThat(new Schedule.Constant().rate(0.1, 1_000_000_000_000L)).isEqualTo(0.1);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1, 0.1", "0.5, 4, 0.05", "0.5, 100, 0.01", "1, 8, 0.0125", "0.25, 10000, 0.01", "0, 7, 0.1"})
    void inverseScalingDividesByAPowerOfTheUpdate(double power, long update, double expected) {
        assertThat(new Schedule.InverseScaling(power).rate(0.1, update)).isCloseTo(expected, within(1e-17));
    }

    @Test
    void powersThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.InverseScaling(-0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.InverseScaling(Double.NaN));
    }
}
