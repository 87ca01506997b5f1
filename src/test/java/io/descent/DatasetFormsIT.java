package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The forms in which data can be given, and what is fitted to them. */
@ServiceTest
class DatasetFormsIT {

    private final ServiceClient service;

    DatasetFormsIT(@LocalServerPort int port) {
        service = new ServiceClient(port);
    }

    private JsonNode fit(String body) {
        return service.fit(body).json();
    }

    private static void assertCoef(JsonNode fit, double intercept, double... coef) {
        assertThat(fit.at("/result/params/intercept").asDouble()).isEqualTo(intercept, within(1e-5));
        assertThat(fit.at("/result/params/coef").size()).isEqualTo(coef.length);
        for (int j = 0; j < coef.length; j++) {
            assertThat(fit.at("/result/params/coef/" + j).asDouble()).isEqualTo(coef[j], within(1e-5));
        }
    }

    @Test
    void aFlatListIsOneFeature() {
        JsonNode flat = fit("{\"x\": [1, 2, 3], \"y\": [5, 7, 9]}");
        assertCoef(flat, 3, 2);
        assertThat(flat.get("result"))
                .isEqualTo(fit("{\"x\": [[1], [2], [3]], \"y\": [5, 7, 9]}").get("result"));
    }

    @Test
    void rowsMayStandInTheDatasetOrBesideIt() {
        JsonNode beside = fit("{\"x\": [1, 2, 3], \"y\": [5, 7, 9]}");
        JsonNode within = fit("{\"dataset\": {\"x\": [1, 2, 3], \"y\": [5, 7, 9]}}");
        assertThat(within.get("result")).isEqualTo(beside.get("result"));
        assertThat(within.get("dataset")).isEqualTo(beside.get("dataset"));
    }

    @Test
    void featuresKeepTheirNames() {
        JsonNode named = fit("{\"x\": [[1, 0], [0, 1], [1, 1], [2, 1]], \"y\": [3, 4, 6, 8], "
                + "\"features\": [\"width\", \"depth\"]}");
        assertThat(named.at("/result/features").toString()).isEqualTo("[\"width\",\"depth\"]");
        assertCoef(named, 1, 2, 3);
        assertThat(fit("{\"x\": [[1, 0], [0, 1]], \"y\": [3, 4]}")
                        .at("/result/features")
                        .toString())
                .isEqualTo("[\"x0\",\"x1\"]");
    }

    @Test
    void columnsAreFittedToTheirTarget() {
        JsonNode fit = fit("{\"dataset\": {\"columns\": {\"width\": [1, 0, 1, 2], \"price\": [3, 4, 6, 8], "
                + "\"depth\": [0, 1, 1, 1]}, \"target\": \"price\"}}");
        assertThat(fit.at("/result/features").toString()).isEqualTo("[\"width\",\"depth\"]");
        assertCoef(fit, 1, 2, 3);
        assertThat(fit.get("dataset"))
                .isEqualTo(fit("{\"x\": [[1, 0], [0, 1], [1, 1], [2, 1]], \"y\": [3, 4, 6, 8], "
                                + "\"features\": [\"width\", \"depth\"]}")
                        .get("dataset"));
    }

    @Test
    void columnsMayHaveWeightsAndClasses() {
        JsonNode fit = fit("{\"model\": \"logistic\", \"penalty\": \"l2\", \"dataset\": {\"columns\": "
                + "{\"a\": [1, 2, 3, 4], \"b\": [\"no\", \"yes\", \"no\", \"yes\"]}, \"target\": \"b\", "
                + "\"weight\": [1, 1, 2, 1]}}");
        assertThat(fit.at("/result/classes").toString()).isEqualTo("[\"no\",\"yes\"]");
        assertThat(fit.at("/result/metrics/confusion_matrix/0/0").asDouble()
                        + fit.at("/result/metrics/confusion_matrix/0/1").asDouble())
                .isEqualTo(3);
    }

    @Test
    void aRowOfWeightKCountsAsKRows() {
        JsonNode weighted = fit("{\"x\": [1, 2, 3, 5], \"y\": [1, 3, 2, 9], \"weight\": [3, 1, 2, 0]}");
        JsonNode repeated = fit("{\"x\": [1, 1, 1, 2, 3, 3], \"y\": [1, 1, 1, 3, 2, 2]}");
        assertThat(weighted.at("/result/params/coef/0").asDouble())
                .isEqualTo(repeated.at("/result/params/coef/0").asDouble(), within(1e-6));
        assertThat(weighted.at("/result/params/intercept").asDouble())
                .isEqualTo(repeated.at("/result/params/intercept").asDouble(), within(1e-6));
        assertThat(weighted.at("/result/loss").asDouble())
                .isEqualTo(repeated.at("/result/loss").asDouble(), within(1e-9));
    }

    @Test
    void aLineIsGenerated() {
        JsonNode fit = fit("{\"dataset\": {\"generator\": {\"type\": \"line\", \"slope\": 3, \"intercept\": 8, "
                + "\"x\": {\"range\": [-50, 50]}}}}");
        assertThat(fit.at("/dataset/rows").asInt()).isEqualTo(100);
        assertCoef(fit, 8, 3);
    }

    @Test
    void aLinearResponseIsGenerated() {
        JsonNode fit = fit("{\"dataset\": {\"generator\": {\"type\": \"linear\", \"n\": 200, \"coef\": [1, -2, 0.5], "
                + "\"intercept\": 4}}}");
        assertThat(fit.at("/dataset/rows").asInt()).isEqualTo(200);
        assertCoef(fit, 4, 1, -2, 0.5);
    }

    @Test
    void cloudsAreGenerated() {
        JsonNode fit = fit("{\"model\": \"logistic\", \"penalty\": \"l2\", \"dataset\": {\"generator\": "
                + "{\"type\": \"blobs\", \"n\": 300, \"features\": 3, \"separation\": 6}}}");
        assertThat(fit.at("/dataset/features").asInt()).isEqualTo(3);
        assertThat(fit.at("/result/classes").toString()).isEqualTo("[0,1]");
        assertThat(fit.at("/result/metrics/accuracy").asDouble()).isGreaterThan(0.98);
    }

    @Test
    void anotherSeedGeneratesOtherPoints() {
        String generator = "\"dataset\": {\"generator\": {\"type\": \"line\", \"noise\": 1}}}";
        assertThat(fit("{\"seed\": 1, " + generator).at("/dataset/sha256"))
                .isNotEqualTo(fit("{\"seed\": 2, " + generator).at("/dataset/sha256"));
    }

    @Test
    void classesAreNumbers() {
        JsonNode fit = classified("[2, 1, 2, 1, 1, 2]");
        assertThat(fit.at("/result/classes").toString()).isEqualTo("[1,2]");
        assertThat(classified("[0.5, -1, 0.5, -1, -1, 0.5]")
                        .at("/result/classes")
                        .toString())
                .isEqualTo("[-1,0.5]");
    }

    @Test
    void classesAreBooleans() {
        assertThat(classified("[true, false, true, false, false, true]")
                        .at("/result/classes")
                        .toString())
                .isEqualTo("[false,true]");
    }

    @Test
    void classesAreTexts() {
        assertThat(classified("[\"spam\", \"ham\", \"spam\", \"ham\", \"ham\", \"spam\"]")
                        .at("/result/classes")
                        .toString())
                .isEqualTo("[\"ham\",\"spam\"]");
    }

    @Test
    void theKindOfClassesChangesNothingInTheFit() {
        assertThat(classified("[true, false, true, false, false, true]").at("/result/params"))
                .isEqualTo(
                        classified("[\"b\", \"a\", \"b\", \"a\", \"a\", \"b\"]").at("/result/params"));
    }

    private JsonNode classified(String y) {
        JsonNode fit = fit("{\"model\": \"logistic\", \"penalty\": {\"type\": \"l2\", \"alpha\": 0.01}, "
                + "\"x\": [5, 1, 6, 2, 4, 3], \"y\": " + y + "}");
        assertThat(fit.at("/result/metrics/accuracy").asDouble()).isEqualTo(4 / 6.0, within(1e-12));
        assertThat(fit.at("/result/params/coef/0").asDouble()).isPositive();
        return fit;
    }
}
