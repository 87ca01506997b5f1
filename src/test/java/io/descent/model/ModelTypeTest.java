package io.descent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.Classes;
import io.descent.data.DenseDataset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTypeTest {

    /** Values to 15 digits by decimal arithmetic of 40. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.5",
        "1, 0.731058578630005",
        "-1, 0.268941421369995",
        "-5, 0.00669285092428486",
        "-40, 4.24835425529159e-18",
        "-700, 9.85967654375977e-305",
        "40, 1"
    })
    void theSigmoidIsPreciseInBothTails(double margin, double expected) {
        assertThat(ModelType.sigmoid(margin)).isCloseTo(expected, within(2e-15 * expected));
    }

    @Test
    void theSigmoidNeverOverflows() {
        assertThat(ModelType.sigmoid(1e308)).isEqualTo(1);
        assertThat(ModelType.sigmoid(-1e308)).isEqualTo(0);
        assertThat(ModelType.sigmoid(Double.NEGATIVE_INFINITY)).isEqualTo(0);
    }

    @Test
    void theMarginIsTheLinearCombinationOfARow() {
        LinearModel model =
                new LinearModel(ModelType.LINEAR, List.of("a", "b"), new double[] {2, -1}, new double[] {0.5}, null);
        DenseDataset data =
                new DenseDataset(new double[] {1, 2, 3, 4}, List.of("a", "b"), new double[2], new double[] {1, 1});

        assertThat(model.margins(data)).containsExactly(0.5, 2.5);
    }

    @Test
    void onlyAClassifierHasClasses() {
        Classes classes = new Classes(List.of(0.0, 1.0));

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new LinearModel(ModelType.LINEAR, List.of("a"), new double[1], new double[] {0}, classes));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new LinearModel(ModelType.LOGISTIC, List.of("a"), new double[1], new double[] {0}, null));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new LinearModel(ModelType.LINEAR, List.of("a"), new double[2], new double[] {0}, null));
    }
}
