package io.descent.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.schema.WordsTest.Colour;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''          | ''           | ''",
                "a           | a            | a",
                "a b         | a or b       | a and b",
                "a b c       | a, b or c    | a, b and c",
                "a b c d     | a, b, c or d | a, b, c and d"
            })
    void namesAreJoinedAsInASentence(String names, String either, String all) {
        List<String> list = names.isEmpty() ? List.of() : Arrays.asList(names.split(" "));

        assertThat(Names.either(list)).isEqualTo(either);
        assertThat(Names.all(list)).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource({
        // one or two letters are wrong, missing or too many
        "epoch, epochs",
        "ephocs, epochs",
        "epochsss, epochs",
        "epoxyz,",
        "epochsssss,",
        // a third of a long name may be wrong
        "learnin_rates, learning_rate",
        "learning_raXXXX, learning_rate",
        "learning_XXXXX,",
        // case and hyphens are spelling
        "Learning-Rate, learning_rate",
        "EPOCHS, epochs",
        // the beginning of a name from four letters on
        "rand, random_state",
        "ran,",
        // of one letter nothing can be wrong, of two letters one
        "x,",
        "lx, lr",
        "xy,",
        "'',",
        // the nearest, else the first in the alphabet
        "bata1, beta1",
        "beta, beta1",
        "beta3, beta1"
    })
    void theNearestKnownNameIsProposedWhereItIsNearEnough(String given, @Nullable String nearest) {
        List<String> known = List.of("beta2", "epochs", "learning_rate", "beta1", "lr", "random_state");

        assertThat(Names.didYouMean(given, known))
                .isEqualTo(nearest == null ? "" : "; did you mean `" + nearest + "`?");
    }

    @Test
    void aVeryLongNameIsNearToNothing() {
        assertThat(Names.didYouMean("epochs".repeat(100_000), List.of("epochs", "lr")))
                .isEmpty();
    }

    @Test
    void nothingIsProposedWhereNothingIsKnown() {
        assertThat(Names.didYouMean("epochs", List.of())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aConstantIsFoundByItsName(Colour constant) {
        assertThat(Names.constant(Colour.class, Names.json(constant))).isEqualTo(constant);
    }

    @Test
    void namesOfConstantsAreInLowerCase() {
        assertThat(Names.all(Colour.class)).containsExactly("red", "dark_blue", "green");
        assertThat(Mistake.Code.OUT_OF_RANGE.json()).isEqualTo("out_of_range");
    }

    @ParameterizedTest
    @CsvSource({"RED", "reds", "''"})
    void aNameOfNoConstantIsRefusedWithAllNames(String name) {
        assertThatThrownBy(() -> Names.constant(Colour.class, name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be red, dark_blue or green");
    }
}
