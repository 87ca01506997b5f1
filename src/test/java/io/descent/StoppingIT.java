package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What ends a fit, and which epoch it answers. */
@ServiceTest
class StoppingIT {

    private static final Map<String, Object> LINE =
            Map.of("generator", Map.of("type", "line", "n", 50, "slope", 3, "intercept", 8, "noise", 0.5));

    private final ServiceClient service;

    StoppingIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void aLossThatNoLongerFallsStopsTheFitAndTheBestIsAnswered() {
        // trained towards a slope of 3, validated where 2 is right
        JsonNode fit = service.fitted(Map.of(
                "model",
                Map.of("type", "linear", "fit_intercept", false),
                "x",
                List.of(1, 1),
                "y",
                List.of(2, 4),
                "validation",
                Map.of("dataset", Map.of("x", List.of(1), "y", List.of(2))),
                "optimizer",
                Map.of("type", "sgd", "learning_rate", 0.05),
                "stopping",
                Map.of("patience", 3, "min_delta", 0, "restore_best", true)));

        assertThat(fit.get("stop_reason").asString()).isEqualTo("early_stopping");
        int best = fit.at("/result/best_epoch").asInt();
        assertThat(fit.at("/progress/epoch").asInt()).isEqualTo(best + 3);
        assertThat(fit.at("/result/params/coef/0").asDouble()).isCloseTo(2, within(0.1));
        assertThat(fit.at("/result/validation/loss").asDouble())
                .isEqualTo(fit.at("/history/val_loss/" + (best - 1)).asDouble());
        JsonNode stopping = fit.at("/config/stopping");
        assertThat(stopping.get("monitor").asString()).isEqualTo("val_loss");
        assertThat(stopping.get("patience").asInt()).isEqualTo(3);
        assertThat(stopping.get("tolerance").asDouble()).isZero();
        assertThat(stopping.get("restore_best").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'epochs': 5, 'optimizer': 'sgd' | epochs",
                "'seed': 1 | converged",
                "'stopping': {'patience': 2, 'tolerance': 0.5} | converged",
                "'optimizer': 'sgd', 'validation': {'fraction': 0.2}, 'stopping': {'patience': 2, 'tolerance': 0.5} | "
                        + "early_stopping",
                "'validation': {'fraction': 0.2}, 'stopping': {'monitor': 'objective'} | converged",
                "'validation': {'fraction': 0.2} | converged",
                "'epochs': 100000, 'stopping': {'time_limit_seconds': 1e-9} | time_limit",
                "'epochs': 100, 'optimizer': {'type': 'sgd', 'learning_rate': 50} | diverged"
            })
    void theReasonIsAlwaysTold(String settings, String reason) {
        String data = "'dataset': {'generator': {'type': 'line', 'n': 50, 'noise': 0.5}}, ";

        JsonNode fit =
                service.fit(("{" + data + settings + "}").replace('\'', '"')).json();

        assertThat(fit.get("stop_reason").asString()).isEqualTo(reason);
    }

    @TestFactory
    Stream<DynamicTest> everyOptimizerCanAnswerItsBestEpoch() {
        return service.get("/v1/catalog")
                .json()
                .get("optimizers")
                .valueStream()
                .map(entry -> entry.get("name").asString())
                .map(optimizer -> DynamicTest.dynamicTest(optimizer, () -> {
                    JsonNode fit = service.fitted(Map.of(
                            "dataset",
                            LINE,
                            "optimizer",
                            optimizer,
                            "validation",
                            Map.of("fraction", 0.3),
                            "stopping",
                            Map.of("patience", 8, "restore_best", true),
                            "history",
                            Map.of("include", List.of("params"))));

                    int best = fit.at("/result/best_epoch").asInt() - 1;
                    assertThat(fit.at("/result/validation/loss")).isEqualTo(fit.at("/history/val_loss/" + best));
                    assertThat(fit.at("/result/params/coef/0"))
                            .isEqualTo(fit.at("/history/params/coef/" + best + "/0"));
                    assertThat(fit.at("/history/val_loss").valueStream().mapToDouble(JsonNode::asDouble))
                            .allMatch(loss ->
                                    loss >= fit.at("/result/validation/loss").asDouble());
                }));
    }
}
