package io.descent.schema;

import static io.descent.schema.Case.object;
import static io.descent.schema.Case.reads;
import static io.descent.schema.Case.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlternativesTest {

    sealed interface Start permits Zeros, Scale, Uniform, Values {}

    record Zeros() implements Start {}

    record Scale(double factor) implements Start {}

    record Uniform(double low, double high) implements Start {}

    record Values(List<Double> coef, double intercept) implements Start {}

    private static final Parameter<List<Double>> UNIFORM = Parameter.required("uniform", new Numbers(2), "");
    private static final Parameter<List<Double>> COEF = Parameter.required("coef", new Numbers(0), "");
    private static final Parameter<Double> INTERCEPT = Parameter.optional("intercept", Real.any(), 0.0, "");

    private static final Mapped<Double, Scale> SCALE =
            new Mapped<>(Real.above(0), Scale.class, Scale::new, Scale::factor);
    private static final Structure<Uniform> DRAWN = Structure.of(
                    "Drawn",
                    Uniform.class,
                    "",
                    a -> new Uniform(a.get(UNIFORM).getFirst(), a.get(UNIFORM).getLast()))
            .with(UNIFORM, drawn -> List.of(drawn.low(), drawn.high()));
    private static final Structure<Values> GIVEN = Structure.of(
                    "Given", Values.class, "", a -> new Values(a.get(COEF), a.get(INTERCEPT)))
            .with(COEF, Values::coef)
            .with(INTERCEPT, Values::intercept);
    private static final Alternatives<Start> START =
            new Alternatives<>(List.of(new Word<>("zeros", new Zeros()), SCALE, DRAWN, GIVEN));

    private static final Alternatives<Object> STRUCTURE_OR_NAMES =
            new Alternatives<>(List.of(GIVEN, new NumbersByName(Real.any())));
    private static final Alternatives<Object> WORD_OR_TEXT =
            new Alternatives<>(List.of(new Word<>("none", 0), new Text(5)));

    private static final String EXPECTED = "\"zeros\" or a number greater than 0 or an object with `uniform` or an "
            + "object with `coef`, `intercept`";

    static Stream<Case> forms() {
        return Stream.of(
                reads(START, "zeros", new Zeros()),
                reads(START, 2L, new Scale(2)),
                reads(START, object("uniform", List.of(0L, 1L)), new Uniform(0, 1)),
                reads(START, object("coef", List.of(1L)), new Values(List.of(1.0), 0)),
                reads(START, object("intercept", 2L, "coef", List.of()), new Values(List.of(), 2)),
                reads(START, object("coef", List.of(), "intercept", null), new Values(List.of(), 0)),
                reads(START, object("uniform", null, "coef", List.of()), new Values(List.of(), 0)));
    }

    static Stream<Case> wrongForms() {
        return Stream.of(
                refuses(START, "zero", "/s wrong_type: must be " + EXPECTED),
                refuses(START, true, "/s wrong_type: must be " + EXPECTED),
                refuses(START, List.of(0L, 1L), "/s wrong_type: must be " + EXPECTED),
                refuses(START, object(), "/s wrong_type: must be " + EXPECTED),
                refuses(START, object("uniform", null), "/s wrong_type: must be " + EXPECTED),
                refuses(START, object("other", 1L), "/s wrong_type: must be " + EXPECTED),
                refuses(START, 0L, "/s out_of_range: must be a number greater than 0, not 0"),
                refuses(
                        START,
                        object("uniform", List.of(0L)),
                        "/s/uniform length_mismatch: must be a list of 2 numbers"),
                refuses(START, object("intercept", 1L), "/s/coef required: is missing; it must be a list of numbers"),
                refuses(
                        START,
                        object("coef", List.of(), "uniform", null, "other", null),
                        "/s/other unknown_field: is not a field of this version; known here: coef, intercept"));
    }

    static Stream<Case> ambiguousForms() {
        return Stream.of(
                refuses(
                        START,
                        object("uniform", List.of(0L, 1L), "coef", List.of()),
                        "/s conflict: must be only one of " + EXPECTED),
                refuses(
                        START,
                        object("intercept", "wrong", "uniform", "wrong"),
                        "/s conflict: must be only one of " + EXPECTED),
                reads(STRUCTURE_OR_NAMES, object("coef", List.of()), new Values(List.of(), 0)),
                reads(STRUCTURE_OR_NAMES, object("a", 1L), Map.of("a", 1.0)),
                refuses(
                        STRUCTURE_OR_NAMES,
                        object("coef", 1L, "a", 1L),
                        "/s/coef wrong_type: must be a list of numbers",
                        "/s/a unknown_field: is not a field of this version; known here: coef, intercept"),
                reads(WORD_OR_TEXT, "none", 0),
                reads(WORD_OR_TEXT, "some", "some"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFormIsKnownByItsLookAndNullIsNotGiven(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("wrongForms")
    void whatLooksLikeOneFormIsHeldAgainstItElseAllAreNamed(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("ambiguousForms")
    void twoObjectsAtOnceConflictAndElseTheFirstFormIsMeant(Case row) {
        row.check();
    }

    @Test
    void aNullThatIsNotASettingOfAFormIsAName() {
        Mistakes found = new Mistakes();

        assertThat(STRUCTURE_OR_NAMES.read(object("a", null), "", found)).isEqualTo(Map.of());
        assertThat(found.count()).isZero();
    }

    @Test
    void aValueIsWrittenInItsForm() {
        assertThat(START.write(new Zeros())).isEqualTo("zeros");
        assertThat(START.write(new Scale(2))).isEqualTo(2.0);
        assertThat(START.write(new Uniform(0, 1))).hasToString("{uniform=[0.0, 1.0]}");
        assertThat(START.write(new Values(List.of(), 1))).hasToString("{coef=[], intercept=1.0}");
    }

    @Test
    void aValueOfNoFormIsNotWritten() {
        Alternatives<Start> drawn = new Alternatives<>(List.of(DRAWN));

        assertThat(drawn.holds(new Zeros())).isFalse();
        assertThatThrownBy(() -> drawn.write(new Zeros()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no form for Zeros[]");
    }

    @Test
    void theFormsAreFixed() {
        List<Domain<? extends Start>> forms = new ArrayList<>(List.of(DRAWN));
        Alternatives<Start> alternatives = new Alternatives<>(forms);
        forms.add(SCALE);

        assertThat(alternatives.resembles(1L)).isFalse();
    }
}
