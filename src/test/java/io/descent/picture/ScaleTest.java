package io.descent.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0      | 1       | false | 0.0, 0.2, 0.4, 0.6, 0.8, 1.0
            -1     | 1       | false | −1.0, −0.5, 0.0, 0.5, 1.0
            0      | 12800   | false | 0, 5,000, 10,000
            0      | 4e9     | false | 0, 10⁹, 2×10⁹, 3×10⁹, 4×10⁹
            0      | 5e-7    | false | 0, 10⁻⁷, 2×10⁻⁷, 3×10⁻⁷, 4×10⁻⁷, 5×10⁻⁷
            0.01   | 100     | true  | 0.01, 0.1, 1, 10, 100
            1e-9   | 1       | true  | 10⁻⁸, 10⁻⁶, 10⁻⁴, 10⁻², 10⁰
            0.3    | 6       | true  | 0.5, 1, 2, 5
            3      | 4       | true  | 3.0, 3.2, 3.4, 3.6, 3.8, 4.0
            1e-300 | 1e300   | true  | 10⁻²⁰⁰, 10⁰, 10²⁰⁰
            """)
    void ticksAreRoundNumbers(double least, double largest, boolean logarithmic, String labels) {
        Scale scale = new Scale(new Axis("", least, largest, logarithmic, false), 0, 250);

        assertThat(labels(scale)).isEqualTo(Arrays.asList(labels.split(", ")));
        assertThat(scale.ticks(40))
                .allSatisfy(tick -> assertThat(scale.at(tick.value())).isBetween(-1e-6, 250 + 1e-6));
    }

    @Test
    void epochsAreWholeNumbers() {
        assertThat(labels(new Scale(Axis.whole("", 1, 3), 0, 250))).containsExactly("1", "2", "3");
        assertThat(labels(new Scale(Axis.whole("", 7, 7), 0, 250))).containsExactly("7");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "5, 5",
        "-1.7976931348623157e308, 1.7976931348623157e308",
        "4.9e-324, 4.9e-324",
        "0.6931471805599453, 0.6931471805599454",
        "1e300, 1.7e308"
    })
    void everyRangeHasTicksWithinIt(double least, double largest) {
        Scale linear = new Scale(Axis.of("", least, largest), 0, 400);

        assertThat(linear.ticks(40)).hasSizeBetween(2, 25);
        assertThat(linear.at(least)).isBetween(0.0, 400.0);
        assertThat(linear.at(largest)).isBetween(linear.at(least), 400.0);
        Scale logarithmic = new Scale(Axis.logarithmic("", least, largest), 0, 400);
        assertThat(logarithmic.ticks(40)).hasSizeBetween(2, 25);
    }

    private static List<String> labels(Scale scale) {
        return scale.ticks(40).stream().map(Scale.Tick::label).toList();
    }
}
