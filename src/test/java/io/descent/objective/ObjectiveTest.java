package io.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.DenseDataset;
import io.descent.data.ParameterShape;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObjectiveTest {

    private static final ParameterShape SHAPE = new ParameterShape(2, 1, true);
    private static final double[] PARAMETERS = {2, -1, 10};

    @Test
    void itIsTheMeanLossPlusThePenaltyOfTheWeights() {
        // margins 10, 12, 14 against 11, 12, 12
        Objective objective = objective(data(null), new Penalty.L1(0.1), SHAPE);

        assertThat(objective.meanLoss(PARAMETERS)).isCloseTo(5 / 3.0, within(1e-15));
        assertThat(objective.value(PARAMETERS)).isCloseTo(5 / 3.0 + 0.3, within(1e-15));
    }

    @Test
    void theMeanIsOverTheWeight() {
        Objective objective = objective(data(new double[] {3, 7, 0.5}), new Penalty.None(), SHAPE);

        assertThat(objective.value(PARAMETERS)).isCloseTo((3 + 0.5 * 4) / 10.5, within(1e-15));
    }

    @Test
    void marginsAreThoseOfTheRowsAskedFor() {
        Objective objective = objective(data(null), new Penalty.None(), SHAPE);
        double[] into = {-7, -7, -7};

        objective.margins(PARAMETERS, new int[] {9, 2, 0}, 1, 2, into);
        assertThat(into).containsExactly(14, 10, -7);
        objective.margins(PARAMETERS, null, 1, 2, into);
        assertThat(into).containsExactly(12, 14, -7);
    }

    @Test
    void withoutInterceptTheMarginIsThatOfTheWeights() {
        Objective objective = objective(data(null), new Penalty.None(), new ParameterShape(2, 1, false));
        double[] into = new double[3];

        objective.margins(new double[] {2, -1}, null, 0, 3, into);
        assertThat(into).containsExactly(0, 2, 4);
    }

    @Test
    void everyOutputHasItsOwnMarginAndGradient() {
        Objective objective = objective(data(null), new Penalty.None(), new ParameterShape(2, 2, true));
        double[] into = new double[4];

        objective.margins(new double[] {2, -1, 1, 1, 10, 20}, null, 1, 2, into);
        assertThat(into).containsExactly(12, 27, 14, 31);

        double[] gradient = new double[6];
        objective.addGradient(new double[] {1, 2, 3, 4}, null, 1, 2, gradient);
        assertThat(gradient).containsExactly(1 * 3 + 3 * 5, 1 * 4 + 3 * 6, 2 * 3 + 4 * 5, 2 * 4 + 4 * 6, 4, 6);
    }

    // javac writes no type annotations on the parameters of a record's constructor
    @SuppressWarnings("NullAway")
    private static DenseDataset data(double @Nullable [] weights) {
        double[] values = {1, 2, 3, 4, 5, 6};
        return new DenseDataset(values, List.of("a", "b"), new double[] {11, 12, 12}, weights);
    }

    private static Objective objective(DenseDataset data, Penalty penalty, ParameterShape shape) {
        return new Objective(data, new SquaredError(), penalty, new LinearMargins(data, shape));
    }
}
