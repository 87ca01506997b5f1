package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Sparse rows, as SciPy writes them. */
@ServiceTest
class CsrIT {

    /** [[1, 0, 2], [0, 0, 0], [0, 3, 0], [4, 0, 5], [0, 1, 1]] and its product with (2, −1, 3), plus 4. */
    private static final String CSR = "\"csr\": {\"data\": [1, 2, 3, 4, 5, 1, 1], "
            + "\"indices\": [0, 2, 1, 0, 2, 1, 2], \"indptr\": [0, 2, 2, 3, 5, 7], \"shape\": [5, 3]}";

    private static final String Y = "\"y\": [12, 4, 1, 27, 6]";
    private static final String DENSE =
            "\"x\": [[1, 0, 2], [0, 0, 0], [0, 3, 0], [4, 0, 5], [0, 1, 1]], \"y\": [12, 4, 1, 27, 6]";

    private final ServiceClient service;

    CsrIT(@LocalServerPort int port) {
        service = new ServiceClient(port);
    }

    private JsonNode fit(String body) {
        return service.fit(body).json();
    }

    private static void assertSameModel(JsonNode one, JsonNode other, double tolerance) {
        assertThat(one.at("/result/params/intercept").asDouble())
                .isEqualTo(other.at("/result/params/intercept").asDouble(), within(tolerance));
        assertThat(one.at("/result/params/coef").size())
                .isEqualTo(other.at("/result/params/coef").size());
        for (int j = 0; j < other.at("/result/params/coef").size(); j++) {
            assertThat(one.at("/result/params/coef/" + j).asDouble())
                    .isEqualTo(other.at("/result/params/coef/" + j).asDouble(), within(tolerance));
        }
        assertThat(one.at("/result/loss").asDouble())
                .isEqualTo(other.at("/result/loss").asDouble(), within(tolerance));
    }

    @Test
    void theSmallestSparseBodyIsFittedWell() {
        JsonNode fit = fit("{\"dataset\": {" + CSR + ", " + Y + "}}");
        double[] coef = {2, -1, 3};
        for (int j = 0; j < 3; j++) {
            assertThat(fit.at("/result/params/coef/" + j).asDouble()).isEqualTo(coef[j], within(1e-4));
        }
        assertThat(fit.at("/result/params/intercept").asDouble()).isEqualTo(4, within(1e-4));
        assertThat(fit.at("/result/metrics/r2").asDouble()).isGreaterThan(0.999999);
        assertThat(fit.at("/result/features").toString()).isEqualTo("[\"x0\",\"x1\",\"x2\"]");
        assertThat(fit.at("/dataset/rows").asInt()).isEqualTo(5);
        assertThat(fit.at("/dataset/features").asInt()).isEqualTo(3);
        assertThat(fit.at("/config/scaling").asString()).isEqualTo("standardize");
    }

    @Test
    void aLineFarFromZeroIsFittedWell() {
        JsonNode fit = fit("{\"dataset\": {\"csr\": {\"data\": [2001, 2002, 2003, 2004], \"indices\": [0, 0, 0, 0], "
                + "\"indptr\": [0, 1, 2, 3, 4], \"shape\": [4, 1]}, \"y\": [5, 7, 9, 11]}}");
        assertThat(fit.at("/result/params/coef/0").asDouble()).isEqualTo(2, within(1e-4));
        assertThat(fit.at("/result/metrics/r2").asDouble()).isGreaterThan(0.999999);
    }

    @Test
    void sparseRowsAreFittedAsTheirDenseTwin() {
        for (String settings : List.of(
                "\"batch_size\": 1, \"penalty\": {\"type\": \"elasticnet\", \"alpha\": 0.1, \"l1_ratio\": 0.5}",
                "\"batch_size\": 2, \"penalty\": {\"type\": \"l1\", \"alpha\": 0.1}",
                "\"batch_size\": \"full\", \"penalty\": {\"type\": \"l2\", \"alpha\": 0.1}",
                "\"batch_size\": 2, \"history\": {\"include\": [\"gradient\"]}")) {
            String rate = "\"epochs\": 20, \"optimizer\": {\"type\": \"sgd\", \"learning_rate\": 0.01}, " + settings;
            JsonNode sparse = fit("{" + rate + ", \"dataset\": {" + CSR + ", " + Y + "}}");
            assertSameModel(sparse, fit("{" + rate + ", " + DENSE + "}"), 1e-12);
        }
    }

    @Test
    void solversFindWhatTheyFindOfTheDenseTwin() {
        String weight = ", \"weight\": [1, 2, 1, 0, 3]";
        for (String settings : List.of(
                "\"optimizer\": \"exact\"",
                "\"optimizer\": \"exact\", \"scaling\": \"none\", \"penalty\": {\"type\": \"l2\", \"alpha\": 0.5}",
                "\"optimizer\": \"exact\", \"model\": {\"type\": \"linear\", \"fit_intercept\": false}",
                "\"optimizer\": \"lbfgs\"",
                "\"optimizer\": \"lbfgs\", \"penalty\": {\"type\": \"elasticnet\", \"alpha\": 0.3, \"l1_ratio\": 0.5}",
                "\"optimizer\": \"lbfgs\", \"loss\": \"huber\", \"penalty\": {\"type\": \"l2\", \"alpha\": 0.1}",
                "\"optimizer\": \"lbfgs\", \"model\": \"poisson\", \"penalty\": {\"type\": \"l2\", \"alpha\": 0.1}")) {
            for (String weights : List.of("", weight)) {
                JsonNode sparse = fit("{" + settings + ", \"dataset\": {" + CSR + ", " + Y + weights + "}}");
                JsonNode dense = fit("{" + settings + ", " + DENSE + weights + "}");

                assertThat(sparse.at("/stop_reason").asString())
                        .as(settings)
                        .isEqualTo("converged")
                        .isEqualTo(dense.at("/stop_reason").asString());
                assertSameModel(sparse, dense, 1e-9);
                assertThat(sparse.at("/result/objective").asDouble())
                        .isEqualTo(dense.at("/result/objective").asDouble(), within(1e-12));
            }
        }
    }

    @Test
    void exactFindsTheSmallestWeightsWhereThereAreMoreFeaturesThanSparseRows() {
        String sparse = "\"dataset\": {\"csr\": {\"data\": [1, 2, 3], \"indices\": [0, 3, 1], "
                + "\"indptr\": [0, 2, 3], \"shape\": [2, 4]}, \"y\": [5, 6]}";
        String exact = "{\"optimizer\": \"exact\", \"scaling\": \"none\", "
                + "\"model\": {\"type\": \"linear\", \"fit_intercept\": false}, ";

        JsonNode fit = fit(exact + sparse + "}");

        assertSameModel(fit, fit(exact + "\"x\": [[1, 0, 0, 2], [0, 3, 0, 0]], \"y\": [5, 6]}"), 1e-14);
        double[] smallest = {1, 2, 0, 2};
        for (int j = 0; j < 4; j++) {
            assertThat(fit.at("/result/params/coef/" + j).asDouble()).isEqualTo(smallest[j], within(1e-14));
        }
    }

    @Test
    void exactIsRefusedWhereItWouldHoldTooMuchHoweverFewNumbersAreStored() {
        int features = 10_000;
        String zeros = "0, ".repeat(features + 1) + "0";
        ServiceClient.Answer answer = service.post(
                "/v1/fits",
                "{\"optimizer\": \"exact\", \"dataset\": {\"csr\": {\"data\": [], \"indices\": [], \"indptr\": ["
                        + zeros
                        + "], \"shape\": [" + (features + 1) + ", " + features + "]}, \"y\": ["
                        + "1, ".repeat(features) + "2]}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/optimizer");
        assertThat(answer.json().at("/errors/0/detail").asString()).contains("DESCENT_MAX_CELLS", "\"lbfgs\"");
    }

    @Test
    void weightsAndNamesGoWithSparseRows() {
        String weight = "\"weight\": [1, 0, 2, 1, 3]";
        String penalty = "\"epochs\": 3000, \"penalty\": {\"type\": \"l2\", \"alpha\": 0.5}, ";
        String settings = penalty + "\"features\": [\"a\", \"b\", \"c\"], ";
        JsonNode sparse = fit("{" + penalty + "\"dataset\": {" + "\"features\": [\"a\", \"b\", \"c\"], " + CSR + ", "
                + Y + ", " + weight + "}}");
        assertSameModel(sparse, fit("{" + settings + DENSE + ", " + weight + "}"), 1e-9);
        assertThat(sparse.at("/result/features").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
    }

    @Test
    void classesGoWithSparseRows() {
        JsonNode fit = fit("{\"model\": \"logistic\", \"penalty\": \"l2\", \"dataset\": {" + CSR
                + ", \"y\": [\"spam\", \"ham\", \"ham\", \"spam\", \"ham\"]}}");
        assertThat(fit.at("/result/classes").toString()).isEqualTo("[\"ham\",\"spam\"]");
        assertThat(fit.at("/result/metrics/accuracy").asDouble()).isEqualTo(1);
    }

    @Test
    void theOrderOfIndicesChangesNothing() {
        String shuffled = "\"csr\": {\"shape\": [5, 3], \"indptr\": [0, 2, 2, 3, 5, 7], "
                + "\"indices\": [2, 0, 1, 2, 0, 1, 2.0], \"data\": [2, 1, 3, 5, 4, 1, 1]}";
        JsonNode ordered = fit("{\"dataset\": {" + CSR + ", " + Y + "}}");
        JsonNode other = fit("{\"dataset\": {" + shuffled + ", " + Y + "}}");
        assertThat(other.get("result")).isEqualTo(ordered.get("result"));
        assertThat(other.get("dataset")).isEqualTo(ordered.get("dataset"));
    }

    @Test
    void whatIsStoredTwiceIsSummedAndZerosMayBeStored() {
        String parts = "\"csr\": {\"data\": [0.5, 2, 0.5, 3, 4, 5, 1, 1, 0], \"indices\": [0, 2, 0, 1, 0, 2, 1, 2, 0], "
                + "\"indptr\": [0, 3, 3, 4, 6, 9], \"shape\": [5, 3]}";
        assertSameModel(
                fit("{\"dataset\": {" + parts + ", " + Y + "}}"), fit("{\"dataset\": {" + CSR + ", " + Y + "}}"), 1e-9);
    }

    @Test
    void rowsWithoutAnyFeatureFitTheirMean() {
        JsonNode fit = fit("{\"dataset\": {\"csr\": {\"data\": [], \"indices\": [], \"indptr\": [0, 0, 0], "
                + "\"shape\": [2, 3]}, \"y\": [1, 3]}}");
        assertThat(fit.at("/result/params/intercept").asDouble()).isEqualTo(2, within(1e-6));
        assertThat(fit.at("/result/params/coef").toString()).isEqualTo("[0.0,0.0,0.0]");
    }

    @Test
    void whatWasFittedIsToldAgainByItsConfiguration() {
        JsonNode first = fit("{\"batch_size\": 2, \"dataset\": {" + CSR + ", " + Y + "}}");
        JsonNode again = fit("{\"dataset\": {" + CSR + ", " + Y + "}, "
                + first.get("config").toString().substring(1));
        assertThat(again.get("result")).isEqualTo(first.get("result"));
        assertThat(again.get("history")).isEqualTo(first.get("history"));
    }

    @Test
    void workIsThatOfTheNonZerosOnWideData() {
        int rows = 2000;
        List<Integer> indices = new ArrayList<>();
        List<Integer> ends = new ArrayList<>(List.of(0));
        List<Double> y = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            indices.add(i * 7 % 100_000);
            indices.add(100_000 + i % 3);
            ends.add(indices.size());
            y.add(i % 3 + 1.0);
        }
        Map<String, Object> csr = Map.of(
                "data",
                indices.stream().map(_ -> 1).toList(),
                "indices",
                indices,
                "indptr",
                ends,
                "shape",
                List.of(rows, 200_000));
        JsonNode answer = service.post(
                        "/v1/fits?validate_only=true",
                        ServiceClient.JSON.writeValueAsString(Map.of(
                                "batch_size",
                                1,
                                "epochs",
                                10,
                                "optimizer",
                                Map.of("type", "sgd", "learning_rate", 0.1),
                                "dataset",
                                Map.of("csr", csr, "y", y))))
                .json();
        assertThat(answer.at("/estimate/multiply_adds").asDouble()).isEqualTo(10 * (3 * rows + 200_001.0));
        assertThat(answer.at("/estimate/memory_bytes").asLong()).isLessThan(1_000_000);
    }
}
