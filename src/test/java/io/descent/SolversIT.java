package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The optimizers without a learning rate, {@code lbfgs} and {@code exact}, against references and by their refusals. */
@ServiceTest
class SolversIT extends BadInput {

    private static final Map<String, List<Double>> DIABETES = TestData.numericColumns("/data/diabetes.csv");
    private static final Map<String, List<Double>> CANCER = TestData.numericColumns("/data/breast_cancer.csv");
    private static final JsonNode REFERENCE = TestData.json("/data/reference.json");
    private static final JsonNode L1_REFERENCE = TestData.json("/data/l1_reference.json");

    SolversIT(@LocalServerPort int port) {
        super(port);
    }

    private JsonNode fitted(Map<String, List<Double>> columns, Map<String, Object> settings) {
        Map<String, Object> body = new HashMap<>(settings);
        String target = columns.keySet().stream().reduce((_, last) -> last).orElseThrow();
        body.put("dataset", Map.of("columns", columns, "target", target));
        return service.fitted(body);
    }

    private static List<Double> numbers(JsonNode list) {
        List<Double> numbers = new ArrayList<>();
        list.forEach(number -> numbers.add(number.asDouble()));
        return numbers;
    }

    private static void assertClose(JsonNode fit, JsonNode coef, double intercept, double relative) {
        List<Double> expected = numbers(coef);
        List<Double> found = numbers(fit.at("/result/params/coef"));
        assertThat(found).hasSameSizeAs(expected);
        for (int j = 0; j < expected.size(); j++) {
            double value = expected.get(j);
            assertThat(found.get(j)).as("weight %d", j).isCloseTo(value, within(relative * Math.abs(value)));
        }
        assertThat(fit.at("/result/params/intercept").asDouble())
                .isCloseTo(intercept, within(relative * Math.abs(intercept)));
    }

    /** The features to mean 0 and population standard deviation 1, the target as it is. */
    private static Map<String, List<Double>> standardised(Map<String, List<Double>> columns) {
        Map<String, List<Double>> scaled = new LinkedHashMap<>();
        columns.forEach((name, values) -> {
            boolean target = scaled.size() == columns.size() - 1;
            double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
            double deviation = Math.sqrt(values.stream()
                    .mapToDouble(v -> (v - mean) * (v - mean))
                    .average()
                    .orElseThrow());
            scaled.put(
                    name,
                    target
                            ? values
                            : values.stream().map(v -> (v - mean) / deviation).toList());
        });
        return scaled;
    }

    @Test
    void bothFindTheLeastSquaresOfDiabetes() {
        JsonNode reference = REFERENCE.get("diabetes");

        JsonNode exact = fitted(DIABETES, Map.of("optimizer", "exact"));
        assertClose(exact, reference.get("coef"), reference.get("intercept").asDouble(), 1e-11);
        assertThat(exact.get("stop_reason").asString()).isEqualTo("converged");
        assertThat(exact.at("/progress/epoch").asInt()).isEqualTo(1);
        assertThat(exact.at("/history/loss").size()).isEqualTo(1);

        JsonNode lbfgs = fitted(DIABETES, Map.of("optimizer", "lbfgs"));
        assertClose(lbfgs, reference.get("coef"), reference.get("intercept").asDouble(), 1e-8);
        assertThat(lbfgs.get("stop_reason").asString()).isEqualTo("converged");
        assertThat(lbfgs.at("/progress/epoch").asInt()).isBetween(5, 100);
    }

    @Test
    void lbfgsFindsThePenalisedClassifierOfBreastCancer() {
        JsonNode reference = REFERENCE.get("breast_cancer");

        JsonNode fit = fitted(
                standardised(CANCER),
                Map.of(
                        "optimizer", "lbfgs",
                        "model", "logistic",
                        "scaling", "none",
                        "penalty", Map.of("type", "l2", "alpha", 0.01)));

        assertThat(fit.at("/result/objective").asDouble())
                .isCloseTo(reference.get("objective").asDouble(), within(1e-9))
                .isLessThan(reference.get("objective").asDouble());
        assertClose(fit, reference.get("coef"), reference.get("intercept").asDouble(), 1e-3);
    }

    @Test
    void underL1LbfgsFindsTheLassoWithItsExactZeros() {
        for (String name : List.of("diabetes_lasso", "diabetes_elasticnet")) {
            JsonNode reference = L1_REFERENCE.get(name);

            JsonNode fit = fitted(
                    standardised(DIABETES),
                    Map.of(
                            "optimizer",
                            "lbfgs",
                            "scaling",
                            "none",
                            "penalty",
                            Map.of(
                                    "type", "elasticnet",
                                    "alpha", reference.get("alpha").asDouble(),
                                    "l1_ratio", reference.get("l1_ratio").asDouble())));

            assertThat(fit.at("/result/objective").asDouble())
                    .as(name)
                    .isCloseTo(reference.get("objective").asDouble(), within(1e-8));
            assertClose(fit, reference.get("coef"), reference.get("intercept").asDouble(), 1e-7);
        }
    }

    @Test
    void underL1LbfgsFindsTheSparseClassifierOfLiblinear() {
        JsonNode reference = L1_REFERENCE.get("breast_cancer_l1");

        JsonNode fit = fitted(
                standardised(CANCER),
                Map.of(
                        "optimizer",
                        "lbfgs",
                        "model",
                        Map.of("type", "logistic", "fit_intercept", false),
                        "scaling",
                        "none",
                        "penalty",
                        Map.of("type", "l1", "alpha", 0.01)));

        assertThat(fit.at("/result/objective").asDouble())
                .isCloseTo(reference.get("objective").asDouble(), within(1e-8));
        List<Double> found = numbers(fit.at("/result/params/coef"));
        List<Double> expected = numbers(reference.get("coef"));
        for (int j = 0; j < found.size(); j++) {
            assertThat(found.get(j)).as("weight %d", j).isCloseTo(expected.get(j), within(1e-4));
        }
        assertThat(found)
                .filteredOn(weight -> weight == 0)
                .hasSameSizeAs(expected.stream().filter(weight -> weight == 0).toList());
    }

    @Test
    void theHistoryOfLbfgsTellsEachIterationAndItsStep() {
        JsonNode history = fitted(
                        DIABETES,
                        Map.of(
                                "optimizer",
                                "lbfgs",
                                "epochs",
                                5,
                                "scaling",
                                "standardize",
                                "init",
                                "zeros",
                                "history",
                                Map.of(
                                        "include", List.of("params", "gradient", "direction"),
                                        "metrics", List.of("batch_sse"))))
                .get("history");

        List<Double> loss = numbers(history.get("loss"));
        assertThat(loss).hasSize(5).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        double squares = DIABETES.getOrDefault("progression", List.of()).stream()
                .mapToDouble(y -> y * y)
                .sum();
        assertThat(loss.getFirst()).isCloseTo(squares / 442, within(1e-9));
        assertThat(history.at("/batch_sse/0").asDouble()).isCloseTo(squares, within(1e-6));
        for (int k = 1; k < 5; k++) {
            double before = history.at("/params/coef/" + (k - 1) + "/2").asDouble();
            double after = history.at("/params/coef/" + k + "/2").asDouble();
            double step = history.at("/learning_rate/" + k).asDouble()
                    * history.at("/direction/coef/" + k + "/2").asDouble();
            assertThat(before - after).isCloseTo(step, within(1e-9));
        }
    }

    @Test
    void lbfgsTellsWhetherItConvergedOrWasCutShortOrFoundNoStep() {
        assertThat(fitted(DIABETES, Map.of("optimizer", "lbfgs", "epochs", 3))
                        .get("stop_reason")
                        .asString())
                .isEqualTo("epochs");
        assertThat(fitted(DIABETES, Map.of("optimizer", "lbfgs", "epochs", 500))
                        .get("stop_reason")
                        .asString())
                .isEqualTo("converged");

        // exp(w·x) overflows at every step that the search tries
        JsonNode stalled = service.fitted(Map.of(
                "model", "poisson",
                "optimizer", "lbfgs",
                "scaling", "none",
                "x", List.of(1e30, 2e30, 3e30),
                "y", List.of(1, 2, 4)));

        assertThat(stalled.get("status").asString()).isEqualTo("succeeded");
        assertThat(stalled.get("stop_reason").asString()).isEqualTo("stalled");
        assertThat(stalled.get("warnings")
                        .valueStream()
                        .map(warning -> warning.get("code").asString()))
                .contains("not_converged");
        assertThat(stalled.at("/result/params/coef/0").asDouble(-1)).isZero();
    }

    @Test
    void exactSolvesRidgeOverStandardisedFeatures() {
        Map<String, Object> settings = Map.of("penalty", Map.of("type", "l2", "alpha", 3));
        Map<String, Object> exact = new HashMap<>(settings);
        exact.put("optimizer", "exact");
        Map<String, Object> lbfgs = new HashMap<>(settings);
        lbfgs.put("optimizer", "lbfgs");

        JsonNode one = fitted(DIABETES, exact);
        JsonNode other = fitted(DIABETES, lbfgs);

        assertClose(
                one,
                other.at("/result/params/coef"),
                other.at("/result/params/intercept").asDouble(),
                1e-9);
        assertThat(one.at("/result/objective").asDouble())
                .isCloseTo(other.at("/result/objective").asDouble(), within(1e-9));
    }

    @Test
    void theAnsweredConfigurationReproducesTheFit() {
        for (String solver : List.of("lbfgs", "exact")) {
            JsonNode fit = fitted(DIABETES, Map.of("optimizer", solver));
            Map<String, Object> again = new HashMap<>();
            fit.get("config").properties().forEach(setting -> again.put(setting.getKey(), setting.getValue()));

            assertThat(fitted(DIABETES, again).get("result")).isEqualTo(fit.get("result"));
        }
    }

    @Test
    void settingsOfALearningRateAreRefusedWithTheReason() {
        for (String solver : List.of("lbfgs", "exact")) {
            Refusal rate = invalidSetting(
                    422, "\"optimizer\": {\"type\": \"" + solver + "\", \"lr\": 0.1, \"momentum\": 0.9}");
            assertThat(rate.mistakes())
                    .containsExactlyInAnyOrder("/optimizer/lr conflict", "/optimizer/momentum conflict");
            assertThat(rate.details())
                    .allMatch(detail -> detail.startsWith("is not a setting of \"" + solver + "\": "));

            for (String setting : List.of("beta1", "eps", "rho", "weight_decay", "average_start", "l1")) {
                Refusal other =
                        invalidSetting(422, "\"optimizer\": {\"type\": \"" + solver + "\", \"" + setting + "\": 0.5}");
                assertThat(other.mistakes()).containsExactly("/optimizer/" + setting + " conflict");
                assertThat(other.details())
                        .allMatch(detail -> detail.startsWith("is not a setting of \"" + solver + "\": "));
            }

            assertThat(invalidSetting(422, "\"batch_size\": 2, \"optimizer\": \"" + solver + "\"")
                            .mistakes())
                    .containsExactly("/batch_size conflict");
            assertThat(invalidSetting(422, "\"schedule\": \"inverse_scaling\", \"optimizer\": \"" + solver + "\"")
                            .mistakes())
                    .containsExactly("/schedule conflict");
        }
    }

    @Test
    void whatCannotBeSolvedOutrightIsRefused() {
        Refusal l1 = invalidSetting(422, "\"optimizer\": \"exact\", \"penalty\": {\"type\": \"l1\", \"alpha\": 0.1}");
        assertThat(l1.mistakes()).containsExactly("/penalty conflict");
        assertThat(l1.details())
                .containsExactly("must be none or l2: \"exact\" cannot solve the l1 part; take \"lbfgs\"");

        assertThat(invalidSetting(422, "\"optimizer\": \"exact\", \"model\": \"logistic\"")
                        .mistakes())
                .contains("/optimizer conflict");
    }
}
