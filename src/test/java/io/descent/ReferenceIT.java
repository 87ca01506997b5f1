package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Every optimizer ends at the optimum that scikit-learn found of three real datasets. */
@ServiceTest
class ReferenceIT {

    /** Digits of scikit-learn's own answers: its solvers stop a little above the optimum. */
    private static final double BELOW = 1e-8;

    /**
     * How far an optimizer may end above the optimal objective, as a share of it, after at most 3,000 epochs of full
     * batches with the automatic rate.
     */
    private record Tolerance(double diabetes, double breastCancer, double iris) {}

    /** Solves squared errors only. */
    private static final double CANNOT = Double.NaN;

    private static final Map<String, Tolerance> TABLE = Map.ofEntries(
            Map.entry("auto", new Tolerance(1e-9, 1e-9, 1e-9)),
            Map.entry("sgd", new Tolerance(1e-9, 1e-9, 1e-9)),
            Map.entry("averaged_sgd", new Tolerance(1e-5, 1e-7, 1e-8)),
            Map.entry("adagrad", new Tolerance(1e-7, 1e-8, 1e-8)),
            Map.entry("adadelta", new Tolerance(1e-9, 1e-9, 1e-9)),
            Map.entry("rmsprop", new Tolerance(1e-9, 1e-9, 1e-9)),
            Map.entry("adam", new Tolerance(1e-9, 1e-9, 1e-9)),
            Map.entry("adamw", new Tolerance(1e-9, 1e-9, 1e-9)),
            Map.entry("amsgrad", new Tolerance(1e-9, 1e-9, 1e-9)),
            Map.entry("nadam", new Tolerance(1e-9, 1e-9, 1e-9)),
            Map.entry("ftrl", new Tolerance(1e-7, 1e-8, 1e-8)),
            Map.entry("lbfgs", new Tolerance(1e-9, 1e-9, 1e-9)),
            Map.entry("exact", new Tolerance(1e-12, CANNOT, CANNOT)));

    private static final Map<String, Object> RIDGE = Map.of("type", "l2", "alpha", 0.01);

    private final ServiceClient service;
    private final JsonNode reference = TestData.json("/data/reference.json");

    ReferenceIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void theRowsAreTheOptimizersOfTheCatalog() {
        assertThat(TABLE.keySet()).containsExactlyInAnyOrderElementsOf(optimizers());
    }

    @TestFactory
    Stream<DynamicTest> theReferenceOptimumIsReached() {
        return optimizers().stream().flatMap(optimizer -> {
            Tolerance tolerance = TABLE.getOrDefault(optimizer, new Tolerance(0, 0, 0));
            return Stream.of(
                            dynamicTest(optimizer + " diabetes", () -> diabetes(optimizer, tolerance)),
                            dynamicTest(
                                    optimizer + " breast_cancer",
                                    () -> classes(optimizer, tolerance.breastCancer, "breast_cancer", "logistic")),
                            dynamicTest(
                                    optimizer + " iris", () -> classes(optimizer, tolerance.iris, "iris", "softmax")))
                    .limit(Double.isNaN(tolerance.iris) ? 1 : 3);
        });
    }

    private List<String> optimizers() {
        return service.get("/v1/catalog")
                .json()
                .get("optimizers")
                .valueStream()
                .map(entry -> entry.get("name").asString())
                .toList();
    }

    private void diabetes(String optimizer, Tolerance tolerance) {
        JsonNode expected = reference.get("diabetes");

        JsonNode fit = fit(
                optimizer,
                Map.of("dataset", Map.of("columns", TestData.columns("/data/diabetes.csv"), "target", "progression")));

        assertThat(above(fit.at("/result/loss"), expected.get("mse"))).isBetween(-BELOW, tolerance.diabetes);
        // the excess of the mean squared error is that of 1 − r2
        assertThat(fit.at("/result/metrics/r2").asDouble())
                .isCloseTo(expected.get("r2").asDouble(), within(tolerance.diabetes));
    }

    private void classes(String optimizer, double tolerance, String name, String model) {
        JsonNode expected = reference.get(name);
        Map<String, List<Object>> columns = TestData.columns("/data/" + name + ".csv");

        JsonNode fit = fit(
                optimizer,
                Map.of(
                        "model",
                        model,
                        "penalty",
                        RIDGE,
                        "dataset",
                        Map.of(
                                "columns",
                                columns,
                                "target",
                                List.copyOf(columns.keySet()).getLast())));

        assertThat(above(fit.at("/result/objective"), expected.get("objective")))
                .isBetween(-BELOW, tolerance);
        // strong convexity bounds how far parameters, and with them the log loss, can be at such an excess
        assertThat(fit.at("/result/metrics/log_loss").asDouble())
                .isCloseTo(expected.get("log_loss").asDouble(), within(Math.sqrt(tolerance)));
        assertThat(fit.at("/result/metrics/accuracy").asDouble())
                .isCloseTo(expected.get("accuracy").asDouble(), within(0.01));
    }

    private JsonNode fit(String optimizer, Map<String, Object> data) {
        Map<String, Object> body = new HashMap<>(data);
        body.put("optimizer", optimizer);
        body.put("scaling", "standardize");
        body.put("epochs", 3000);
        body.put("history", Map.of("every", 3000));
        JsonNode fit = service.fitted(body);
        assertThat(fit.get("status").asString()).as(fit.toString()).isEqualTo("succeeded");
        return fit;
    }

    private static double above(JsonNode reached, JsonNode optimum) {
        return reached.asDouble() / optimum.asDouble() - 1;
    }
}
