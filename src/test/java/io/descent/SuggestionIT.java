package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a diverged fit suggests converges when it is posted. */
@ServiceTest
class SuggestionIT {

    private static final List<String> WITHOUT_RATE = List.of("auto", "lbfgs", "exact");

    /** Rows of which no line tells the classes apart. */
    private static final List<List<Double>> X = List.of(
            List.of(0.5, 20.0),
            List.of(-1.0, 35.0),
            List.of(2.0, 10.0),
            List.of(1.5, 50.0),
            List.of(-0.5, 5.0),
            List.of(0.1, 25.0),
            List.of(1.0, 40.0),
            List.of(-2.0, 15.0),
            List.of(0.3, 30.0),
            List.of(-0.4, 45.0),
            List.of(1.2, 8.0),
            List.of(-1.6, 22.0));

    private static final Map<String, List<?>> TARGETS = Map.of(
            "linear", List.of(2.1, -1.2, 5.0, 4.2, 0.1, 0.9, 3.2, -2.8, 1.7, 0.4, 3.3, -1.9),
            "logistic", List.of(1, 0, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1),
            "svm", List.of(1, 0, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1),
            "softmax", List.of("a", "b", "c", "c", "b", "a", "b", "a", "c", "a", "b", "c"),
            "poisson", List.of(2, 0, 5, 4, 1, 1, 3, 0, 2, 1, 3, 0));

    private final ServiceClient service;

    SuggestionIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    private static Map<String, Object> body(String model) {
        Map<String, Object> body = new HashMap<>();
        body.put("model", model);
        body.put("x", X);
        body.put("y", TARGETS.get(model));
        body.put("penalty", Map.of("type", "l2", "alpha", 0.01));
        return body;
    }

    private List<String> names(String list) {
        return service.get("/v1/catalog")
                .json()
                .get(list)
                .valueStream()
                .map(entry -> entry.get("name").asString())
                .toList();
    }

    private void assertSuggestionConverges(String model, Map<String, Object> settings) {
        Map<String, Object> body = body(model);
        body.putAll(settings);
        JsonNode failed = service.fitted(body);
        assertThat(failed.get("stop_reason").asString()).as(failed.toString()).isEqualTo("diverged");

        Map<String, Object> retry = body(model);
        failed.at("/error/suggestion")
                .propertyStream()
                .forEach(setting -> retry.put(setting.getKey(), setting.getValue()));
        JsonNode mended = service.fitted(retry);

        JsonNode suggested = failed.at("/error/suggestion");
        assertThat(suggested.at("/optimizer/type").asString())
                .isIn(failed.at("/config/optimizer/type").asString(), "lbfgs");
        assertThat(suggested.get("optimizer")).isNotEqualTo(failed.at("/config/optimizer"));
        assertThat(mended.get("stop_reason").asString()).as(mended.toString()).isEqualTo("converged");
        double best = service.fitted(body(model)).at("/result/objective").asDouble();
        double zero = Math.abs(mended.at("/history/loss/0").asDouble());
        assertThat(mended.at("/result/objective").asDouble())
                .as(mended.toString())
                .isLessThan(best + 0.02 * zero);
    }

    @TestFactory
    Stream<DynamicTest> whateverOptimizerAndModelDiverged() {
        return names("optimizers").stream()
                .filter(optimizer -> !WITHOUT_RATE.contains(optimizer))
                .flatMap(optimizer -> names("models").stream()
                        .map(model -> dynamicTest(
                                optimizer + " " + model,
                                () -> assertSuggestionConverges(
                                        model,
                                        Map.of(
                                                "optimizer",
                                                Map.of("type", optimizer, "learning_rate", 1e300),
                                                "epochs",
                                                20)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'one_cycle', 'warmup_epochs': 2}",
                "{'type': 'step', 'step_size': 1, 'gamma': 0.01}",
                "{'type': 'exponential', 'gamma': 0.1}",
                "{'type': 'polynomial', 'power': 8}"
            })
    void whateverScheduleWentWithTheRate(String schedule) {
        JsonNode given = ServiceClient.JSON.readTree(schedule.replace('\'', '"'));
        for (String optimizer : List.of("sgd", "adam")) {
            assertSuggestionConverges(
                    "linear",
                    Map.of(
                            "optimizer",
                            Map.of("type", optimizer, "learning_rate", 1e200),
                            "schedule",
                            given,
                            "epochs",
                            50));
        }
    }
}
