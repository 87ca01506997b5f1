package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Classes that count more than others. */
@ServiceTest
class ClassWeightIT extends BadInput {

    private static final String SETTINGS =
            "\"model\": \"logistic\", \"epochs\": 300, \"penalty\": {\"type\": \"l2\", \"alpha\": 0.01}, ";
    private static final String X = "\"x\": [[1], [2], [3], [4], [5], [6], [7], [9]], ";
    private static final String CSR = "\"csr\": {\"data\": [1, 2, 3, 4, 5, 6, 7, 9], "
            + "\"indices\": [0, 0, 0, 0, 0, 0, 0, 0], \"indptr\": [0, 1, 2, 3, 4, 5, 6, 7, 8], \"shape\": [8, 1]}, ";
    private static final String TEXTS =
            "\"y\": [\"ham\", \"ham\", \"ham\", \"spam\", \"ham\", \"ham\", \"spam\", \"ham\"]";
    private static final String NUMBERS = "\"y\": [0, 0, 0, 1, 0, 0, 1, 0]";
    private static final String BOOLEANS = "\"y\": [false, false, false, true, false, false, true, false]";

    /** 8 / (2 · 6) for ham and 8 / (2 · 2) for spam. */
    private static final String BALANCED_ROWS =
            ", \"weight\": [0.6666666666666666, 0.6666666666666666, 0.6666666666666666, 2, 0.6666666666666666, "
                    + "0.6666666666666666, 2, 0.6666666666666666]";

    ClassWeightIT(@LocalServerPort int port) {
        super(port);
    }

    private JsonNode fit(String classWeight, String data) {
        return service.fit("{" + SETTINGS + "\"class_weight\": " + classWeight + ", " + data + "}")
                .json();
    }

    private JsonNode unweighted(String data) {
        return service.fit("{" + SETTINGS + data + "}").json();
    }

    private static void assertSameTraining(JsonNode one, JsonNode other) {
        for (String part : List.of("/params/coef/0", "/params/intercept", "/loss", "/objective")) {
            assertThat(one.at("/result" + part).asDouble())
                    .as(part)
                    .isEqualTo(other.at("/result" + part).asDouble(), within(1e-12));
        }
    }

    @Test
    void balancedClassesCountAlike() {
        JsonNode balanced = fit("\"balanced\"", X + TEXTS);
        assertSameTraining(balanced, unweighted(X + TEXTS + BALANCED_ROWS));
        assertThat(balanced.at("/config/class_weight").asString()).isEqualTo("balanced");
        assertThat(balanced.at("/config/explanation/class_weight").asString())
                .isEqualTo("balanced: 0.666667 for ham, 2.00000 for spam");
    }

    @Test
    void metricsAreOverTheRowsAsTheyAre() {
        JsonNode metrics = fit("\"balanced\"", X + TEXTS).at("/result/metrics");
        double rows = 0;
        for (String cell : List.of("0/0", "0/1", "1/0", "1/1")) {
            rows += metrics.at("/confusion_matrix/" + cell).asDouble();
        }
        assertThat(rows).isEqualTo(8);
    }

    @Test
    void classesAreNamedByTheirLabels() {
        JsonNode texts = fit("{\"spam\": 3}", X + TEXTS);
        assertSameTraining(texts, unweighted(X + TEXTS + ", \"weight\": [1, 1, 1, 3, 1, 1, 3, 1]"));
        assertThat(texts.at("/config/class_weight").toString()).isEqualTo("{\"spam\":3.0}");
        assertSameTraining(fit("{\"true\": 3, \"false\": 1}", X + BOOLEANS), texts);
        assertSameTraining(fit("{\"1\": 3}", X + NUMBERS), texts);
        assertSameTraining(fit("{\"1.0\": 3, \"-0\": 1}", X + NUMBERS), texts);
    }

    @Test
    void rowsKeepTheirOwnWeights() {
        assertSameTraining(
                fit("{\"spam\": 3}", X + TEXTS + ", \"weight\": [2, 1, 1, 2, 1, 1, 0, 1]"),
                unweighted(X + TEXTS + ", \"weight\": [2, 1, 1, 6, 1, 1, 0, 1]"));
    }

    @Test
    void balancingTakesARowOfWeightKForKRows() {
        JsonNode weighted = fit("\"balanced\"", X + TEXTS + ", \"weight\": [2, 1, 1, 2, 1, 1, 0, 1]");
        JsonNode copied = fit(
                "\"balanced\"",
                "\"x\": [1, 1, 2, 3, 4, 4, 5, 6, 9], \"y\": [\"ham\", \"ham\", \"ham\", \"ham\", \"spam\", \"spam\", "
                        + "\"ham\", \"ham\", \"ham\"]");
        assertThat(weighted.at("/config/explanation/class_weight"))
                .isEqualTo(copied.at("/config/explanation/class_weight"));
        assertThat(weighted.at("/result/params/coef/0").asDouble())
                .isEqualTo(copied.at("/result/params/coef/0").asDouble(), within(1e-9));
    }

    @Test
    void sparseRowsHaveClassesToo() {
        assertSameTraining(
                service.fitted(ServiceClient.JSON.readTree(
                        "{" + SETTINGS + "\"class_weight\": \"balanced\", \"dataset\": {" + CSR + TEXTS + "}}")),
                fit("\"balanced\"", X + TEXTS));
    }

    @Test
    void aConfigurationReproducesItsFit() {
        for (String classWeight : List.of("\"balanced\"", "{\"spam\": 3, \"ham\": 0.5}")) {
            JsonNode first = fit(classWeight, X + TEXTS);
            JsonNode again = service.fit("{" + X + TEXTS + ", "
                            + first.get("config").toString().substring(1))
                    .json();
            assertThat(again.get("result")).isEqualTo(first.get("result"));
            assertThat(again.get("history")).isEqualTo(first.get("history"));
        }
    }

    @Test
    void aClassThatIsNotThereIsRefused() {
        Refusal refusal = invalid(
                422,
                "{\"epochs\": 0, \"model\": \"logistic\", \"class_weight\": {\"sapm\": 2, \"spam\": 1}, " + X + TEXTS
                        + "}");
        assertThat(refusal.mistakes())
                .containsExactlyInAnyOrder("/epochs out_of_range", "/class_weight/sapm unknown_value");
    }

    private Refusal refused(String classWeight, String y) {
        return invalid(422, "{\"model\": \"logistic\", \"class_weight\": " + classWeight + ", " + X + y + "}");
    }

    @Test
    void whatMakesNoSenseIsRefusedByItsPointer() {
        Map<String, String> mistakes = Map.of(
                "{\"sapm\": 2}", "/class_weight/sapm unknown_value",
                "{\"spam\": -1}", "/class_weight/spam out_of_range",
                "{\"spam\": \"2\"}", "/class_weight/spam wrong_type",
                "{\"spam\": 0, \"ham\": 0}", "/class_weight out_of_range",
                "{\"spam\": 1e308}", "/class_weight out_of_range",
                "\"balancd\"", "/class_weight wrong_type",
                "[1, 2]", "/class_weight wrong_type");
        mistakes.forEach(
                (classWeight, mistake) -> assertThat(refused(classWeight, TEXTS).mistakes())
                        .as(classWeight)
                        .containsExactly(mistake));
        assertThat(refused("{\"sapm\": 2}", TEXTS).details())
                .containsExactly("must be named as one of the classes: ham, spam");
    }

    @Test
    void aClassThatIsNamedTwiceIsRefused() {
        assertThat(refused("{\"1\": 2, \"1.0\": 3}", NUMBERS).mistakes())
                .containsExactly("/class_weight/1.0 duplicate");
    }

    @Test
    void aNumberIsNoNameOfATextOrABoolean() {
        assertThat(refused("{\"1\": 2}", BOOLEANS).mistakes()).containsExactly("/class_weight/1 unknown_value");
        assertThat(refused("{\"true\": 2}", NUMBERS).mistakes()).containsExactly("/class_weight/true unknown_value");
    }

    @Test
    void aRegressionHasNoClasses() {
        assertThat(invalidSetting(422, "\"class_weight\": \"balanced\"").mistakes())
                .containsExactly("/class_weight conflict");
        assertThat(service.post("/v1/fits", "{\"class_weight\": null, " + ROWS + "}")
                        .status())
                .isEqualTo(200);
    }
}
