package io.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassesTest {

    @Test
    void numbersStandByValue() {
        Column column = new Column.Numbers(new double[] {10, 9, 10, -1.5});

        assertThat(Classes.of(column).labels()).containsExactly(-1.5, 9.0, 10.0);
        assertThat(Classes.of(column).encode(column)).containsExactly(2, 1, 2, 0);
    }

    @Test
    void textsStandInTheOrderOfTheirCharacters() {
        Column column = Column.Texts.of(List.of("b", "a", "B", "a", "10", "9"));

        assertThat(Classes.of(column).labels()).containsExactly("10", "9", "B", "a", "b");
        assertThat(Classes.of(column).encode(column)).containsExactly(4, 3, 2, 3, 0, 1);
    }

    @Test
    void falseStandsBeforeTrue() {
        Column column = Column.Booleans.of(List.of(true, false, true));

        assertThat(Classes.of(column).labels()).containsExactly(false, true);
        assertThat(Classes.of(column).encode(column)).containsExactly(1, 0, 1);
    }

    @Test
    void negativeZeroIsZero() {
        Column column = new Column.Numbers(new double[] {-0.0, 0.0, 1});

        assertThat(Classes.of(column).labels()).containsExactly(0.0, 1.0);
        assertThat(Classes.of(column).encode(column)).containsExactly(0, 0, 1);
    }

    @Test
    void aValueOfNoClassIsRefused() {
        Classes classes = Classes.of(new Column.Numbers(new double[] {0, 1}));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> classes.encode(new Column.Numbers(new double[] {0, 2})))
                .withMessageContaining("row 1");
        assertThatIllegalArgumentException().isThrownBy(() -> classes.encode(Column.Texts.of(List.of("0"))));
    }
}
