package io.descent.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.descent.schema.Mistake.Code;
import io.descent.schema.Mistake.Place;
import io.descent.schema.Mistakes.Homes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MistakesTest {

    private static final Homes HOMES = field -> switch (field) {
        case "epochs" -> List.of("");
        case "rate" -> List.of("/optimizer");
        case "alpha" -> List.of("/optimizer", "/penalty");
        case "rows" -> List.of("", "/data/csr");
        default -> List.of();
    };

    private static Mistakes with(int count) {
        Mistakes mistakes = new Mistakes();
        for (int i = 0; i < count; i++) {
            mistakes.add("/" + i, Code.CONFLICT, "is wrong");
        }
        return mistakes;
    }

    @ParameterizedTest
    @CsvSource({
        "'', x, /x",
        "/a, x, /a/x",
        "/a, '', /a/",
        "/a, b/c, /a/b~1c",
        "/a, b~c, /a/b~0c",
        "/a, ~1, /a/~01",
        "/a~1b, ~/, /a~1b/~0~1"
    })
    void aPointerEscapesTheNameThatIsAppended(String pointer, String name, String expected) {
        assertThat(Mistakes.at(pointer, name)).isEqualTo(expected);
    }

    @Test
    void aPointerCountsFromNought() {
        assertThat(Mistakes.at("/a", 0)).isEqualTo("/a/0");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "/model     | epochs | /model/epochs     | it belongs to the top level",
                "\"\"       | rate   | /rate             | it belongs to `optimizer`",
                "/schedule  | alpha  | /schedule/alpha   | it belongs to `optimizer` or `penalty`",
                "/model     | rows   | /model/rows       | it belongs to the top level or `data.csr`",
                "/optimizer | rate   | /optimizer/rate   | known here: type, momentum",
                "/penalty   | alpha  | /penalty/alpha    | known here: type, momentum",
                "/optimizer | moment | /optimizer/moment | did you mean `momentum`?",
                "/optimizer | a/b~   | /optimizer/a~1b~0 | known here: type, momentum"
            })
    void anUnknownFieldIsToldWhereItBelongsElseTheNearestNameElseAllNames(
            String pointer, String name, String place, String hint) {
        Mistakes mistakes = new Mistakes(Map.of(), HOMES);
        mistakes.unknownField(pointer, name, List.of("type", "momentum"));

        assertThat(Case.lines(mistakes))
                .containsExactly(place + " unknown_field: is not a field of this version; " + hint);
    }

    @Test
    void homesAreAskedForTheFieldsOfAStructure() {
        Parameter<Double> momentum = Parameter.optional("momentum", Real.any(), 0.0, "");
        Structure<Double> rule =
                Structure.of("rule", Double.class, "", a -> a.get(momentum)).with(momentum, m -> m);
        Mistakes mistakes = new Mistakes(Map.of(), HOMES);
        rule.read(Map.of("alpha", 1L), "/schedule", mistakes);

        assertThat(Case.lines(mistakes))
                .containsExactly("/schedule/alpha unknown_field: is not a field of this version; it belongs to "
                        + "`optimizer` or `penalty`");
    }

    @Test
    void theFirstHundredAreKeptAndAllAreCounted() {
        assertThat(with(100).kept()).hasSize(100);
        Mistakes mistakes = with(101);

        assertThat(mistakes.count()).isEqualTo(101);
        assertThat(mistakes.kept())
                .hasSize(100)
                .last()
                .extracting(Mistake::pointer)
                .isEqualTo("/99");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "refused", "wrong"})
    void whatIsWrongAfterTheFirstHundredIsWrongAllTheSame(String name) {
        Parameter<Double> wrong = Parameter.open("wrong", Real.any(), "none", "");
        Parameter<Double> refused = Parameter.open("refused", Real.any(), "none", "");
        Structure<Double> structure = Structure.of("structure", Double.class, "", _ -> 1.0)
                .with(wrong, value -> value)
                .without(refused, "it has none");
        Mistakes mistakes = with(100);

        assertThat(structure.read(Map.of(name, "text"), "", mistakes)).isNull();
        assertThat(mistakes.count()).isEqualTo(101);
    }

    @Test
    void aMistakeKnowsThePlaceOfItsPointerAlsoWhereTheMapGrew() {
        Map<String, Place> places = new HashMap<>();
        Mistakes mistakes = new Mistakes(places, Homes.UNKNOWN);
        places.put("/a", new Place(2, 3));
        mistakes.add("/a", Code.REQUIRED, "is missing");
        mistakes.add("/b", Code.EMPTY, "is empty");

        assertThat(mistakes.kept())
                .containsExactly(
                        new Mistake("/a", Code.REQUIRED, "is missing", new Place(2, 3)),
                        new Mistake("/b", Code.EMPTY, "is empty", null));
    }

    @Test
    void whatWasAnsweredDoesNotChangeWithWhatIsAddedLater() {
        Map<String, Place> places = new HashMap<>();
        Mistakes mistakes = new Mistakes(places, Homes.UNKNOWN);
        mistakes.add("/a", Code.EMPTY, "is empty");
        List<Mistake> kept = mistakes.kept();
        Findings findings = mistakes.findings();
        places.put("/b", new Place(1, 1));
        mistakes.add("/b", Code.EMPTY, "is empty");

        assertThat(kept).hasSize(1);
        assertThat(findings.mistakes()).hasSize(1);
        assertThat(findings.count()).isEqualTo(1);
        assertThat(findings.places()).isEmpty();
    }

    @Test
    void findingsDoNotShareWhatTheyWereMadeOf() {
        List<Mistake> mistakes = new ArrayList<>();
        Map<String, Place> places = new HashMap<>();
        Findings findings = new Findings(mistakes, 0, places);
        mistakes.add(new Mistake("", Code.EMPTY, "is empty", null));
        places.put("", new Place(1, 1));

        assertThat(findings).isEqualTo(new Findings(List.of(), 0, Map.of()));
        assertThatThrownBy(() -> findings.mistakes().add(mistakes.getFirst()))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> findings.places().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void findingsAreContinuedWithTheirPlacesAndTheirCount() {
        Findings findings = new Findings(with(99).kept(), 99, Map.of("/z", new Place(4, 5)));
        Mistakes more = new Mistakes(findings, HOMES);
        more.unknownField("", "rate", List.of());
        more.add("/z", Code.EMPTY, "is empty");
        more.add("/y", Code.EMPTY, "is empty");

        assertThat(findings.mistakes()).hasSize(99);
        assertThat(more.count()).isEqualTo(102);
        assertThat(more.kept())
                .hasSize(100)
                .last()
                .extracting(Mistake::detail)
                .asString()
                .endsWith("`optimizer`");
        assertThat(new Mistakes(new Findings(List.of(), 5, findings.places()), HOMES).count())
                .isEqualTo(5);
    }

    @Test
    void aContinuedMistakeHasThePlaceThatTheReaderSaw() {
        Mistakes more = new Mistakes(new Findings(List.of(), 0, Map.of("/z", new Place(4, 5))), Homes.UNKNOWN);
        more.add("/z", Code.EMPTY, "is empty");

        assertThat(more.kept()).containsExactly(new Mistake("/z", Code.EMPTY, "is empty", new Place(4, 5)));
    }

    @Test
    void mistakesAreThrownWithTheirCountAndNothingIsThrownForNone() {
        Mistakes mistakes = with(102);
        InvalidRequestException thrown = catchThrowableOfType(InvalidRequestException.class, mistakes::throwIfAny);

        assertThat(thrown).hasMessage("102 mistakes in the request");
        assertThat(thrown.count()).isEqualTo(102);
        assertThat(thrown.mistakes()).isEqualTo(mistakes.kept());
        assertThatCode(() -> new Mistakes().throwIfAny()).doesNotThrowAnyException();
    }
}
