package io.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class DenseDatasetTest {

    @Test
    void theTotalWeightIsTheNumberOfRowsUnlessThereAreWeights() {
        double[] values = {1, 2, 3, 4, 5, 6};
        double[] targets = {1, 2, 3};

        assertThat(TestData.dataset(values, List.of("a", "b"), targets).totalWeight())
                .isEqualTo(3);
        assertThat(TestData.dataset(values, List.of("a", "b"), targets, new double[] {0.5, 0, 2})
                        .totalWeight())
                .isEqualTo(2.5);
    }

    @Test
    void partsThatDoNotFitTogetherAreRefused() {
        double[] one = {1};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestData.dataset(new double[0], List.of("a"), new double[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> TestData.dataset(new double[0], List.of(), one));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestData.dataset(new double[3], List.of("a", "b"), new double[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> TestData.dataset(one, List.of("a"), one, new double[2]));
    }
}
