package io.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SparseRowsTest {

    private static SparseRows rows(double[] values, int[] indices, int... offsets) {
        return new SparseRows(values, indices, offsets);
    }

    @Test
    void rowsInOrderStayAsTheyAre() {
        SparseRows rows = rows(new double[] {1, 0, 3}, new int[] {0, 4, 2}, 0, 2, 2, 3);
        assertThat(rows.canonical()).isSameAs(rows);
    }

    @Test
    void indicesAreSortedWithinTheirRow() {
        SparseRows rows = rows(new double[] {1, 2, 3, 4, 5}, new int[] {3, 0, 1, 2, 1}, 0, 3, 5)
                .canonical();
        assertThat(rows.indices()).containsExactly(0, 1, 3, 1, 2);
        assertThat(rows.values()).containsExactly(2, 3, 1, 5, 4);
        assertThat(rows.offsets()).containsExactly(0, 3, 5);
    }

    @Test
    void whatIsStoredTwiceIsSummed() {
        SparseRows rows = rows(new double[] {1, 2, 4, 8, 16}, new int[] {1, 0, 1, 1, 0}, 0, 4, 4, 5)
                .canonical();
        assertThat(rows.indices()).containsExactly(0, 1, 0);
        assertThat(rows.values()).containsExactly(2, 13, 16);
        assertThat(rows.offsets()).containsExactly(0, 2, 2, 3);
    }

    @Test
    void offsetsThatDoNotFitAreRefused() {
        double[] one = {1};
        int[] zero = {0};
        for (int[] offsets : List.of(new int[] {}, new int[] {0}, new int[] {1, 1}, new int[] {0, 2, 1})) {
            assertThatIllegalArgumentException().isThrownBy(() -> new SparseRows(one, zero, offsets));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new SparseRows(one, new int[2], new int[] {0, 1}));
    }

    @Test
    void aDatasetTakesOnlyRowsInOrderWithinItsFeatures() {
        List<String> names = List.of("a", "b");
        double[] y = {1};
        for (int[] indices : List.of(new int[] {1, 0}, new int[] {1, 1}, new int[] {0, 2}, new int[] {-1, 0})) {
            SparseRows rows = rows(new double[2], indices, 0, 2);
            assertThatIllegalArgumentException().isThrownBy(() -> Sparse.of(rows, names, y, null));
        }
    }
}
