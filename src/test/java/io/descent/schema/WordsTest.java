package io.descent.schema;

import static io.descent.schema.Case.reads;
import static io.descent.schema.Case.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {

    enum Colour {
        RED,
        DARK_BLUE,
        GREEN
    }

    private static final Flag FLAG = new Flag();
    private static final Text TEXT = new Text(3);
    private static final Word<Integer> NONE = new Word<>("none", 0);
    private static final Choice<Colour> COLOUR = new Choice<>(Colour.class);
    private static final Choices<Colour> COLOURS = new Choices<>(COLOUR);

    private static final String ONE_OF = "must be one of \"red\", \"dark_blue\", \"green\"";

    static Stream<Case> words() {
        return Stream.of(
                reads(FLAG, true, true),
                reads(FLAG, false, false),
                refuses(FLAG, "true", "/s wrong_type: must be true or false"),
                reads(TEXT, "", ""),
                reads(TEXT, "abc", "abc"),
                refuses(TEXT, "abcd", "/s out_of_range: must be a text of at most 3 characters"),
                refuses(TEXT, 123L, "/s wrong_type: must be a text of at most 3 characters"),
                reads(NONE, "none", 0),
                refuses(NONE, "None", "/s unknown_value: must be \"none\""),
                refuses(NONE, 0L, "/s unknown_value: must be \"none\""));
    }

    static Stream<Case> constants() {
        return Stream.of(
                reads(COLOUR, "red", Colour.RED),
                reads(COLOUR, "dark_blue", Colour.DARK_BLUE),
                refuses(COLOUR, "DARK_BLUE", "/s unknown_value: " + ONE_OF + "; did you mean `dark_blue`?"),
                refuses(COLOUR, "dark-blue", "/s unknown_value: " + ONE_OF + "; did you mean `dark_blue`?"),
                refuses(COLOUR, "rad", "/s unknown_value: " + ONE_OF + "; did you mean `red`?"),
                refuses(COLOUR, "yellow", "/s unknown_value: " + ONE_OF),
                refuses(COLOUR, "", "/s unknown_value: " + ONE_OF),
                refuses(COLOUR, 0L, "/s wrong_type: " + ONE_OF));
    }

    static Stream<Case> setsOfConstants() {
        return Stream.of(
                reads(COLOURS, List.of(), Set.of()),
                reads(COLOURS, List.of("green"), Set.of(Colour.GREEN)),
                reads(COLOURS, List.of("green", "dark_blue", "red"), EnumSet.allOf(Colour.class)),
                refuses(COLOURS, "red", "/s wrong_type: must be a list with any of \"red\", \"dark_blue\", \"green\""));
    }

    static Stream<Case> setsWithWrongConstants() {
        return Stream.of(
                refuses(COLOURS, List.of("red", "green", "red"), "/s/2 duplicate: stands here twice"),
                refuses(
                        COLOURS,
                        Arrays.asList("gren", null, 1L, List.of("red")),
                        "/s/0 unknown_value: " + ONE_OF + "; did you mean `green`?",
                        "/s/1 wrong_type: " + ONE_OF,
                        "/s/2 wrong_type: " + ONE_OF,
                        "/s/3 wrong_type: " + ONE_OF));
    }

    @ParameterizedTest
    @MethodSource("words")
    void aWordIsReadToTheLetter(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("constants")
    void aConstantIsReadByItsNameInLowerCaseAndTheNearestIsProposed(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("setsOfConstants")
    void constantsAreChosenInAnyOrder(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("setsWithWrongConstants")
    void everyWrongOrRepeatedConstantOfAListIsToldAtItsPlace(Case row) {
        row.checkMistakes();
    }

    @Test
    void chosenConstantsAreWrittenInTheOrderOfTheEnum() {
        Set<Colour> chosen = Objects.requireNonNull(COLOURS.read(List.of("green", "red"), "", new Mistakes()));

        assertThat(COLOURS.write(chosen)).isEqualTo(List.of("red", "green"));
    }
}
