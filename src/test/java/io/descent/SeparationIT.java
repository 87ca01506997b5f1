package io.descent;

import static io.descent.Answered.warning;
import static io.descent.Answered.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Features that set rows apart are named, so that no minimum is looked for where there is none. */
@ServiceTest
class SeparationIT {

    private final ServiceClient service;

    SeparationIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    private static ObjectNode request(String name) {
        return (ObjectNode) TestData.json("/faults/" + name + ".json");
    }

    private JsonNode fitted(JsonNode request) {
        return service.post("/v1/fits", request.toString()).json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"F9-quasi-separation", "F9b-poisson-zero-group"})
    void theFeaturesThatSetRowsApartAreNamedUnderAnyOptimizer(String name) {
        String feature = name.startsWith("F9b") ? "x1" : "x0";
        for (String optimizer : List.of("auto", "lbfgs", "sgd", "adam", "adagrad")) {
            JsonNode fit = fitted(request(name).put("optimizer", optimizer));

            assertThat(warning(fit, "quasi_separation")).as(optimizer).contains("the values of " + feature + " set");
        }
    }

    @Test
    void theFeatureThatSetsOneOfSeveralClassesApartIsNamed() {
        JsonNode fit = service.fitted(Map.of(
                "x",
                new double[][] {{1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 0}, {6, 1}, {7, 1}, {3, 1}},
                "y",
                List.of("a", "b", "a", "b", "a", "c", "c", "c"),
                "model",
                "softmax"));

        assertThat(warning(fit, "quasi_separation")).contains("the values of x1 set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistic", "softmax", "poisson"})
    void dataWithAMinimumHaveNoSuchWarning(String model) {
        Object targets = model.equals("softmax")
                ? List.of("a", "b", "c", "a", "b", "c", "b", "a", "c", "b")
                : List.of(0, 1, 0, 1, 1, 0, 1, 0, 0, 1);
        for (String optimizer : List.of("auto", "adam", "sgd")) {
            JsonNode fit = service.fitted(Map.of(
                    "x",
                    List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                    "y",
                    targets,
                    "model",
                    model,
                    "optimizer",
                    optimizer,
                    "epochs",
                    20));

            assertThat(warnings(fit)).doesNotContain("quasi_separation");
        }
    }

    @Test
    void aPenaltyKeepsTheWeightsFinite() {
        ObjectNode request = request("F9-quasi-separation");
        request.putObject("penalty").put("type", "l2").put("alpha", 0.01);

        JsonNode fit = fitted(request);

        assertThat(fit.get("stop_reason").asString()).isEqualTo("converged");
        assertThat(warnings(fit)).isEmpty();
    }
}
