package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A row of weight 0 changes no bit of an answer, whatever it holds. */
@ServiceTest
class WeightlessRowsIT {

    private static final List<String> MODELS = List.of("linear", "logistic", "softmax", "svm", "poisson");
    private static final List<String> OPTIMIZERS = List.of(
            "sgd",
            "averaged_sgd",
            "adagrad",
            "adadelta",
            "rmsprop",
            "adam",
            "adamw",
            "amsgrad",
            "nadam",
            "ftrl",
            "lbfgs");

    @LocalServerPort
    private int port;

    private ServiceClient client;

    @BeforeEach
    void connect() {
        client = new ServiceClient(port);
    }

    static Stream<String> fits() {
        Stream<String> models = MODELS.stream().map(model -> "{\"model\": \"%s\"}".formatted(model));
        Stream<String> optimizers = OPTIMIZERS.stream()
                .flatMap(optimizer -> Stream.of("linear", "poisson").map(model -> """
                        {"model": "%s", "optimizer": "%s", "epochs": 5, "history": {"include": ["params", "gradient"]}}""".formatted(model, optimizer)));
        Stream<String> others = Stream.of("""
                {"model": "linear", "optimizer": "exact"}""", """
                {"model": "linear", "optimizer": {"type": "sgd", "learning_rate": 0.01}, "batch_size": 1, "epochs": 4}""", """
                {"model": "poisson", "batch_size": 4, "epochs": 4, "validation": {"fraction": 0.3}}""", """
                {"model": "softmax", "class_weight": "balanced", "shuffle": "batches", "batch_size": 5, "epochs": 4}""");
        return Stream.of(models, optimizers, others).flatMap(some -> some);
    }

    @ParameterizedTest
    @MethodSource("fits")
    void aFitIsThatWithoutTheRow(String settings) {
        ObjectNode request = (ObjectNode) ServiceClient.JSON.readTree(settings);
        ObjectNode without = rows(request.deepCopy(), false);
        ObjectNode with = rows(request.deepCopy(), true);

        same(client.fitted(with), client.fitted(without));
    }

    @Test
    void aValidationRowOfWeight0IsNotMeasured() {
        ObjectNode without = rows((ObjectNode) ServiceClient.JSON.readTree("{\"model\": \"poisson\"}"), false);
        ObjectNode with = without.deepCopy();
        without.putObject("validation").set("dataset", rows(ServiceClient.JSON.createObjectNode(), "poisson", false));
        with.putObject("validation").set("dataset", rows(ServiceClient.JSON.createObjectNode(), "poisson", true));

        same(client.fitted(with), client.fitted(without));
    }

    @Test
    void aRowOfWeight0CountsAmongTheGivenButNotAmongTheTrainingRows() {
        ObjectNode with = rows((ObjectNode) ServiceClient.JSON.readTree("{\"model\": \"linear\"}"), true);

        JsonNode dataset = client.fitted(with).get("dataset");

        assertThat(dataset.get("rows").asInt()).isEqualTo(14);
        assertThat(dataset.get("training_rows").asInt()).isEqualTo(12);
    }

    private static void same(JsonNode one, JsonNode other) {
        for (String part : List.of("status", "stop_reason", "result", "history", "config", "warnings", "diagnosis")) {
            assertThat(one.get(part)).as(part).isEqualTo(other.get(part));
        }
    }

    private static ObjectNode rows(ObjectNode request, boolean weightless) {
        return rows(request, request.get("model").asString(), weightless);
    }

    private static ObjectNode rows(ObjectNode into, String model, boolean weightless) {
        ArrayNode x = into.putArray("x");
        ArrayNode y = into.putArray("y");
        ArrayNode weight = into.putArray("weight");
        for (int i = 0; i < 12; i++) {
            if (weightless && (i == 0 || i == 7)) {
                x.addArray().add(i == 0 ? 1e20 : -9999).add(i == 0 ? 1e20 : 5);
                weight.add(0);
                if (model.equals("linear")) {
                    y.add(1e9);
                } else if (model.equals("poisson")) {
                    y.add(0);
                } else {
                    y.add("a class of its own");
                }
            }
            double first = i / 3.0;
            double second = (i * 7 % 5) - 2;
            double line = 2 + first - 0.5 * second + 0.3 * (i * 5 % 3 - 1);
            x.addArray().add(first).add(second);
            weight.add(1 + i % 2);
            switch (model) {
                case "linear" -> y.add(line);
                case "poisson" -> y.add(Math.round(line));
                case "softmax" -> y.add(line < 3 ? "low" : line < 4.5 ? "middle" : "high");
                default -> y.add(line + (i % 4) < 4.5 ? "no" : "yes");
            }
        }
        return into;
    }
}
