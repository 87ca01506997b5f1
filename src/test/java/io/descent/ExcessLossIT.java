package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** How far each epoch is above the minimum, as {@code history.include} asks for it. */
@ServiceTest
class ExcessLossIT extends BadInput {

    ExcessLossIT(@LocalServerPort int port) {
        super(port);
    }

    private JsonNode fitted(Map<String, Object> settings) {
        Map<String, Object> body = new HashMap<>(settings);
        body.put("x", List.of(List.of(1, 5), List.of(2, 3), List.of(3, 8), List.of(4, 1), List.of(5, 2)));
        body.put("history", Map.of("include", List.of("excess_loss"), "evaluate", "epoch_end"));
        return service.fitted(body);
    }

    private JsonNode descended(Map<String, Object> settings) {
        Map<String, Object> body = new HashMap<>(settings);
        body.put("optimizer", "sgd");
        return fitted(body);
    }

    private static void assertFallsToZero(JsonNode fit, double optimum) {
        JsonNode excess = fit.at("/history/excess_loss");
        JsonNode objective = fit.at("/history/objective");
        assertThat(excess.size()).isEqualTo(objective.size()).isGreaterThan(10);
        for (int k = 0; k < excess.size(); k++) {
            assertThat(excess.get(k).asDouble()).isNotNegative();
            assertThat(excess.get(k).asDouble()).isCloseTo(objective.get(k).asDouble() - optimum, within(1e-9));
        }
        assertThat(excess.get(0).asDouble()).isGreaterThan(1e-3);
        assertThat(excess.get(excess.size() - 1).asDouble()).isLessThan(1e-6);
    }

    @Test
    void leastSquaresFallToTheExactMinimum() {
        Map<String, Object> settings = Map.of("y", List.of(3, 1, 4, 1, 5));
        Map<String, Object> exact = new HashMap<>(settings);
        exact.put("optimizer", "exact");

        double optimum = fitted(exact).at("/result/objective").asDouble();

        assertFallsToZero(descended(settings), optimum);
    }

    @Test
    void aPenalisedClassifierFallsToTheMinimumOfLbfgs() {
        Map<String, Object> settings = Map.of(
                "y", List.of("a", "b", "a", "b", "a"),
                "model", "logistic",
                "penalty", Map.of("type", "elasticnet", "alpha", 0.05, "l1_ratio", 0.4));
        Map<String, Object> lbfgs = new HashMap<>(settings);
        lbfgs.put("optimizer", "lbfgs");

        double optimum = fitted(lbfgs).at("/result/objective").asDouble();

        assertFallsToZero(descended(settings), optimum);
    }

    @Test
    void itIsAColumnOfTheCsv() {
        String id = fitted(Map.of("y", List.of(3, 1, 4, 1, 5))).get("id").asString();

        String csv =
                service.get("/v1/fits/" + id + "/history", "Accept", "text/csv").body();

        assertThat(csv.lines().findFirst().orElseThrow()).isEqualTo("epoch,loss,learning_rate,objective,excess_loss");
    }

    @Test
    void itIsRefusedWhereItHasNoMeaning() {
        String history = "\"history\": {\"include\": [\"excess_loss\"]";

        assertThat(invalidSetting(422, history + ", \"unit\": \"update\"}").mistakes())
                .containsExactly("/history/include conflict");
        Refusal kinked = invalidSetting(422, "\"loss\": \"absolute_error\", " + history + "}");
        assertThat(kinked.mistakes()).containsExactly("/history/include conflict");
        assertThat(kinked.details().getFirst()).as("what to do").contains("leave it out", "\"huber\"");
    }
}
