package io.descent.schema;

import static io.descent.schema.Case.object;
import static io.descent.schema.Case.reads;
import static io.descent.schema.Case.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FamilyTest {

    sealed interface Shape permits Dot, Circle, Box {}

    record Dot() implements Shape {}

    record Circle(double radius) implements Shape {}

    record Box(double width, double height, boolean square) implements Shape {}

    private static final Parameter<Double> RADIUS =
            Parameter.optional("radius", Real.above(0), 1.0, "").alias("r", "half_diameter");
    private static final Parameter<Double> WIDTH = Parameter.required("width", Real.above(0), "");
    private static final Parameter<Double> HEIGHT = Parameter.required("height", Real.above(0), "");
    private static final Parameter<Double> SIDE = Parameter.required("side", Real.above(0), "");

    private static final Structure<Dot> DOT = Structure.of("dot", Dot.class, "", _ -> new Dot());
    private static final Structure<Circle> CIRCLE = Structure.of(
                    "circle", Circle.class, "", a -> new Circle(a.get(RADIUS)))
            .with(RADIUS, Circle::radius);
    private static final Structure<Box> BOX = Structure.of("box", Box.class, "", FamilyTest::box)
            .with(WIDTH, Box::width)
            .with(HEIGHT, Box::height)
            .when(box -> !box.square());
    private static final Structure<Box> SQUARE = Structure.of(
                    "square", Box.class, "", a -> new Box(a.get(SIDE), a.get(SIDE), true))
            .with(SIDE, Box::width)
            .when(Box::square);

    private static final Family<Shape> SHAPE = new Family<>(
            "shape",
            List.of(
                    DOT.without(RADIUS, "it has no size").withoutThoseOf(List.of(CIRCLE, BOX), "it is a point"),
                    CIRCLE.withoutThoseOf(List.of(BOX, CIRCLE), "it is round"),
                    BOX,
                    SQUARE));

    private static final String ONE_OF = "must be one of \"dot\", \"circle\", \"box\", \"square\"";

    private static Box box(Arguments a) {
        if (a.get(WIDTH).equals(a.get(HEIGHT))) {
            throw new ConflictException("/height", "must not be the width; take a square");
        }
        return new Box(a.get(WIDTH), a.get(HEIGHT), false);
    }

    static Stream<Case> variants() {
        return Stream.of(
                reads(SHAPE, "dot", new Dot()),
                reads(SHAPE, object("type", "dot"), new Dot()),
                reads(SHAPE, "circle", new Circle(1)),
                reads(SHAPE, object("type", "circle"), new Circle(1)),
                reads(SHAPE, object("radius", 2L, "type", "circle"), new Circle(2)),
                reads(SHAPE, object("type", "circle", "r", 2L), new Circle(2)),
                reads(SHAPE, object("type", "box", "width", 1L, "height", 2L), new Box(1, 2, false)),
                reads(SHAPE, object("type", "square", "side", 3L), new Box(3, 3, true)));
    }

    static Stream<Case> unknownTypes() {
        return Stream.of(
                refuses(SHAPE, "circel", "/s unknown_value: " + ONE_OF + "; did you mean `circle`?"),
                refuses(SHAPE, "Circle", "/s unknown_value: " + ONE_OF + "; did you mean `circle`?"),
                refuses(SHAPE, "pyramid", "/s unknown_value: " + ONE_OF),
                refuses(
                        SHAPE,
                        object("type", "squares", "any", 1L),
                        "/s/type unknown_value: " + ONE_OF + "; did you mean `square`?"),
                refuses(SHAPE, object(), "/s/type required: " + ONE_OF),
                refuses(SHAPE, object("radius", 1L), "/s/type required: " + ONE_OF),
                refuses(SHAPE, object("type", null), "/s/type required: " + ONE_OF),
                refuses(SHAPE, object("type", 1L), "/s/type wrong_type: " + ONE_OF),
                refuses(SHAPE, object("type", List.of("dot")), "/s/type wrong_type: " + ONE_OF),
                refuses(SHAPE, 1L, "/s wrong_type: " + ONE_OF + ", or an object with that `type` and its settings"));
    }

    static Stream<Case> wrongSettings() {
        String positive = "must be a number greater than 0";
        return Stream.of(
                refuses(
                        SHAPE,
                        "box",
                        "/s/width required: is missing; it " + positive,
                        "/s/height required: is missing; it " + positive),
                refuses(SHAPE, object("type", "circle", "r", -1L), "/s/r out_of_range: " + positive + ", not -1"),
                refuses(
                        SHAPE,
                        object("type", "box", "width", 2L, "height", 2L),
                        "/s/height conflict: must not be the width; take a square"),
                refuses(
                        SHAPE,
                        object("type", "circle", "colour", "red"),
                        "/s/colour unknown_field: is not a field of this version; known here: type, radius"));
    }

    static Stream<Case> refusedSettings() {
        return Stream.of(
                refuses(
                        SHAPE,
                        object("type", "dot", "radius", 1L),
                        "/s/radius conflict: is not a setting of \"dot\": it has no size"),
                refuses(
                        SHAPE,
                        object("type", "dot", "half_diameter", "wrong"),
                        "/s/half_diameter conflict: is not a setting of \"dot\": it has no size"),
                refuses(
                        SHAPE,
                        object("type", "dot", "width", 1L),
                        "/s/width conflict: is not a setting of \"dot\": it is a point"),
                refuses(
                        SHAPE,
                        object("type", "circle", "height", 1L),
                        "/s/height conflict: is not a setting of \"circle\": it is round"),
                refuses(
                        SHAPE,
                        object("type", "circle", "height", 1L, "radius", 0L),
                        "/s/height conflict: is not a setting of \"circle\": it is round",
                        "/s/radius out_of_range: must be a number greater than 0, not 0"),
                reads(SHAPE, object("type", "circle", "height", null), new Circle(1)));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void aVariantIsGivenByItsTypeAloneOrInAnObjectWithItsSettings(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("unknownTypes")
    void anUnknownTypeIsToldWhereItStandsWithAllThatAreKnown(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void theSettingsAreHeldAgainstTheVariant(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("refusedSettings")
    void aSettingOfAnotherVariantIsRefusedWithTheReason(Case row) {
        row.check();
    }

    @Test
    void aVariantIsWrittenAsAnObjectThatBeginsWithItsType() {
        assertThat(SHAPE.write(new Dot())).hasToString("{type=dot}");
        assertThat(SHAPE.write(new Box(1, 2, false))).hasToString("{type=box, width=1.0, height=2.0}");
        assertThat(SHAPE.write(new Box(3, 3, true))).hasToString("{type=square, side=3.0}");
    }

    @Test
    void aValueOfNoVariantIsNotWritten() {
        Family<Shape> round = new Family<>("round", List.of(CIRCLE));

        assertThat(round.holds(new Dot())).isFalse();
        assertThatThrownBy(() -> round.write(new Dot()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no variant for Dot[]");
    }

    @Test
    void refusalsLeaveTheStructureThatTheyAreAddedToAsItWas() {
        assertThat(DOT.refusals()).isEmpty();
        assertThat(CIRCLE.refusals()).isEmpty();
        assertThat(SHAPE.variants().getFirst().refusals())
                .containsOnlyKeys("radius", "r", "half_diameter", "width", "height");
        assertThat(SHAPE.variants().get(1).refusals()).containsOnlyKeys("width", "height");
    }

    @Test
    void theVariantsOfAFamilyAreFixed() {
        List<Structure<? extends Shape>> variants = new ArrayList<>(List.of(DOT));
        Family<Shape> family = new Family<>("shape", variants);
        variants.add(CIRCLE);

        assertThat(family.types()).containsExactly("dot");
        assertThat(SHAPE.types()).containsExactly("dot", "circle", "box", "square");
    }
}
