package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a fit tells of itself beside its result. */
@ServiceTest
class DiagnosisIT {

    private static final String RATE =
            "'optimizer': {'type': 'sgd', 'learning_rate': 1e-9}, 'epochs': 1, 'store': false";
    private static final String LINE = "'x': [1, 2, 3, 4, 5, 6], 'y': [3, 5, 7, 9, 11, 13], 'store': false";

    private final ServiceClient service;

    DiagnosisIT(@LocalServerPort int port) {
        service = new ServiceClient(port);
    }

    static Stream<Arguments> warned() {
        return Stream.of(
                Arguments.of(
                        "different_scales",
                        "/scaling",
                        "{'x': [[1, 5000], [2, 1000], [3, 9000], [2, 7000]], 'y': [1, 2, 3, 4], " + RATE + "}"),
                Arguments.of(
                        "constant_feature",
                        "/dataset",
                        "{'x': [[1, 7], [2, 7], [3, 7]], 'y': [1, 2, 3], 'store': false}"),
                Arguments.of(
                        "duplicate_feature",
                        "/dataset",
                        "{'x': [[1, 2], [2, 4], [5, 10]], 'y': [1, 2, 3], 'store': false}"),
                Arguments.of(
                        "dependent_features",
                        "/dataset",
                        "{'x': [[1, 2, 3], [2, 1, 3], [5, 1, 6], [2, 7, 9], [4, 4, 8]], 'y': [1, 2, 3, 5, 4], 'store': false}"),
                Arguments.of(
                        "separable_classes",
                        "/penalty",
                        "{'x': [1, 2, 3, 4], 'y': ['a', 'a', 'b', 'b'], 'model': 'logistic', 'store': false}"),
                Arguments.of(
                        "separable_classes",
                        "/penalty",
                        "{'x': [1, 2, 5, 6, 9, 10], 'y': ['a', 'a', 'b', 'b', 'c', 'c'], 'model': 'softmax', 'optimizer':"
                                + " 'lbfgs', 'store': false}"),
                Arguments.of("binary_target", "/model", "{'x': [1, 2, 3, 4, 5], 'y': [0, 1, 0, 1, 1], 'store': false}"),
                Arguments.of(
                        "quasi_separation",
                        "/penalty",
                        "{'x': [[1, 0], [2, 0], [3, 0], [1, 0], [2, 0], [3, 1]], 'y': ['a', 'b', 'a', 'b', 'a', 'b'], "
                                + "'model': 'logistic', 'store': false}"),
                Arguments.of(
                        "rate_above_stable",
                        "/optimizer/learning_rate",
                        "{" + LINE + ", 'optimizer': {'type': 'sgd', 'learning_rate': 0.07}, 'epochs': 2}"));
    }

    @ParameterizedTest
    @MethodSource("warned")
    void whatACallerWouldWantToKnowIsToldOnce(String code, String pointer, String body) {
        // how far a fit of an epoch or two came is another question
        List<JsonNode> warnings = warnings(fit(body)).stream()
                .filter(warning -> !warning.get("code").asString().equals("not_converged"))
                .toList();

        assertThat(warnings.stream().map(warning -> warning.get("code").asString()))
                .containsExactly(code);
        assertThat(warnings.getFirst().get("pointer").asString()).isEqualTo(pointer);
        assertThat(warnings.getFirst().get("detail").asString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // scaled; or a solver, which does not mind
                "{'x': [[1, 5000], [2, 1000], [3, 9000], [2, 7000]], 'y': [1, 2, 3, 4], 'store': false}",
                "{'x': [[1, 5000], [2, 1000], [3, 9000], [2, 7000]], 'y': [1, 2, 3, 4], 'scaling': 'none', 'optimizer': 'lbfgs'}",
                // the only feature of ones is the intercept
                "{'x': [[1, 7], [2, 7], [3, 7]], 'y': [1, 2, 3], 'model': {'type': 'linear', 'fit_intercept': false}}",
                // correlated, but not determined
                "{'x': [[1, 2.1], [2, 4], [5, 10]], 'y': [1, 2, 3]}",
                // dependent, but a penalty chooses; or but for the first row
                "{'x': [[1, 2, 3], [2, 1, 3], [5, 1, 6], [2, 7, 9], [4, 4, 8]], 'y': [1, 2, 3, 5, 4], 'penalty': 'l2'}",
                "{'x': [[1, 2, 3.001], [2, 1, 3], [5, 1, 6], [2, 7, 9], [4, 4, 8]], 'y': [1, 2, 3, 5, 4]}",
                // a penalty keeps the weights finite
                "{'x': [1, 2, 3, 4], 'y': ['a', 'a', 'b', 'b'], 'model': 'logistic', 'penalty': 'l2'}",
                "{'x': [1, 2, 3, 4], 'y': ['a', 'b', 'a', 'b'], 'model': 'logistic'}",
                // classes are classes, and counts are counts
                "{'x': [1, 2, 3, 4, 5], 'y': [0, 1, 0, 1, 1], 'model': 'logistic'}",
                "{'x': [1, 2, 3, 4, 5], 'y': [0, 1, 0, 1, 2]}",
                "{'x': [1, 2, 3, 4], 'y': [24.6, 45.3, 64.8, 85.5]}"
            })
    void nothingIsToldWithoutReason(String body) {
        // whether the default converges on correlated features is another question
        assertThat(warnings(fit(body)).stream()
                        .map(warning -> warning.get("code").asString())
                        .filter(code -> !code.equals("not_converged")))
                .isEmpty();
    }

    @Test
    void theBreastCancerDataAreSeparableOnlyWithoutAPenalty() {
        Map<String, Object> body = new HashMap<>(Map.of(
                "dataset",
                Map.of("columns", TestData.numericColumns("/data/breast_cancer.csv"), "target", "benign"),
                "model",
                "logistic",
                "optimizer",
                "lbfgs",
                "penalty",
                Map.of("type", "l2", "alpha", 0.01)));
        assertThat(warnings(service.fitted(body))).isEmpty();

        body.remove("penalty");
        assertThat(warnings(service.fitted(body)).stream()
                        .map(warning -> warning.get("code").asString()))
                .containsExactly("separable_classes");
    }

    /** Of mean 3.5 and variance 35/12, the largest eigenvalue of [[91/6, 3.5], [3.5, 1]] is 15.996…. */
    @ParameterizedTest
    @ValueSource(strings = {"{'type': 'sgd', 'learning_rate': 0.001}", "{'type': 'sgd', 'learning_rate': 0.07}"})
    void theLargestStableRateIsThatOfTheFullBatch(String optimizer) {
        double trace = 91 / 6.0 + 1;
        double determinant = 91 / 6.0 - 3.5 * 3.5;
        double eigenvalue = trace / 2 + Math.sqrt(trace * trace / 4 - determinant);
        for (String batch : List.of("1", "'full'")) {
            JsonNode fit =
                    fit("{" + LINE + ", 'optimizer': " + optimizer + ", 'batch_size': " + batch + ", 'epochs': 2}");

            assertThat(stable(fit).asDouble()).isCloseTo(2 / (2 * eigenvalue), within(1e-5));
        }
    }

    @Test
    void justBelowTheLargestStableRateAFitConvergesAndJustAboveItDoesNot() {
        double stable = stable(fit("{" + LINE + ", 'optimizer': {'type': 'sgd', 'learning_rate': 0.001}}"))
                .asDouble();
        String body = "{" + LINE + ", 'optimizer': {'type': 'sgd', 'learning_rate': %s}, 'epochs': 3000}";

        JsonNode below = fit(body.formatted(0.99 * stable));
        JsonNode above = fit(body.formatted(1.01 * stable));

        assertThat(below.get("status").asString()).isEqualTo("succeeded");
        assertThat(warnings(below)).isEmpty();
        assertThat(above.get("stop_reason").asString()).isEqualTo("diverged");
        assertThat(warnings(above).getFirst().get("code").asString()).isEqualTo("rate_above_stable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "lbfgs", "exact", "averaged_sgd", "ftrl"})
    void whereStepsDoNotFollowTheGradientItIsThatOfGradientDescent(String optimizer) {
        String unscaled = "{" + LINE + ", 'scaling': 'none', 'optimizer': ";

        double stable = stable(fit(unscaled + "'" + optimizer + "'}")).asDouble();

        assertThat(stable)
                .isEqualTo(stable(fit(unscaled + "{'type': 'sgd', 'learning_rate': 0.001}}"))
                        .asDouble());
    }

    @Test
    void ofALossWithKinksNoStableRateIsKnown() {
        assertThat(stable(fit("{" + LINE + ", 'loss': 'absolute_error'}")).isNull())
                .isTrue();
    }

    @Test
    void featuresThatFollowFromOthersAreToldWithThose() {
        String body = "{'dataset': {'columns': {'red': [1, 0, 0, 1, 0, 0, 1], 'size': [1, 4, 2, 8, 5, 7, 3], 'green': "
                + "[0, 1, 0, 0, 1, 0, 0], 'blue': [0, 0, 1, 0, 0, 1, 0], 'twice': [2, 8, 4, 16, 10, 14, 6], 'sum': "
                + "[2, 4, 2, 9, 5, 7, 4], 'y': [3, 1, 4, 1, 5, 9, 2]}, 'target': 'y'}, 'optimizer': '%s'}";

        JsonNode exact = fit(body.formatted("exact"));
        JsonNode adam = fit(body.formatted("adam"));

        assertThat(Answered.warning(exact, "dependent_features"))
                .contains("blue (from red, green and the intercept), sum (from red, size)", "leave out blue, sum,")
                .contains("\"exact\" takes the smallest")
                .doesNotContain("twice");
        assertThat(Answered.warning(exact, "duplicate_feature")).contains("twice (by size)");
        assertThat(Answered.warning(adam, "dependent_features")).contains("the start and the steps");
    }

    @Test
    void aDecayOfTheWeightsIsAPenalty() {
        String body = "{'x': [1, 2, 3, 4], 'y': ['a', 'a', 'b', 'b'], 'model': 'logistic', 'optimizer': "
                + "{'type': 'adamw', 'learning_rate': 0.1, 'weight_decay': 0.1}, 'epochs': 200}";

        assertThat(warnings(fit(body)).stream()
                        .map(warning -> warning.get("code").asString()))
                .doesNotContain("separable_classes", "quasi_separation");
    }

    @Test
    void aMinimumThatWasNotFoundInTimeIsTold() {
        String body = "{'dataset': {'generator': {'type': 'blobs', 'n': 20000, 'features': 20}}, 'model': 'logistic', "
                + "'optimizer': {'type': 'sgd', 'learning_rate': 1e-6}, 'epochs': 1000, 'stopping': {'time_limit_seconds': "
                + "0.05}, 'history': {'include': ['excess_loss']}, 'store': false}";

        JsonNode fit = fit(body);

        assertThat(fit.get("stop_reason").asString()).isEqualTo("time_limit");
        assertThat(warnings(fit).stream().map(warning -> warning.get("code").asString()))
                .contains("minimum_not_found");
    }

    @Test
    void aFitThatDoesNotConvergeIsTold() {
        // x and x² of numbers far from 0 are nearly the same feature
        String x = IntStream.range(0, 30)
                .mapToDouble(i -> 100 + i / 3.0)
                .mapToObj(v -> "[" + v + "," + v * v + "]")
                .collect(Collectors.joining(",", "[", "]"));
        String y = IntStream.range(0, 30)
                .mapToObj(i -> Double.toString(25 + i / 30.0 + 0.02 * (i * 7 % 5)))
                .collect(Collectors.joining(",", "[", "]"));
        String body = "{'x': " + x + ", 'y': " + y + ", 'optimizer': 'adagrad', 'store': false";

        JsonNode fit = fit(body + "}");

        assertThat(fit.get("stop_reason").asString()).isEqualTo("epochs");
        assertThat(warnings(fit).stream().map(warning -> warning.get("code").asString()))
                .contains("not_converged");
        assertThat(warnings(fit(body + ", 'epochs': 50}")).stream()
                        .map(warning -> warning.get("code").asString()))
                .as("a fit of a chosen number of epochs")
                .contains("not_converged");
    }

    @Test
    void whatCanBeSeenBeforeTheFitIsToldWithoutRunningIt() {
        String body = "{'x': [[1, 7], [2, 7], [3, 7]], 'y': [1, 2, 3]}".replace('\'', '"');

        JsonNode resolved = service.post("/v1/fits?validate_only=true", body).json();

        assertThat(resolved.get("warnings").get(0).get("code").asString()).isEqualTo("constant_feature");
    }

    private JsonNode fit(String body) {
        return service.fit(body.replace('\'', '"')).json();
    }

    private static List<JsonNode> warnings(JsonNode fit) {
        return fit.get("warnings").valueStream().toList();
    }

    private static JsonNode stable(JsonNode fit) {
        return fit.get("diagnosis").get("largest_stable_learning_rate");
    }
}
