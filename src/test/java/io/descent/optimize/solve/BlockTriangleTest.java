package io.descent.optimize.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.kernel.Kernels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockTriangleTest {

    private static final int ROWS = BlockTriangle.ROWS;

    /** One reflection after the other, each of all columns behind it. */
    private static void foldPlainly(double[] triangle, double[] block, int columns, int width) {
        for (int k = 0; k < columns; k++) {
            int head = k * columns + k;
            double square = Kernels.dot(block, k * ROWS, block, k * ROWS, ROWS);
            if (square == 0) {
                continue;
            }
            double norm = Math.sqrt(triangle[head] * triangle[head] + square);
            double image = triangle[head] > 0 ? -norm : norm;
            double tau = (image - triangle[head]) / image;
            Kernels.scale(1 / (triangle[head] - image), block, k * ROWS, ROWS);
            triangle[head] = image;
            for (int j = k + 1; j < width; j++) {
                double dot = Kernels.dot(block, k * ROWS, block, j * ROWS, ROWS);
                double product = tau * (triangle[j * columns + k] + dot);
                triangle[j * columns + k] -= product;
                Kernels.axpy(-product, block, k * ROWS, block, j * ROWS, ROWS);
            }
        }
    }

    private static double[] numbers(int length, Random random) {
        return random.doubles(length, -1, 1).toArray();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "2, 2", "2, 3", "3, 3", "3, 4", "7, 9", "29, 30", "30, 30"})
    void twoColumnsAtATimeGiveTheBitsOfOneReflectionAtATime(int columns, int width) {
        Random random = new Random(columns);
        BlockTriangle folded = new BlockTriangle(columns, width);
        double[] plain = new double[columns * width];
        for (int block = 0; block < 3; block++) {
            double[] rows = numbers(width * ROWS, random);
            if (block != 1) {
                // a column of zeros has no reflection
                Arrays.fill(rows, columns / 2 * ROWS, (columns / 2 + 1) * ROWS, 0);
            }
            System.arraycopy(rows, 0, folded.block(), 0, rows.length);
            folded.fold();
            foldPlainly(plain, rows, columns, width);

            assertThat(folded.triangle()).isEqualTo(plain);
        }
    }

    @Test
    void aTriangleThatIsFoldedIntoAnotherHasTheProductsOfAllRows() {
        int columns = 5;
        Random random = new Random(1);
        BlockTriangle one = new BlockTriangle(columns, columns);
        BlockTriangle two = new BlockTriangle(columns, columns);
        double[] products = new double[columns * columns];
        for (BlockTriangle part : new BlockTriangle[] {one, two, two}) {
            double[] rows = numbers(columns * ROWS, random);
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < columns; k++) {
                    products[j * columns + k] += Kernels.dot(rows, j * ROWS, rows, k * ROWS, ROWS);
                }
            }
            System.arraycopy(rows, 0, part.block(), 0, rows.length);
            part.fold();
        }

        one.fold(two);

        double[] r = one.triangle();
        for (int j = 0; j < columns; j++) {
            for (int k = 0; k < columns; k++) {
                assertThat(Kernels.dot(r, j * columns, r, k * columns, columns))
                        .isCloseTo(products[j * columns + k], within(1e-10));
            }
        }
    }
}
