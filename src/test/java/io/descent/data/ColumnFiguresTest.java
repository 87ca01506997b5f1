package io.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnFiguresTest {

    @Test
    void numbersHaveTheFiguresOfPandas() {
        // pandas.Series([3, 1, None, 4, 1, 5, -0.0, 0.0]).describe()
        ColumnFigures.OfNumbers figures = (ColumnFigures.OfNumbers)
                ColumnFigures.of(new Column.Numbers(new double[] {3, 1, Double.NaN, 4, 1, 5, -0.0, 0.0}), 10);
        assertThat(figures.distinct()).isEqualTo(5);
        assertThat(figures.min()).isEqualTo(0);
        assertThat(figures.max()).isEqualTo(5);
        assertThat(figures.mean()).isCloseTo(2, within(1e-15));
        assertThat(figures.std()).isCloseTo(2, within(1e-15));
    }

    @Test
    void aColumnWithoutValuesHasNoFigures() {
        ColumnFigures.OfNumbers none =
                (ColumnFigures.OfNumbers) ColumnFigures.of(new Column.Numbers(new double[] {Double.NaN}), 10);
        assertThat(none.distinct()).isZero();
        assertThat(none.mean()).isNaN();
    }

    @Test
    void levelsAreToldFromTheMostFrequentOn() {
        ColumnFigures figures =
                ColumnFigures.of(Column.Texts.of(Arrays.asList("b", "a", null, "c", "c", "a", "c", "b")), 2);
        assertThat(figures)
                .isEqualTo(new ColumnFigures.OfLevels(
                        3, List.of(new ColumnFigures.Level("c", 3), new ColumnFigures.Level("a", 2))));
        assertThat(ColumnFigures.of(Column.Booleans.of(Arrays.asList(true, null, true)), 10))
                .isEqualTo(new ColumnFigures.OfLevels(1, List.of(new ColumnFigures.Level(true, 2))));
    }
}
