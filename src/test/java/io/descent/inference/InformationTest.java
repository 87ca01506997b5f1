package io.descent.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.DenseDataset;
import io.descent.data.Parallel;
import io.descent.data.ParameterShape;
import io.descent.objective.LinearMargins;
import io.descent.objective.Objective;
import io.descent.objective.Penalty;
import io.descent.objective.SquaredError;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InformationTest {

    private static final int ROWS = 5_003;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thatOfManyFoldedRowsIsThatOfTheRowsReadOneByOne(boolean intercept) {
        Random random = new Random(5);
        DenseDataset data = new DenseDataset(
                random.doubles(3L * ROWS, -1, 2).toArray(),
                List.of("a", "b", "c"),
                random.doubles(ROWS, 4, 9).toArray(),
                random.doubles(ROWS).toArray());
        ParameterShape shape = new ParameterShape(3, 1, intercept);
        Objective objective =
                new Objective(data, new SquaredError(), new Penalty.None(), new LinearMargins(data, shape));
        double[] parameters = random.doubles(shape.size()).toArray();

        Information read = Information.of(objective, null, parameters, Parallel.ALONE);
        Information folded = Information.ofSquares(objective, null, parameters, Parallel.ALONE);

        assertThat(folded.step()).containsExactly(read.step(), within(1e-12));
        for (int j = 0; j < shape.size(); j++) {
            for (int i = 0; i <= j; i++) {
                assertThat(Math.abs(folded.triangle().at(i, j)))
                        .isCloseTo(Math.abs(read.triangle().at(i, j)), within(1e-10));
            }
        }
    }
}
