package io.descent.schema;

import static io.descent.schema.Case.object;
import static io.descent.schema.Case.reads;
import static io.descent.schema.Case.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StructureTest {

    /** A step of a descent; neither a rate of 13 nor a count of 7 makes sense. */
    record Step(
            double rate,
            int count,
            @Nullable String label,
            @Nullable String note) {}

    /** Two steps, of which the second may not be larger. */
    record Walk(Step first, @Nullable Step second) {}

    private static final Parameter<Double> RATE =
            Parameter.required("rate", Real.above(0), "").alias("lr", "eta0");
    private static final Parameter<Integer> COUNT = Parameter.optional("count", Domain.integer(1, 9), 3, "");
    private static final Parameter<String> LABEL =
            Parameter.optional("label", new Text(5), "plain", "").orNull();
    private static final Parameter<String> NOTE = Parameter.open("note", new Text(5), "none", "");
    private static final Structure<Step> STEP = Structure.of("step", Step.class, "", StructureTest::step)
            .with(RATE, Step::rate)
            .with(COUNT, Step::count)
            .with(LABEL, Step::label)
            .with(NOTE, Step::note);

    private static final Parameter<Step> FIRST = Parameter.required("first", STEP, "");
    private static final Parameter<Step> SECOND = Parameter.open("second", STEP, "none", "");
    private static final Structure<Walk> WALK = Structure.of("walk", Walk.class, "", StructureTest::walk)
            .with(FIRST, Walk::first)
            .with(SECOND, Walk::second);

    private static final String KNOWN = "rate, count, label, note";
    private static final String POSITIVE = "must be a number greater than 0";

    private static Step step(Arguments a) {
        if (a.get(RATE) == 13) {
            throw new ConflictException("/rate", "must not be 13");
        }
        if (a.get(COUNT) == 7) {
            throw new IllegalArgumentException("must not be seven steps");
        }
        return new Step(a.get(RATE), a.get(COUNT), a.find(LABEL), a.find(NOTE));
    }

    private static Walk walk(Arguments a) {
        Step second = a.find(SECOND);
        if (second != null && second.rate() > a.get(FIRST).rate()) {
            throw new ConflictException("/second/rate", "must not be larger than the first");
        }
        return new Walk(a.get(FIRST), second);
    }

    static Stream<Case> settings() {
        return Stream.of(
                reads(STEP, object("rate", 0.5), new Step(0.5, 3, "plain", null)),
                reads(STEP, object("rate", 1L, "count", 1e0, "label", "a"), new Step(1, 1, "a", null)),
                reads(STEP, object("note", "b", "rate", 1L), new Step(1, 3, "plain", "b")),
                reads(STEP, object("rate", 1L, "label", null), new Step(1, 3, null, null)),
                reads(STEP, object("rate", 1L, "count", null, "note", null), new Step(1, 3, "plain", null)),
                reads(STEP, object("lr", null, "rate", 1L, "eta0", null), new Step(1, 3, "plain", null)),
                reads(STEP, object("lr", 0.5), new Step(0.5, 3, "plain", null)),
                reads(STEP, object("eta0", 0.5), new Step(0.5, 3, "plain", null)),
                reads(WALK, object("first", object("rate", 2L)), new Walk(new Step(2, 3, "plain", null), null)),
                reads(
                        WALK,
                        object("second", object("lr", 1L, "label", null), "first", object("rate", 2L)),
                        new Walk(new Step(2, 3, "plain", null), new Step(1, 3, null, null))));
    }

    static Stream<Case> wrongSettings() {
        return Stream.of(
                refuses(STEP, object(), "/s/rate required: is missing; it " + POSITIVE),
                refuses(STEP, object("rate", null), "/s/rate required: is missing; it " + POSITIVE),
                refuses(STEP, object("lr", null), "/s/rate required: is missing; it " + POSITIVE),
                refuses(STEP, object("rate", 0L), "/s/rate out_of_range: " + POSITIVE + ", not 0"),
                refuses(STEP, object("lr", "1"), "/s/lr wrong_type: " + POSITIVE),
                refuses(
                        STEP,
                        object("count", 0L, "label", "longer", "note", 1L),
                        "/s/count out_of_range: must be a whole number from 1 to 9, not 0",
                        "/s/label out_of_range: must be a text of at most 5 characters",
                        "/s/note wrong_type: must be a text of at most 5 characters",
                        "/s/rate required: is missing; it " + POSITIVE),
                refuses(STEP, "step", "/s wrong_type: must be an object with `rate`, `count`, `label`, `note`"),
                refuses(STEP, List.of(), "/s wrong_type: must be an object with `rate`, `count`, `label`, `note`"),
                refuses(
                        WALK,
                        object("first", List.of()),
                        "/s/first wrong_type: must be an object with `rate`, `count`, `label`, `note`"),
                refuses(
                        WALK,
                        object("first", object("lr", -1L), "second", object("rate", 1L, "count", true)),
                        "/s/first/lr out_of_range: " + POSITIVE + ", not -1",
                        "/s/second/count wrong_type: must be a whole number from 1 to 9"));
    }

    static Stream<Case> unknownFields() {
        String unknown = " unknown_field: is not a field of this version; ";
        return Stream.of(
                refuses(STEP, object("rate", 1L, "cuont", 1L), "/s/cuont" + unknown + "did you mean `count`?"),
                refuses(STEP, object("rate", 1L, "Label", "a"), "/s/Label" + unknown + "did you mean `label`?"),
                refuses(STEP, object("rate", 1L, "colour", 1L), "/s/colour" + unknown + "known here: " + KNOWN),
                refuses(STEP, object("rate", 1L, "colour", null), "/s/colour" + unknown + "known here: " + KNOWN),
                refuses(STEP, object("rate", 1L, "type", "step"), "/s/type" + unknown + "known here: " + KNOWN),
                refuses(STEP, object("rate", 1L, "a/b~c", 1L), "/s/a~1b~0c" + unknown + "known here: " + KNOWN),
                refuses(
                        WALK,
                        object("first", object("rate", 1L, "nota", 1L)),
                        "/s/first/nota" + unknown + "did you mean `note`?"));
    }

    static Stream<Case> settingsGivenTwice() {
        String same = " are the same setting; give one of them";
        return Stream.of(
                refuses(STEP, object("rate", 1L, "lr", 1L), "/s/lr duplicate: `lr` and `rate`" + same),
                refuses(STEP, object("eta0", 1L, "rate", 2L), "/s/rate duplicate: `rate` and `eta0`" + same),
                refuses(
                        STEP,
                        object("lr", 1L, "eta0", 1L, "rate", 1L),
                        "/s/eta0 duplicate: `eta0` and `lr`" + same,
                        "/s/rate duplicate: `rate` and `eta0`" + same),
                refuses(
                        STEP,
                        object("lr", 0L, "rate", 1L),
                        "/s/lr out_of_range: " + POSITIVE + ", not 0",
                        "/s/rate duplicate: `rate` and `lr`" + same));
    }

    static Stream<Case> conflicts() {
        return Stream.of(
                refuses(STEP, object("rate", 13L), "/s/rate conflict: must not be 13"),
                refuses(STEP, object("rate", 1L, "count", 7L), "/s conflict: must not be seven steps"),
                refuses(
                        WALK,
                        object("first", object("rate", 13L), "second", object("rate", 1L, "count", 7L)),
                        "/s/first/rate conflict: must not be 13",
                        "/s/second conflict: must not be seven steps"),
                refuses(
                        WALK,
                        object("first", object("rate", 1L), "second", object("rate", 2L)),
                        "/s/second/rate conflict: must not be larger than the first"),
                refuses(
                        STEP,
                        object("rate", 13L, "count", 0L),
                        "/s/count out_of_range: must be a whole number from 1 to 9, not 0"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void whatIsNotGivenHasItsDefaultAndAnAliasIsTheSetting(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void everyWrongSettingIsToldAtTheNameItWasGivenUnder(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("unknownFields")
    void anUnknownFieldIsRefusedWithTheNearestNameOrAllThatAreKnown(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("settingsGivenTwice")
    void aSettingIsGivenUnderOneOfItsNamesOnly(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void whatTheMakerRefusesIsToldOnceAllSettingsMakeSense(Case row) {
        row.check();
    }

    @Test
    void nullIsWrittenOnlyWhereItIsAValueOfItsOwn() {
        assertThat(STEP.write(new Step(0.5, 3, null, null))).isEqualTo(object("rate", 0.5, "count", 3L, "label", null));
    }

    @Test
    void settingsAreWrittenInTheirOrderUnderTheirOwnNames() {
        Map<String, @Nullable Object> written =
                WALK.write(new Walk(new Step(1, 2, "a", "b"), new Step(3, 4, "c", "d")));

        assertThat(written.toString())
                .isEqualTo("{first={rate=1.0, count=2, label=a, note=b}, second={rate=3.0, count=4, label=c, note=d}}");
    }

    @Test
    void otherNamesMayStandBesideTheSettings() {
        Mistakes found = new Mistakes();
        Step read = STEP.read(object("kind", 1L, "rate", 1L, "king", 2L), "", List.of("kind"), found);

        assertThat(read).isNull();
        assertThat(Case.lines(found))
                .containsExactly("/king unknown_field: is not a field of this version; did you mean `kind`?");
        assertThat(STEP.read(object("kind", 1L, "rate", 1L), "", List.of("kind"), new Mistakes()))
                .isEqualTo(new Step(1, 3, "plain", null));
    }
}
