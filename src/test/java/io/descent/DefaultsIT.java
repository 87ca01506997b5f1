package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The smallest bodies, with every default, are good fits. */
@ServiceTest
class DefaultsIT {

    private static final List<Integer> X = IntStream.range(-50, 50).boxed().toList();
    private static final List<Integer> Y = X.stream().map(x -> 20 * x + 5).toList();

    private final ServiceClient service;

    DefaultsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void aLineIsFoundToSixDigits() {
        JsonNode fit = service.fitted(Map.of("x", X, "y", Y));

        assertThat(fit.get("stop_reason").asString()).isEqualTo("converged");
        assertThat(fit.at("/result/params/coef/0").asDouble()).isCloseTo(20, within(20e-6));
        assertThat(fit.at("/result/params/intercept").asDouble()).isCloseTo(5, within(5e-6));
    }

    @Test
    void diabetesEndsAtLeastSquares() {
        JsonNode reference = TestData.json("/data/reference.json").get("diabetes");

        JsonNode fit = service.fitted(Map.of(
                "dataset", Map.of("columns", TestData.numericColumns("/data/diabetes.csv"), "target", "progression")));

        assertThat(fit.at("/result/loss").asDouble() / reference.get("mse").asDouble())
                .isBetween(1 - 1e-12, 1.001);
        assertThat(fit.at("/result/metrics/r2").asDouble())
                .isCloseTo(reference.get("r2").asDouble(), within(0.001));
    }

    @Test
    void breastCancerEndsAtTheReferenceOptimum() {
        JsonNode reference = TestData.json("/data/reference.json").get("breast_cancer");

        JsonNode fit = service.fitted(Map.of(
                "model", "logistic",
                "penalty", Map.of("type", "l2", "alpha", 0.01),
                "dataset", Map.of("columns", TestData.numericColumns("/data/breast_cancer.csv"), "target", "benign")));

        assertThat(fit.at("/result/objective").asDouble()
                        / reference.get("objective").asDouble())
                // the reference itself is 1.1e-9 above the minimum
                .isBetween(1 - 1e-8, 1.001);
        assertThat(fit.at("/result/metrics/log_loss").asDouble())
                .isCloseTo(reference.get("log_loss").asDouble(), within(0.001));
        assertThat(fit.at("/result/metrics/accuracy").asDouble())
                .isCloseTo(reference.get("accuracy").asDouble(), within(0.005));
    }

    @Test
    void theAutomaticRateIsToldWithHowItWasFound() {
        JsonNode config =
                service.fitted(Map.of("x", X, "y", Y, "optimizer", "sgd")).get("config");

        // standardised x and the intercept's ones are orthonormal, so that the Hessian is 2·I
        assertThat(config.at("/optimizer/learning_rate").asDouble()).isCloseTo(0.5, within(1e-5));
        assertThat(config.at("/explanation/learning_rate").asString()).contains("largest eigenvalue");
    }

    @Test
    void theAutomaticRateOfSingleRowsIsTakenFromTheLargestOne() {
        JsonNode config = service.fitted(Map.of(
                        "x",
                        X,
                        "y",
                        Y,
                        "batch_size",
                        1,
                        "scaling",
                        "none",
                        "epochs",
                        1,
                        "optimizer",
                        Map.of("type", "sgd", "learning_rate", "auto", "momentum", 0)))
                .get("config");

        assertThat(config.at("/optimizer/learning_rate").asDouble())
                .isCloseTo(1 / (2 * (50.0 * 50 + 1)), within(1e-12));
    }

    @Test
    void aDivergingFitIsAnAnswerWhoseSuggestionConverges() {
        Map<String, Object> data = Map.of("x", X, "y", Y);
        JsonNode failed = service.fitted(Map.of(
                "x",
                X,
                "y",
                Y,
                "optimizer",
                Map.of("type", "sgd", "learning_rate", 0.1),
                "batch_size",
                "full",
                "epochs",
                100));

        assertThat(failed.get("status").asString()).isEqualTo("failed");
        assertThat(failed.get("stop_reason").asString()).isEqualTo("diverged");
        assertThat(failed.get("result").isNull()).isTrue();
        assertThat(failed.at("/history/loss").size()).isPositive();
        JsonNode error = failed.get("error");
        assertThat(error.get("epoch").asInt())
                .isEqualTo(failed.at("/history/loss").size() + 1);
        assertThat(error.get("update").asInt()).isEqualTo(error.get("epoch").asInt() - 1);
        // λ of [[Σx²/n, Σx/n], [Σx/n, 1]] = [[833.5, −0.5], [−0.5, 1]] is 833.5003; stable below 2 / (2 λ)
        assertThat(error.get("largest_stable_learning_rate").asDouble()).isCloseTo(1 / 833.5003, within(1e-8));
        assertThat(failed.toString()).doesNotContain("NaN").doesNotContain("Infinity");

        Map<String, Object> retry = new HashMap<>(data);
        error.get("suggestion").propertyStream().forEach(setting -> retry.put(setting.getKey(), setting.getValue()));
        JsonNode mended = service.fitted(retry);

        assertThat(mended.get("stop_reason").asString()).isEqualTo("converged");
        assertThat(mended.at("/result/params/coef/0").asDouble()).isCloseTo(20, within(20e-6));
        assertThat(mended.at("/result/params/intercept").asDouble()).isCloseTo(5, within(5e-6));
    }

    @Test
    void theFirstProgramWithTooLargeARateDivergesInItsFirstEpoch() {
        JsonNode failed = service.fitted(Map.of(
                "x",
                X,
                "y",
                Y,
                "optimizer",
                Map.of("type", "sgd", "learning_rate", 0.5),
                "batch_size",
                1,
                "shuffle",
                "none",
                "epochs",
                100));

        assertThat(failed.get("stop_reason").asString()).isEqualTo("diverged");
        assertThat(failed.at("/error/epoch").asInt()).isPositive();
        assertThat(failed.at("/error/suggestion/optimizer/learning_rate").asString())
                .isEqualTo("auto");
    }

    @Test
    void dataTooLargeForTheLossAreToldApartFromARateThatIsTooLarge() {
        JsonNode failed = service.fitted(Map.of("x", List.of(1, 2, 3), "y", List.of(1e200, -1e200, 1)));

        assertThat(failed.get("stop_reason").asString()).isEqualTo("diverged");
        assertThat(failed.at("/error/detail").asString()).contains("too large");
        assertThat(failed.at("/error/suggestion").isNull()).isTrue();
    }

    @Test
    void theSuggestionForgetsAStartThatIsFarAway() {
        Map<String, Object> body = new HashMap<>(Map.of("x", X, "y", Y, "epochs", 50));
        body.put("init", Map.of("coef", List.of(1e9), "intercept", -1e12));
        body.put("optimizer", Map.of("type", "sgd", "learning_rate", 0.1));
        JsonNode failed = service.fitted(body);
        assertThat(failed.get("stop_reason").asString()).isEqualTo("diverged");

        Map<String, Object> retry = new HashMap<>(Map.of("x", X, "y", Y));
        failed.at("/error/suggestion")
                .propertyStream()
                .forEach(setting -> retry.put(setting.getKey(), setting.getValue()));

        assertThat(service.fitted(retry).at("/result/params/coef/0").asDouble()).isCloseTo(20, within(20e-6));
    }
}
