package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Columns and generators that make no sense. */
@ServiceTest
class BadTableIT extends BadInput {

    BadTableIT(@LocalServerPort int port) {
        super(port);
    }

    private Refusal columns(String columns, String target) {
        return invalid(422, "{\"dataset\": {\"columns\": " + columns + ", \"target\": " + target + "}}");
    }

    private Refusal generator(String generator) {
        return invalid(422, "{\"dataset\": {\"generator\": " + generator + "}}");
    }

    @Test
    void columnsWithoutATargetAreRefused() {
        assertThat(invalid(422, "{\"dataset\": {\"columns\": {\"a\": [1], \"b\": [1]}}}")
                        .mistakes())
                .containsExactly("/dataset/target required");
    }

    @Test
    void aTargetThatIsNoColumnIsRefusedWithTheNearest() {
        Refusal refusal = columns("{\"sqft\": [1, 2], \"price\": [1, 2]}", "\"prise\"");
        assertThat(refusal.mistakes()).containsExactly("/dataset/target unknown_value");
        assertThat(refusal.details()).containsExactly("must name one of the columns; did you mean `price`?");
    }

    @Test
    void aTargetThatIsNoTextIsRefused() {
        assertThat(columns("{\"a\": [1], \"b\": [1]}", "1").mistakes()).containsExactly("/dataset/target wrong_type");
    }

    @Test
    void columnsOfOtherLengthsAreRefused() {
        assertThat(columns("{\"a\": [1, 2], \"b\": [1], \"c\": [1, 2, 3]}", "\"a\"")
                        .mistakes())
                .containsExactly("/dataset/columns/b length_mismatch", "/dataset/columns/c length_mismatch");
    }

    @Test
    void valuesOfSeveralKindsInOneColumnAreRefused() {
        assertThat(columns("{\"a\": [1, 2], \"b\": [\"x\", 3], \"c\": [null, true, 1], \"d\": [1, []]}", "\"a\"")
                        .mistakes())
                .containsExactly(
                        "/dataset/columns/b/1 wrong_type",
                        "/dataset/columns/c/2 wrong_type",
                        "/dataset/columns/d/1 wrong_type");
    }

    @Test
    void recordsOfSeveralKindsInOneColumnAreRefused() {
        Refusal refusal = invalid(
                422,
                "{\"dataset\": {\"records\": [{\"a\": 1, \"b\": 1}, {\"a\": \"x\"}, {\"b\": 2, \"b\": 2}, 3], \"target\": \"b\"}}");
        assertThat(refusal.mistakes())
                .containsExactly(
                        "/dataset/records/1/a wrong_type",
                        "/dataset/records/2/b duplicate",
                        "/dataset/records/3 wrong_type");
    }

    @Test
    void recordsWithoutRowsAreRefused() {
        assertThat(invalid(422, "{\"dataset\": {\"records\": [], \"target\": \"a\"}}")
                        .mistakes())
                .containsExactly("/dataset/records empty");
    }

    @Test
    void featuresAndWeightMustNameColumns() {
        assertThat(invalid(
                                422,
                                "{\"dataset\": {\"columns\": {\"sqft\": [1, 2], \"w\": [1, 2], \"y\": [1, 2]}, \"target\": \"y\", "
                                        + "\"features\": [\"sqf\", \"y\", \"w\", \"sqft\", \"sqft\"], \"weight\": \"w\"}}")
                        .mistakes())
                .containsExactly(
                        "/dataset/features/0 unknown_value",
                        "/dataset/features/1 conflict",
                        "/dataset/features/2 conflict",
                        "/dataset/features/4 duplicate");
        assertThat(invalid(
                                422,
                                "{\"dataset\": {\"columns\": {\"a\": [1, 2], \"y\": [1, 2]}, \"target\": \"y\", "
                                        + "\"weight\": \"b\"}}")
                        .mistakes())
                .containsExactly("/dataset/weight unknown_value");
        assertThat(invalid(422, "{\"x\": [1, 2], \"y\": [1, 2], \"weight\": \"w\"}")
                        .mistakes())
                .containsExactly("/weight wrong_type");
    }

    @Test
    void aColumnOfWeightsHoldsNumbersOfWhichNoneIsMissing() {
        String two = "{\"a\": [1, 2], \"y\": [1, 2], \"w\": ";
        String weight = "}, \"target\": \"y\", \"weight\": \"w\"}}";
        assertThat(invalid(422, "{\"dataset\": {\"columns\": " + two + "[1, null]" + weight)
                        .mistakes())
                .containsExactly("/dataset/columns/w/1 required");
        assertThat(invalid(422, "{\"dataset\": {\"columns\": " + two + "[3, -1]" + weight)
                        .mistakes())
                .containsExactly("/dataset/columns/w/1 out_of_range");
        assertThat(invalid(422, "{\"dataset\": {\"columns\": " + two + "[\"1\", \"2\"]" + weight)
                        .mistakes())
                .containsExactly("/dataset/columns/w wrong_type");
    }

    @Test
    void aTargetWithoutFeaturesIsRefused() {
        assertThat(columns("{\"a\": [1, 2]}", "\"a\"").mistakes()).containsExactly("/dataset/columns empty");
    }

    @Test
    void columnsWithoutRowsAreRefused() {
        assertThat(columns("{\"a\": [], \"b\": []}", "\"a\"").mistakes()).containsExactly("/dataset/columns/a empty");
    }

    @Test
    void columnsThatAreNoObjectAreRefused() {
        assertThat(columns("[1]", "\"a\"").mistakes()).containsExactly("/dataset/columns wrong_type");
    }

    @Test
    void aColumnTwiceIsRefused() {
        assertThat(columns("{\"a\": [1], \"a\": [1], \"b\": [1]}", "\"b\"").mistakes())
                .containsExactly("/dataset/columns/a duplicate");
    }

    @Test
    void whatIsMissingInAColumnIsNamedByAnEscapedPointer() {
        assertThat(columns("{\"a/b~c\": [1, null], \"b\": [1, 2]}", "\"b\"").mistakes())
                .containsExactly("/dataset/columns/a~1b~0c/1 required");
    }

    @Test
    void anUnknownGeneratorIsRefusedWithTheNearest() {
        Refusal refusal = generator("\"lines\"");
        assertThat(refusal.mistakes()).containsExactly("/dataset/generator unknown_value");
        assertThat(refusal.details().getFirst()).endsWith("did you mean `line`?");
    }

    @Test
    void aGeneratorThatIsNoObjectIsRefused() {
        for (String given : new String[] {"3", "true", "[]"}) {
            assertThat(generator(given).mistakes()).as(given).containsExactly("/dataset/generator wrong_type");
        }
    }

    @Test
    void aGeneratorWithoutTypeIsRefused() {
        assertThat(generator("{\"n\": 3}").mistakes()).containsExactly("/dataset/generator/type required");
    }

    @Test
    void aGeneratorOfNoRowsIsRefused() {
        assertThat(generator("{\"type\": \"line\", \"n\": 0}").mistakes())
                .containsExactly("/dataset/generator/n out_of_range");
    }

    @Test
    void anEmptyRangeIsRefused() {
        assertThat(generator("{\"type\": \"line\", \"x\": {\"range\": [1, 1]}}").mistakes())
                .containsExactly("/dataset/generator/x conflict");
    }

    @Test
    void aRangeOfFractionsIsRefused() {
        assertThat(generator("{\"type\": \"line\", \"x\": {\"range\": [1, 2.5]}}")
                        .mistakes())
                .containsExactly("/dataset/generator/x/range conflict");
    }

    @Test
    void aRangeThatContradictsTheNumberOfRowsIsRefused() {
        assertThat(generator("{\"type\": \"line\", \"n\": 5, \"x\": {\"range\": [0, 10]}}")
                        .mistakes())
                .containsExactly("/dataset/generator/n conflict");
    }

    @Test
    void aUniformRangeWithoutAFiniteWidthIsRefused() {
        assertThat(generator("{\"type\": \"line\", \"x\": {\"uniform\": [-1e308, 1e308]}}")
                        .mistakes())
                .containsExactly("/dataset/generator/x conflict");
    }

    @Test
    void negativeNoiseIsRefused() {
        assertThat(generator("{\"type\": \"line\", \"noise\": -1}").mistakes())
                .containsExactly("/dataset/generator/noise out_of_range");
    }

    @Test
    void aSlopeThatIsNotFiniteIsRefused() {
        assertThat(generator("{\"type\": \"line\", \"slope\": 1e999}").mistakes())
                .containsExactly("/dataset/generator/slope not_finite");
    }

    @Test
    void aLinearGeneratorNeedsCoefficients() {
        assertThat(generator("{\"type\": \"linear\"}").mistakes()).containsExactly("/dataset/generator/coef required");
        assertThat(generator("{\"type\": \"linear\", \"coef\": []}").mistakes())
                .containsExactly("/dataset/generator conflict");
    }
}
