package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** How good predictions are, over HTTP; EvaluationTest compares the numbers with scikit-learn. */
@ServiceTest
class EvaluateIT {

    private static final String FLOWERS = """
            petal,color,kind
            1.0,red,setosa
            1.3,red,setosa
            2.9,blue,virginica
            3.1,blue,virginica
            2.2,red,versicolor
            2.0,blue,versicolor
            """;

    @LocalServerPort
    private int port;

    private ServiceClient service;

    @BeforeEach
    void connect() {
        service = new ServiceClient(port);
    }

    private Answer postCsv(String path, String csv) {
        return service.send("POST", path, BodyPublishers.ofString(csv), "Content-Type", "text/csv");
    }

    private JsonNode fit(String body) {
        return service.fitted(ServiceClient.JSON.readTree(body));
    }

    private static String evaluate(JsonNode fit) {
        return "/v1/fits/" + fit.get("id").asString() + "/evaluate";
    }

    private JsonNode evaluated(String path, String body) {
        Answer answer = service.post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void onItsTrainingRowsAFitIsAsGoodAsItsOwnMetricsSay() {
        JsonNode fit = fit("{\"x\": [1, 2, 3, 4.5], \"y\": [1, 2.5, 2.5, 4]}");
        JsonNode metrics = fit.get("result").get("metrics");
        JsonNode found = evaluated(evaluate(fit), "{\"x\": [1, 2, 3, 4.5], \"y\": [1, 2.5, 2.5, 4]}");

        assertThat(found.get("rows").asInt()).isEqualTo(4);
        for (String name : new String[] {"mse", "rmse", "mae", "r2"}) {
            assertThat(found.get("metrics").get(name).asDouble())
                    .isCloseTo(metrics.get(name).asDouble(), org.assertj.core.api.Assertions.within(1e-12));
        }
        assertThat(found.get("metrics").has("median_absolute_error")).isTrue();
        assertThat(found.has("confusion_matrix")).isFalse();
        assertThat(found.get("model").get("fit")).isEqualTo(fit.get("id"));
    }

    @Test
    void rowsOfEveryFormAreMeasuredAlike() {
        JsonNode fit = postCsv("/v1/fits?target=kind&model=softmax&settings=%7B%22penalty%22:%22l2%22%7D", FLOWERS)
                .json();
        String path = evaluate(fit);
        String other = FLOWERS.replace("petal,", "id,petal,").replaceAll("(?m)^(?=[0-9])", "7,");
        String id = postCsv("/v1/datasets", FLOWERS).json().get("id").asString();

        String expected = postCsv(path + "?target=kind", FLOWERS).body();
        assertThat(postCsv(path + "?target=kind", other).body()).isEqualTo(expected);
        assertThat(service.post(path, "{\"dataset\": {\"id\": \"" + id + "\", \"target\": \"kind\"}}")
                        .body())
                .isEqualTo(expected);
        assertThat(service.post(path, """
                        {"records": [{"petal": 1.0, "color": "red", "kind": "setosa"},
                                     {"petal": 1.3, "color": "red", "kind": "setosa"},
                                     {"petal": 2.9, "color": "blue", "kind": "virginica"},
                                     {"petal": 3.1, "color": "blue", "kind": "virginica"},
                                     {"petal": 2.2, "color": "red", "kind": "versicolor"},
                                     {"petal": 2.0, "color": "blue", "kind": "versicolor"}], "target": "kind"}""").body()).isEqualTo(expected);
        JsonNode found = ServiceClient.JSON.readTree(expected);
        assertThat(found.get("confusion_matrix")).hasSize(3);
        assertThat(found.get("classes"))
                .extracting(one -> one.get("label").asString())
                .containsExactly("setosa", "versicolor", "virginica");
        assertThat(found.get("averages").get("macro").get("f1").asDouble()).isPositive();
        assertThat(found.has("threshold")).isFalse();
    }

    @Test
    void whatPlotsNeedIsAnsweredOnDemand() {
        JsonNode fit = fit("{\"x\": [1, 2, 3, 1.5, 2.6], \"y\": [\"a\", \"b\", \"b\", \"b\", \"a\"], "
                + "\"model\": \"logistic\"}");
        String rows = "{\"x\": [1, 2, 3, 1.5, 2.6], \"y\": [\"a\", \"b\", \"b\", \"b\", \"a\"]}";

        JsonNode plain = evaluated(evaluate(fit), rows);
        assertThat(plain.has("roc") || plain.has("pr") || plain.has("calibration"))
                .isFalse();
        JsonNode all = evaluated(evaluate(fit) + "?include=roc,pr,calibration,residuals", rows);
        assertThat(all.get("roc").get(0).get("label").asString()).isEqualTo("b");
        assertThat(all.get("roc").get(0).get("threshold").get(0).isNull()).isTrue();
        assertThat(all.get("roc").get(0).get("threshold").get(1).asDouble()).isBetween(0.0, 1.0);
        assertThat(all.get("pr").get(0).get("precision").get(0).asDouble()).isEqualTo(1);
        assertThat(all.get("calibration").get(0).get("weight")).isNotEmpty();
        assertThat(all.has("residuals")).isFalse();
    }

    @Test
    void theThresholdMovesTheConfusionMatrixAndNothingElse() {
        JsonNode fit = fit("{\"x\": [1, 2, 3, 4], \"y\": [0, 1, 0, 1], \"model\": \"logistic\"}");
        String rows = "{\"x\": [1, 2, 3, 4], \"y\": [0, 1, 0, 1]}";

        assertThat(evaluated(evaluate(fit), rows).get("threshold").asDouble()).isEqualTo(0.5);
        JsonNode low = evaluated(evaluate(fit) + "?threshold=0", rows);
        assertThat(low.get("confusion_matrix")).hasToString("[[0.0,2.0],[0.0,2.0]]");
        assertThat(low.get("classes").get(0).get("precision").isNull()).isTrue();
        assertThat(low.get("metrics").get("roc_auc"))
                .isEqualTo(evaluated(evaluate(fit), rows).get("metrics").get("roc_auc"));
    }

    @Test
    void aRowOfWeightTwoCountsAsTwo() {
        JsonNode fit = fit("{\"x\": [1, 2, 3, 4], \"y\": [1, 2, 2, 4]}");

        assertThat(evaluated(evaluate(fit), "{\"x\": [1, 2, 9], \"y\": [3, 1, 7], \"weight\": [2, 1, 0]}")
                        .get("metrics"))
                .isEqualTo(evaluated(evaluate(fit), "{\"x\": [1, 1, 2], \"y\": [3, 3, 1]}")
                        .get("metrics"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"x": [1]} | '' | /y | is missing
            {"x": [1], "y": ["c"]} | '' | /y/0 | must be a class of the training rows
            {"x": [1], "y": ["a"]} | ?threshold=high | /threshold | must be a probability
            {"x": [1], "y": ["a"]} | ?threshold=1.5 | /threshold | must be a probability
            {"x": [1], "y": ["a"]} | ?threshold=-0.1 | /threshold | must be a probability
            {"x": [1], "y": ["a"]} | ?treshold=0.5 | /treshold | did you mean `threshold`
            {"x": [1], "y": ["a"]} | ?target=y | /target | known here
            {"x": [1], "y": ["a"]} | ?include=rocs | /include | roc, pr, calibration, residuals
            {"columns": {"x0": [1]}} | '' | /target | is missing
            {"columns": {"x1": [1], "y": ["a"]}, "target": "y"} | '' | /columns/x0 | is missing
            """)
    void mistakesAreToldWhereTheyAre(String body, String query, String pointer, String detail) {
        JsonNode fit = fit("{\"x\": [1, 2, 3], \"y\": [\"a\", \"b\", \"a\"], \"model\": \"logistic\"}");
        Answer answer = service.post(evaluate(fit) + query, body);

        assertThat(answer.status()).as(answer.body()).isIn(400, 422);
        assertThat(answer.json().get("errors")).anySatisfy(error -> {
            assertThat(error.get("pointer").asString()).isEqualTo(pointer);
            assertThat(error.get("detail").asString()).contains(detail);
        });
    }

    @Test
    void aTargetThatStandsTwiceInAFileOrIsTheWeightIsRefused() {
        JsonNode fit = fit("{\"x\": [1, 2, 3, 4], \"y\": [1, 2, 2, 4]}");
        Answer twice = service.send(
                "POST",
                evaluate(fit) + "?target=y",
                BodyPublishers.ofString("x0,y,y\n1,2,3\n"),
                "Content-Type",
                "text/csv");
        assertThat(twice.status()).as(twice.body()).isEqualTo(422);
        assertThat(twice.body()).contains("cell 3: `y`: stands twice");
        Answer weight = service.send(
                "POST",
                evaluate(fit) + "?target=y&weight=y",
                BodyPublishers.ofString("x0,y\n1,2\n"),
                "Content-Type",
                "text/csv");
        assertThat(weight.status()).as(weight.body()).isEqualTo(422);
        assertThat(weight.body()).contains("must be another column than the target");
    }

    @Test
    void aNamedModelIsMeasuredToo() {
        JsonNode fit = fit("{\"x\": [1, 2, 3, 4], \"y\": [1, 2, 2, 4]}");
        service.post(
                "/v1/models/measured/versions", "{\"fit\": \"" + fit.get("id").asString() + "\"}");
        String rows = "{\"x\": [1, 2], \"y\": [1, 2]}";

        JsonNode expected = evaluated(evaluate(fit), rows).get("metrics");
        for (String path : new String[] {"", "/versions/1"}) {
            JsonNode found = evaluated("/v1/models/measured" + path + "/evaluate", rows);
            assertThat(found.get("metrics")).isEqualTo(expected);
            assertThat(found.get("model").get("version").asInt()).isEqualTo(1);
        }
        Answer file = postCsv("/v1/models/measured/evaluate?target=y", "x0,y\n1,1\n2,2\n");
        assertThat(file.json().get("metrics")).isEqualTo(expected);
    }
}
