package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.descent.ServiceClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Fits that leave the service, and come back. */
@ServiceTest
class ExportIT {

    private static final String HOUSES =
            "size,city,price\n80,Paris,9.5\n95,Rome,11.2\n,Paris,12.4\n140,Lyon,16\n70,Paris,8\n";

    private static final String SETTINGS =
            "%7B%22encoding%22:%7B%22missing%22:%22median%22%7D,%22label%22:%22houses%22%7D";

    @LocalServerPort
    private int port;

    private ServiceClient service;

    @BeforeEach
    void connect() {
        service = new ServiceClient(port);
    }

    private String houses() {
        Answer fit = service.send(
                "POST",
                "/v1/fits?target=price&settings=" + SETTINGS,
                BodyPublishers.ofString(HOUSES),
                "Content-Type",
                "text/csv");
        assertThat(fit.status()).as(fit.body()).isEqualTo(200);
        return "/v1/fits/" + fit.json().get("id").asString();
    }

    private String exported(String fit) {
        Answer answer = service.get(fit + "/export?format=json");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    @Test
    void aFitThatComesBackIsTheSameToTheByte() {
        String fit = houses();
        String document = exported(fit);
        JsonNode before = service.get(fit).json();
        String predictions = service.post(fit + "/predict", "{\"records\": [{\"size\": 1, \"city\": \"Rome\"}]}")
                .body();

        assertThat(service.post("/v1/fits/import", document).status()).isEqualTo(200);
        assertThat(service.delete(fit).status()).isEqualTo(204);
        Answer imported = service.post("/v1/fits/import", document);
        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        assertThat(imported.header("Location")).isEqualTo(fit);
        assertThat(exported(fit)).isEqualTo(document);
        JsonNode after = service.get(fit).json();
        for (String part :
                new String[] {"result", "history", "config", "dataset", "label", "stop_reason", "warnings"}) {
            assertThat(after.get(part)).as(part).isEqualTo(before.get(part));
        }
        assertThat(service.post(fit + "/predict", "{\"records\": [{\"size\": 1, \"city\": \"Rome\"}]}")
                        .body())
                .isEqualTo(predictions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\": [1, 2, 3], \"y\": [0, 1, 1], \"model\": \"logistic\", \"optimizer\": \"adam\", \"epochs\": 3}",
                "{\"x\": [1, 2, 3], \"y\": [1, 1, 1]}",
                "{\"x\": [1, 2, 3, 4], \"y\": [\"a\", \"b\", \"c\", \"a\"], \"model\": \"softmax\", \"penalty\": \"l2\"}",
                "{\"x\": [1, 2, 3], \"y\": [true, false, true], \"model\": \"svm\", \"validation\": {\"dataset\": "
                        + "{\"x\": [1, 2], \"y\": [true, true]}}}",
                "{\"x\": [1, 2, 3], \"y\": [1, 0, 5], \"model\": \"poisson\"}"
            })
    void fitsOfEveryModelComeBack(String body) {
        String fit = "/v1/fits/"
                + service.fitted(ServiceClient.JSON.readTree(body)).get("id").asString();
        String document = exported(fit);
        service.delete(fit);

        Answer imported = service.post("/v1/fits/import", document);
        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        assertThat(exported(fit)).isEqualTo(document);
    }

    @Test
    void whatIsNoExportIsRefusedAndStoresNothing() {
        String fit = houses();
        String document = exported(fit);
        service.delete(fit);
        String changed = document.replaceFirst("\"Lyon\"", "\"Lyno\"");
        String newer = document.replaceFirst("\"descent_model\":1", "\"descent_model\":9");
        String cut = document.substring(0, document.length() / 2);

        for (Map.Entry<String, String> broken : Map.of(
                        changed,
                        "sha256",
                        newer,
                        "newer release",
                        cut,
                        "cut off",
                        "{}",
                        "descent_model",
                        "[1]",
                        "cut off",
                        "null",
                        "must be what")
                .entrySet()) {
            Answer answer = service.post("/v1/fits/import", broken.getKey());
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains(broken.getValue());
        }
        assertThat(service.get(fit).status()).isEqualTo(404);
    }

    /** Changes a part of a document, makes the digest that goes with it, and expects a refusal. */
    private void refused(ObjectNode document, String pointer, String value, String told)
            throws NoSuchAlgorithmException {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = document.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        assertThat(document.at(pointer).isMissingNode()).isFalse();
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(name), ServiceClient.JSON.readTree(value));
        } else {
            ((ObjectNode) parent).set(name, ServiceClient.JSON.readTree(value));
        }
        document.put("sha256", ExportedFit.digest(document));
        Answer answer = service.post("/v1/fits/import", document.toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /fit/ending/inference/estimated/outputs | 2 | inference
            /fit/ending/inference/estimated/estimate | [1.0] | inference
            /fit/ending/inference/estimated/std_error/0 | 0.0 | errors that are none
            /fit/ending/inference/estimated/std_error/0 | "NaN" | errors that are none
            /fit/ending/inference/estimated/level | 95.0 | fit
            /fit/ending/inference/estimated/factor/factor | [1.0] | covariance
            /fit/ending/inference/estimated/factor/scale/0 | 0.0 | covariance
            /fit/ending/inference/estimated/fit/vif | [1.0, 2.0] | features
            """)
    void anInferenceThatIsNoneOfTheModelIsRefused(String pointer, String value, String told) throws Exception {
        String path = "/v1/fits/"
                + service.fit("{\"x\": [1, 2, 3, 4, 5], \"y\": [1, 2, 2, 4, 5], \"inference\": {}}")
                        .json()
                        .get("id")
                        .asString();
        ObjectNode document = (ObjectNode) ServiceClient.JSON.readTree(exported(path));
        service.delete(path);

        refused(document, pointer, value, told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /fit/work | "NaN" | work
            /fit/work | -1.0 | work
            /fit/version | 0 | version
            /fit/version | -3 | version
            /fit/run | -1 | run
            /fit/created_at | "+999999999-12-31T23:59:59Z" | times
            /fit/finished_at | "0001-01-01T00:00:00Z" | times
            /fit/progress/epoch | -2 | progress
            /fit/dataset/rows | 0 | rows
            /fit/dataset/sha256 | "no" | sha256
            /fit/dataset/feature_names | ["size"] | features
            /fit/dataset/class_names | ["a"] | classes
            /fit/config/model | "linear" | /fit/config/loss
            /fit/config/loss | "squared" | /fit/config/loss
            /fit/config/epochs | -1 | /fit/config/epochs
            /fit/config/encoding/columns/city | null | encoding
            /fit/config/encoding/columns/city/levels | null | encoding
            /fit/config/encoding/columns/city | {"type": "category", "fill": "Rome", "features": 2147483647} | encoding
            /fit/dataset/training_rows | 800 | rows
            /fit/progress/epoch | 13000 | progress
            /fit/ending/outcome/loss | "NaN" | loss
            /fit/config/encoding/columns/city/levels | [] | encoding
            /fit/config/encoding/columns/city/levels | ["Oslo", "Rome"] | encoding
            /fit/ending/outcome/epochs | -1 | epochs
            /fit/ending/outcome/parameters | [] | other parameters
            /fit/ending/outcome/parameters/0 | "NaN" | other parameters
            /fit/ending/outcome/checkpoint/records | 7 | history
            /fit/ending/model/coef/0 | "Infinity" | finite
            /fit/ending/model/type | "SVM" | of another model
            /fit/ending/model/features/0 | "none" | features
            /fit/ending/model/classes/labels | [] | classes
            /fit/ending/model/classes/labels | [1.0] | classes
            /fit/ending/model/classes/labels | [1.0, 1.0] | classes
            /fit/ending/model/classes/labels | [true, false] | classes
            /fit/ending/metrics | {"@type": "Regression", "mse": 1.0, "rmse": 1.0, "mae": 1.0, "r2": 1.0} | metrics
            /history/epoch/0 | -1 | epochs
            /history/epoch | [] | history
            /history/series/loss | [1.0] | history
            /fit/id | "fit_1" | id
            """)
    void aFitWhosePartsDoNotGoTogetherIsRefusedAlsoWithADigestThatDoes(String pointer, String value, String told)
            throws Exception {
        Answer fit = service.send(
                "POST",
                "/v1/fits?target=dear&settings="
                        + URLEncoder.encode(
                                "{\"model\": \"logistic\", \"optimizer\": \"adam\", \"epochs\": 3}",
                                StandardCharsets.UTF_8),
                BodyPublishers.ofString("size,city,dear\n1,Rome,1\n2,Lyon,0\n3,Oslo,1\n4,Rome,0\n"),
                "Content-Type",
                "text/csv");
        assertThat(fit.status()).as(fit.body()).isEqualTo(200);
        String path = "/v1/fits/" + fit.json().get("id").asString();
        ObjectNode document = (ObjectNode) ServiceClient.JSON.readTree(exported(path));
        assertThat(ExportedFit.digest(document))
                .isEqualTo(document.get("sha256").asString());
        service.delete(path);

        refused(document, pointer, value, told);
        assertThat(service.get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "pmml, application/xml, RegressionModel",
        "python, text/x-python, def predict",
        "sql, application/sql, CASE WHEN \"city\" IS NULL",
        "json, application/json, descent_model"
    })
    void everyFormatIsAFileThatTellsWhatTheModelWasMadeOf(String format, String type, String part) {
        String fit = houses();
        Answer answer = service.get(fit + "/export?format=" + format);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith(type);
        assertThat(answer.header("Content-Disposition")).contains(fit.substring("/v1/fits/".length()));
        assertThat(answer.body()).contains(part, "houses");
        assertThat(answer.body())
                .contains(service.get(fit).json().get("dataset").get("sha256").asString());
    }

    @Test
    void anOnnxFileAnswersTheSame() throws Exception {
        String fit = houses();
        HttpResponse<byte[]> file = bytes(fit + "/export?format=onnx");
        assertThat(file.statusCode()).isEqualTo(200);
        JsonNode expected = service.post(
                        fit + "/predict",
                        "{\"columns\": {\"size\": [80, null, 1e9], \"city\": [\"Paris\", \"Oslo\", \"Lyon\"]}}")
                .json()
                .get("predictions");
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.body());
                OnnxTensor size = OnnxTensor.createTensor(environment, new double[][] {{80}, {Double.NaN}, {1e9}});
                OnnxTensor city = OnnxTensor.createTensor(environment, new String[][] {{"Paris"}, {"Oslo"}, {"Lyon"}});
                OrtSession.Result result = session.run(Map.of("size", size, "city", city))) {
            double[][] found =
                    (double[][]) result.get("prediction").orElseThrow().getValue();
            for (int i = 0; i < 3; i++) {
                assertThat(found[i][0]).isEqualTo(expected.get(i).asDouble());
            }
        }
    }

    @Test
    void theSameFitGivesTheSameFiles() throws Exception {
        String fit = houses();
        for (String format : new String[] {"onnx", "mlflow", "python", "sql", "json"}) {
            assertThat(bytes(fit + "/export?format=" + format).body())
                    .isEqualTo(bytes(fit + "/export?format=" + format).body());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'?format=pkl', 422, onnx",
        "'', 400, format",
        "'?format=sql&dialect=oracle', 422, duckdb",
        "'?format=onnx&input=matrix', 422, matrix"
    })
    void whatCannotBeExportedSoIsTold(String query, int status, String detail) {
        Answer answer = service.get(houses() + "/export" + query);

        assertThat(answer.status()).as(answer.body()).isIn(status, 400, 422);
        assertThat(answer.body()).contains(detail);
    }
}
