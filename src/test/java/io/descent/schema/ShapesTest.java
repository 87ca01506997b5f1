package io.descent.schema;

import static io.descent.schema.Case.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.descent.schema.WordsTest.Colour;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a domain takes for an attempt at one of its values, before it reads it. */
class ShapesTest {

    /** JSON's values by how they are written. */
    private static final Map<String, ?> SAMPLES = object(
            "true", true,
            "1", 1L,
            "1.5", 1.5,
            "'none'", "none",
            "'red'", "red",
            "[]", List.of(),
            "[1]", List.of(1L),
            "[[1]]", List.of(List.of(1L)),
            "['red']", List.of("red"),
            "{}", Map.of(),
            "{a: 1}", Map.of("a", 1L),
            "{type: 'b'}", Map.of("type", "b"));

    private static final Real REAL = Real.from(0);
    private static final Choice<Colour> COLOUR = new Choice<>(Colour.class);
    private static final Parameter<Double> A = Parameter.required("a", REAL, "");
    private static final Structure<Double> STRUCTURE =
            Structure.of("b", Double.class, "", a -> a.get(A)).with(A, value -> value);

    /**
     * A row.
     *
     * @param takes the samples that resemble a value of the domain
     * @param value one that the domain holds
     */
    record Shape(Domain<?> domain, String expectation, List<String> takes, Object value) {
        static Shape of(Domain<?> domain, String expectation, Object value, String... takes) {
            return new Shape(domain, expectation, List.of(takes), value);
        }

        @Override
        public String toString() {
            return domain.getClass().getSimpleName() + ": " + expectation;
        }
    }

    static List<Shape> plain() {
        String number = "a number at least 0";
        return List.of(
                Shape.of(REAL, number, 0.5, "1", "1.5"),
                Shape.of(Real.any(), "a number", -0.5, "1", "1.5"),
                Shape.of(Real.above(0.5), "a number greater than 0.5", 0.6, "1", "1.5"),
                Shape.of(
                        new Real(-1, false, 1e-6, false),
                        "a number greater than -1 and less than 1e-6",
                        0.0,
                        "1",
                        "1.5"),
                Shape.of(new Real(0, true, 1, true), "a number at least 0 and at most 1", 1.0, "1", "1.5"),
                Shape.of(new Real(Double.NEGATIVE_INFINITY, false, 9, true), "a number at most 9", 1.0, "1", "1.5"),
                Shape.of(new Whole(1, 9), "a whole number from 1 to 9", 2L, "1", "1.5"),
                Shape.of(new Whole(0, Integer.MAX_VALUE), "a whole number of at least 0", 2L, "1", "1.5"),
                Shape.of(new Whole(Long.MIN_VALUE, Long.MAX_VALUE), "a whole number of 64 bits", 2L, "1", "1.5"),
                Shape.of(Domain.integer(1, Integer.MAX_VALUE), "a whole number of at least 1", 2, "1", "1.5"),
                Shape.of(new Flag(), "true or false", false, "true"),
                Shape.of(new Text(5), "a text of at most 5 characters", "abc", "'none'", "'red'"),
                Shape.of(new Word<>("none", 0), "\"none\"", 0, "'none'"),
                Shape.of(COLOUR, "one of \"red\", \"dark_blue\", \"green\"", Colour.RED, "'none'", "'red'"),
                Shape.of(
                        new Choices<>(COLOUR),
                        "a list with any of \"red\", \"dark_blue\", \"green\"",
                        Set.of(),
                        "[]",
                        "[1]",
                        "[[1]]",
                        "['red']"),
                Shape.of(new Numbers(0), "a list of numbers", List.of(), "[]", "[1]", "[[1]]", "['red']"),
                Shape.of(new Numbers(3), "a list of 3 numbers", List.of(), "[]", "[1]", "[[1]]", "['red']"),
                Shape.of(
                        new PerOutput<>(REAL),
                        number + ", or for softmax a list with one for each class",
                        List.of(),
                        "1",
                        "1.5",
                        "[1]",
                        "[[1]]",
                        "['red']"),
                Shape.of(
                        new PerOutput<>(new Numbers(0)),
                        "a list of numbers, or for softmax a list with one for each class",
                        List.of(),
                        "[]",
                        "[1]",
                        "[[1]]",
                        "['red']"),
                Shape.of(
                        new NumbersByName(REAL),
                        "an object with, under each name, " + number,
                        Map.of(),
                        "{}",
                        "{a: 1}",
                        "{type: 'b'}"),
                Shape.of(
                        new Explanation(),
                        "an object with a text for each setting",
                        Map.of(),
                        "{}",
                        "{a: 1}",
                        "{type: 'b'}"),
                Shape.of(
                        new ReadApart("Rows", "an object with rows"),
                        "an object with rows",
                        Map.of(),
                        "{}",
                        "{a: 1}",
                        "{type: 'b'}"));
    }

    static List<Shape> composed() {
        return List.of(
                Shape.of(STRUCTURE, "an object with `a`", 0.5, "{a: 1}"),
                Shape.of(
                        new Family<>("letter", List.of(STRUCTURE)),
                        "one of \"b\", or an object with that `type` and its settings",
                        0.5,
                        "'none'",
                        "'red'",
                        "{}",
                        "{a: 1}",
                        "{type: 'b'}"),
                Shape.of(
                        new Alternatives<>(List.of(new Word<>("none", 0.0), STRUCTURE)),
                        "\"none\" or an object with `a`",
                        0.5,
                        "'none'",
                        "{a: 1}"));
    }

    static Stream<Shape> all() {
        return Stream.concat(plain().stream(), composed().stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void aDomainSaysWhatItExpects(Shape row) {
        assertThat(row.domain().expectation()).isEqualTo(row.expectation());
    }

    @ParameterizedTest
    @MethodSource("all")
    void aDomainKnowsAnAttemptAtItsValuesByItsLook(Shape row) {
        List<String> taken = new ArrayList<>();
        SAMPLES.forEach((written, sample) -> {
            if (row.domain().resembles(sample)) {
                taken.add(written);
            }
        });

        assertThat(taken).isEqualTo(row.takes());
    }

    @ParameterizedTest
    @MethodSource("all")
    void aDomainHoldsItsOwnValuesAlone(Shape row) {
        assertThat(row.domain().holds(row.value())).isTrue();
        assertThat(row.domain().holds(new Object())).isFalse();
    }

    @ParameterizedTest
    @MethodSource("plain")
    void whatLooksLikeNothingOfTheDomainIsRefusedWithWhatIsExpected(Shape row) {
        Mistake.Code code = row.domain() instanceof Word ? Mistake.Code.UNKNOWN_VALUE : Mistake.Code.WRONG_TYPE;
        SAMPLES.forEach((written, sample) -> {
            if (!row.takes().contains(written)) {
                Mistakes found = new Mistakes();
                assertThat(row.domain().read(sample, "/s", found)).as(written).isNull();
                assertThat(found.kept()).as(written).singleElement().satisfies(mistake -> {
                    assertThat(mistake.pointer()).isEqualTo("/s");
                    assertThat(mistake.code()).isEqualTo(code);
                    // of a lone value PerOutput only says what one must be
                    assertThat("must be " + row.expectation()).startsWith(mistake.detail());
                });
            }
        });
    }
}
