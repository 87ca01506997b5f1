package io.descent;

import static io.descent.Answered.params;
import static io.descent.Answered.warning;
import static io.descent.Answered.warnings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Small requests that other libraries, or earlier releases, answer wrongly. The right parameters are those of Newton's
 * method and of least squares in NumPy 1.24, on centred features; those of losses with kinks follow by hand.
 */
@ServiceTest
class FaultsIT {

    private static final List<String> RULES = List.of(
            "sgd", "averaged_sgd", "adagrad", "adadelta", "rmsprop", "adam", "adamw", "amsgrad", "nadam", "ftrl");

    private final ServiceClient service;

    FaultsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    private static ObjectNode request(String name) {
        return (ObjectNode) TestData.json("/faults/" + name + ".json");
    }

    private JsonNode fitted(JsonNode request) {
        JsonNode answer = service.post("/v1/fits", request.toString()).json();
        assertThat(answer.path("status").asString()).as(answer.toString()).isEqualTo("succeeded");
        return answer;
    }

    private static void assertConverged(JsonNode fit, double precision, double... expected) {
        assertThat(fit.get("stop_reason").asString()).as(fit.toString()).isEqualTo("converged");
        double[] found = params(fit);
        assertThat(found).hasSameSizeAs(expected);
        for (int j = 0; j < expected.length; j++) {
            assertThat(found[j])
                    .as(fit.get("result").toString())
                    .isCloseTo(expected[j], within(precision * (1 + Math.abs(expected[j]))));
        }
    }

    static Stream<Arguments> minima() {
        return Stream.of(
                Arguments.of("F1-poisson-counts", 1e-9, new double[] {0.1793936634, 9.04193795816385}),
                Arguments.of("F1b-poisson-counts-small", 1e-9, new double[] {0.1793936634, 5.535380060843864}),
                // the three middle points have errors below delta, and the others balance: by hand
                Arguments.of("F2-huber-house-prices", 1e-9, new double[] {10500, 89499.325}),
                Arguments.of("F2b-huber-lbfgs", 1e-9, new double[] {10500, 89499.325}),
                // all errors are below delta: least squares
                Arguments.of("F2d-huber-far", 1e-8, new double[] {2, 999999999.2}),
                Arguments.of("F3-own-ones-column", 1e-9, new double[] {-1169.5818181818, 0.587878787878788, 0}),
                Arguments.of("F3c-own-ones-lbfgs", 1e-9, new double[] {-1169.5818181818, 0.587878787878788, 0}),
                Arguments.of("F3d-const-million-logistic", 1e-8, new double[] {-4.24909655047997e-6, 1.21402759, 0}),
                Arguments.of("F3e-lbfgs", 1e-8, new double[] {-4.24909655047997e-6, 1.21402759, 0}),
                Arguments.of("F5-ref-removed", 1e-8, new double[] {0.67474388, -0.18863653521936}),
                Arguments.of("F5-zero-weight-poisson", 1e-8, new double[] {0.67474388, -0.18863653521936}),
                Arguments.of("F5b-lbfgs", 1e-8, new double[] {0.67474388, -0.18863653521936}),
                Arguments.of("F5c-zero-weight-validation", 1e-8, new double[] {0.67474388, -0.18863653521936}),
                Arguments.of("F6-rounding-constant-adam", 1e-8, new double[] {3, 0, 2}),
                Arguments.of("F6c-rmsprop", 1e-8, new double[] {3, 0, 2}),
                Arguments.of("F6d-shares-exact", 1e-8, new double[] {2.08926834, 0, 0.96690031}),
                Arguments.of("F7-absolute-nearly-constant", 1e-6, new double[] {0, -5.1608}),
                Arguments.of("F7b-absolute-offset", 1e-6, new double[] {2, 999999}),
                Arguments.of("F7c-quantile-offset", 1e-6, new double[] {2, 999999}),
                Arguments.of("F8-not-converged-default", 1e-6, new double[] {0.24606151, -0.00073914, 7.786463126}),
                Arguments.of("F8b-one-big-count", 1e-8, new double[] {-0.38926937, 15.048775387068936}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("minima")
    void aFitEndsAtTheMinimumAndSaysSo(String name, double precision, double[] expected) {
        JsonNode fit = fitted(request(name));

        assertConverged(fit, precision, expected);
        assertThat(warnings(fit)).doesNotContain("not_converged");
    }

    @Test
    void theErrorsInTheTubeCostNothing() {
        JsonNode fit = fitted(request("F7d-eps"));

        assertThat(fit.get("stop_reason").asString()).isEqualTo("converged");
        // of absolute errors 0.2, of which the tube takes 0.1 from each row that is not on the line
        assertThat(fit.at("/result/objective").asDouble()).isCloseTo(0.16, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "F2c-huber-adam-converged, 1619.362125",
        "F3b-own-ones-adam, 0.02878787878787",
        "F4b-adam-quadratic, 9.975810893963607e-05",
        "F4-adam-not-converged, -8205.85271108",
        "F9-quasi-separation, 0.46209812037329684"
    })
    void anOptimizerThatDoesNotGetThereSaysHowFarItIs(String name, double minimum) {
        JsonNode fit = fitted(request(name).put("optimizer", "adam"));

        double excess = fit.at("/result/objective").asDouble() - minimum;
        assertThat(excess).isPositive();
        assertThat(fit.get("stop_reason").asString()).isIn("stalled", "epochs");
        assertThat(warning(fit, "not_converged")).contains("leave the optimizer open");
        assertThat(fit.at("/diagnosis/estimated_excess").asDouble()).isBetween(0.3 * excess, 20 * excess);
        assertThat(fit.at("/diagnosis/gradient_norm").asDouble()).isPositive();
    }

    @Test
    void aRowWithoutWeightMakesNoCopyOfAFeature() {
        assertThat(warnings(fitted(request("F5d-false-duplicate-warning")))).isEmpty();
    }

    @Test
    void aLastRateAboveTheFirstIsRefused() {
        ServiceClient.Answer answer =
                service.post("/v1/fits", request("F10-end-rate-above-start").toString());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/schedule/end_rate");
    }

    static Stream<String> rules() {
        return RULES.stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aFeatureThatIsConstantButForRoundingHasNoWeightUnderAnyRule(String rule) {
        for (String name : List.of("F6-rounding-constant-adam", "F6b-logistic-adam")) {
            JsonNode fit = fitted(request(name).put("optimizer", rule));

            assertThat(params(fit)[1]).isZero();
            assertThat(warning(fit, "constant_feature")).startsWith("x1 has");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1, 1e6, 1e12})
    void aSumThatIsAlwaysTheSameButForRoundingIsAConstantWhateverItsSize(double size) {
        double[][] x = {
            {1, size}, {2, Math.nextUp(size)}, {3, size}, {4, Math.nextDown(size)}, {5, size}, {7, Math.nextUp(size)}
        };
        for (String optimizer : List.of("exact", "lbfgs", "adam")) {
            JsonNode fit = service.fitted(Map.of("x", x, "y", List.of(3, 5, 7, 9, 11, 15), "optimizer", optimizer));

            assertThat(params(fit)).as(optimizer).containsExactly(new double[] {2, 0, 1}, within(1e-4));
        }
    }

    /** The third is the sum of the others, but for the rounding of their large means. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e3, 1e6, 1e9})
    void dependentFeaturesShareTheSmallestNormHoweverFarFromZeroTheyAre(double mean) {
        double[][] x = new double[20][];
        double[] y = new double[20];
        for (int i = 0; i < x.length; i++) {
            double a = Math.sin(3 * i);
            double b = Math.cos(5 * i);
            x[i] = new double[] {mean + a, mean + b, (mean + a) + (mean + b)};
            y[i] = 2 * a - b + 0.1 * Math.sin(11 * i);
        }

        JsonNode fit = service.fitted(Map.of("x", x, "y", y, "optimizer", "exact"));

        double[] weights = params(fit);
        assertThat(Math.abs(weights[0])).isLessThan(3);
        assertThat(weights[0] + weights[2]).isCloseTo(2, within(0.1));
        assertThat(weights[1] + weights[2]).isCloseTo(-1, within(0.1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-3, 1, 1e3, 1e6})
    void countsOfAnySizeAreFitted(double size) {
        double[] y = Arrays.stream(new double[] {10000, 12000, 15000, 17000})
                .map(count -> count * size)
                .toArray();

        JsonNode fit = service.fitted(Map.of("x", List.of(1, 2, 3, 4), "y", y, "model", "poisson"));

        assertConverged(fit, 1e-8, 0.1793936634, 9.04193795816385 + Math.log(size));
    }

    /** Rows of a line with one far off, times and plus anything: the best line goes with them. */
    @ParameterizedTest
    @CsvSource({"1e-6, 0", "1, 1e6", "1e9, 0", "1e3, -1e9", "1e-3, 7"})
    void absoluteErrorsFollowTheUnitsAndTheOffsetOfTheTargets(double unit, double offset) {
        double[] y = Arrays.stream(new double[] {1, 3, 5, 7, 9, 11, 13, 90})
                .map(value -> value * unit + offset)
                .toArray();

        JsonNode fit = service.fitted(Map.of("x", List.of(0, 1, 2, 3, 4, 5, 6, 7), "y", y, "loss", "absolute_error"));

        assertConverged(fit, 1e-4, 2 * unit, unit + offset);
        assertThat(Math.abs(params(fit)[0] - 2 * unit)).isLessThan(1e-4 * unit);
    }

    @Test
    void classWeightsThatLeaveOneClassAreRefused() {
        ServiceClient.Answer answer = service.post("/v1/fits", """
                {"x": [1, 2, 3, 4], "y": ["a", "b", "a", "b"], "model": "logistic", "class_weight": {"a": 1, "b": 0}}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/class_weight");
        assertThat(answer.json().at("/errors/0/detail").asString()).contains("at least two classes");
    }
}
