package io.descent.optimize.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SymmetricMatrixTest {

    private static final int SIZE = 6;

    private final Random random = new Random(1);

    private double[] vector() {
        return random.doubles(SIZE, -1, 1).toArray();
    }

    @Test
    void equationsAreSolved() {
        SymmetricMatrix matrix = new SymmetricMatrix(SIZE);
        double[][] plain = new double[SIZE][SIZE];
        for (int k = 0; k < 20; k++) {
            double[] outer = vector();
            matrix.addOuter(0.1 * k, outer, SIZE, 0, 0);
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j < SIZE; j++) {
                    plain[i][j] += 0.1 * k * outer[i] * outer[j];
                }
            }
        }
        double[] expected = vector();
        double[] right = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                right[i] += plain[i][j] * expected[j];
            }
        }

        matrix.factor();

        assertThat(matrix.solve(right)).containsExactly(expected, within(1e-8));
    }

    /** A duplicated column: of the solutions one is found, as large as the others. */
    @Test
    void aSingularMatrixIsSolvedWhereTheEquationsHaveASolution() {
        SymmetricMatrix matrix = new SymmetricMatrix(2);
        matrix.addOuter(1, new double[] {3, 3}, 2, 0, 0);
        matrix.factor();

        double[] solution = matrix.solve(new double[] {18, 18});

        assertThat(solution[0] + solution[1]).isCloseTo(2, within(1e-9));
    }

    @Test
    void scalesOfTheRowsDoNotMatter() {
        SymmetricMatrix matrix = new SymmetricMatrix(2);
        matrix.addToDiagonal(0, 1e-200);
        matrix.addToDiagonal(1, 1e200);
        matrix.factor();

        assertThat(matrix.solve(new double[] {3e-200, 5e200})).containsExactly(new double[] {3, 5}, within(1e-10));
    }
}
