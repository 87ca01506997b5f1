package io.descent.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.schema.NumberTest.Odd;
import io.descent.schema.WordsTest.Colour;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random values for a structure that has a setting of every domain. */
class RandomValuesTest {

    private static final Parameter<Integer> COUNT =
            Parameter.required("count", Domain.integer(1, 9), "").alias("n");
    private static final Parameter<Double> REAL =
            Parameter.optional("real", new Real(0, true, 1, false), 0.5, "").alias("share", "ratio");
    private static final Parameter<Long> WHOLE =
            Parameter.open("whole", new Whole(-9, 9), "none", "").orNull();
    private static final Parameter<Boolean> FLAG = Parameter.optional("flag", new Flag(), true, "");
    private static final Parameter<String> TEXT = Parameter.open("text", new Text(9), "none", "");
    private static final Parameter<Set<Colour>> CHOICES =
            Parameter.optional("choices", new Choices<>(new Choice<>(Colour.class)), Set.of(), "");
    private static final Parameter<List<Double>> PAIR = Parameter.open("pair", new Numbers(2), "none", "");
    private static final Parameter<List<List<Double>>> OUTPUTS =
            Parameter.open("outputs", new PerOutput<>(new Numbers(0)), "none", "");
    private static final Parameter<Map<String, Double>> BY_NAME =
            Parameter.open("by_name", new NumbersByName(Real.above(0)), "none", "");
    private static final Parameter<Map<String, String>> EXPLANATION =
            Parameter.open("explanation", new Explanation(), "none", "");
    private static final Parameter<Map<?, ?>> APART =
            Parameter.open("apart", new ReadApart("Rows", "an object with rows"), "none", "");
    private static final Parameter<Odd> ODD =
            Parameter.open("odd", new Mapped<>(new Whole(0, 99), Odd.class, Odd::new, Odd::value), "none", "");

    private static final Structure<Colour> RED =
            Structure.of("red", Colour.class, "", _ -> Colour.RED).when(Colour.RED::equals);
    private static final Structure<Colour> GREEN = Structure.of("green", Colour.class, "", a -> {
                if (a.get(REAL) == 0) {
                    throw new ConflictException("/real", "must not be 0");
                }
                return Colour.GREEN;
            })
            .with(REAL, _ -> 0.25)
            .with(COUNT, _ -> 1)
            .when(Colour.GREEN::equals);
    private static final Parameter<Colour> FAMILY = Parameter.open(
            "family",
            new Family<>("colour", List.of(RED.withoutThoseOf(List.of(GREEN), "it has no shades"), GREEN)),
            "none",
            "");
    private static final Parameter<Object> EITHER =
            Parameter.open("either", new Alternatives<>(List.of(new Word<>("none", 0), new Flag(), GREEN)), "none", "");

    /** Its settings themselves are what it makes. */
    private static final Structure<Arguments> EVERYTHING = Structure.of("everything", Arguments.class, "", a -> a)
            .with(COUNT, a -> a.find(COUNT))
            .with(REAL, a -> a.find(REAL))
            .with(WHOLE, a -> a.find(WHOLE))
            .with(FLAG, a -> a.find(FLAG))
            .with(TEXT, a -> a.find(TEXT))
            .with(CHOICES, a -> a.find(CHOICES))
            .with(PAIR, a -> a.find(PAIR))
            .with(OUTPUTS, a -> a.find(OUTPUTS))
            .with(BY_NAME, a -> a.find(BY_NAME))
            .with(EXPLANATION, a -> a.find(EXPLANATION))
            .with(APART, _ -> null)
            .with(ODD, a -> a.find(ODD))
            .with(FAMILY, a -> a.find(FAMILY))
            .with(EITHER, a -> a.find(EITHER));

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 100, 1000})
    void anyValueIsReadAndCanBeWrittenOrThereAreMistakes(int oneWrongOf) {
        for (Arguments value : ReadingLaw.read(EVERYTHING, 1, oneWrongOf)) {
            List<Object> written = ReadingLaw.writtenTwice(EVERYTHING, value);
            assertThat(written.getLast()).isEqualTo(written.getFirst());
        }
    }

    @Test
    void manyOfTheNearlyRightValuesAreReadAndManyAreNot() {
        assertThat(ReadingLaw.read(EVERYTHING, 2, 100)).hasSizeBetween(200, 1800);
    }
}
