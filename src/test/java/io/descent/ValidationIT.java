package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows that training never sees: where they come from, and what is told of them. */
@ServiceTest
class ValidationIT {

    private static final Map<String, Object> LINE =
            Map.of("generator", Map.of("type", "line", "n", 50, "slope", 3, "intercept", 8, "noise", 0.5));

    private final ServiceClient service;

    ValidationIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void aFractionIsSetApartAndMeasured() {
        JsonNode fit = service.fitted(
                Map.of("dataset", LINE, "optimizer", "sgd", "validation", Map.of("fraction", 0.2), "epochs", 7));

        assertThat(fit.at("/dataset/rows").asInt()).isEqualTo(50);
        assertThat(fit.at("/dataset/training_rows").asInt()).isEqualTo(40);
        assertThat(fit.at("/dataset/validation_rows").asInt()).isEqualTo(10);
        assertThat(fit.get("dataset").has("validation_sha256")).isFalse();
        assertThat(fit.at("/history/val_loss").size()).isEqualTo(7);
        assertThat(fit.at("/result/validation/loss").asDouble())
                .isEqualTo(fit.at("/history/val_loss/6").asDouble());
        assertThat(fit.at("/result/validation/metrics/mse").asDouble())
                .isCloseTo(fit.at("/result/validation/loss").asDouble(), within(1e-12));
        assertThat(fit.at("/config/validation/fraction").asDouble()).isEqualTo(0.2);
    }

    @Test
    void withoutValidationNothingIsSaidOfIt() {
        JsonNode fit = service.fitted(Map.of("dataset", LINE, "epochs", 3));

        assertThat(fit.at("/dataset/training_rows").asInt()).isEqualTo(50);
        assertThat(fit.at("/dataset/validation_rows").asInt()).isZero();
        assertThat(fit.get("history").has("val_loss")).isFalse();
        assertThat(fit.get("result").has("validation")).isFalse();
        assertThat(fit.get("result").has("best_epoch")).isFalse();
        assertThat(fit.get("config").has("validation")).isFalse();
    }

    @Test
    void metricsOfTheHistoryAreMeasuredOverBoth() {
        JsonNode fit = service.fitted(Map.of(
                "model",
                "logistic",
                "dataset",
                Map.of("generator", Map.of("type", "blobs", "n", 60)),
                "validation",
                Map.of("fraction", 0.25),
                "epochs",
                5,
                "history",
                Map.of("metrics", List.of("accuracy", "batch_sse"))));

        assertThat(fit.at("/history/val_accuracy").size()).isEqualTo(5);
        assertThat(fit.at("/history/val_batch_sse").size()).isEqualTo(5);
        assertThat(fit.at("/history/val_accuracy/4").asDouble())
                .isEqualTo(fit.at("/result/validation/metrics/accuracy").asDouble());
        // a quarter of each class
        JsonNode confusion = fit.at("/result/validation/metrics/confusion_matrix");
        for (int k = 0; k < 2; k++) {
            assertThat(confusion.get(k).get(0).asDouble()
                            + confusion.get(k).get(1).asDouble())
                    .isBetween(7.0, 8.0);
        }
    }

    @Test
    void theConfigurationGivesTheSameFitAgain() {
        Map<String, Object> body = new HashMap<>(Map.of(
                "dataset",
                LINE,
                "validation",
                Map.of("fraction", 0.3),
                "stopping",
                Map.of("patience", 4, "restore_best", true),
                "seed",
                9));
        JsonNode first = service.fitted(body);
        Map<String, Object> again = new HashMap<>(Map.of("dataset", LINE));
        first.get("config").propertyStream().forEach(setting -> again.put(setting.getKey(), setting.getValue()));

        JsonNode second = service.fitted(again);

        assertThat(second.get("result")).isEqualTo(first.get("result"));
        assertThat(second.get("history")).isEqualTo(first.get("history"));
        // the rate that was found is given now
        ((ObjectNode) first.get("config")).remove("explanation");
        assertThat(second.get("config")).isEqualTo(first.get("config"));
    }

    @Test
    void trainingSeesNothingOfTheRowsSetApart() {
        List<Double> x = IntStream.range(0, 20).mapToObj(i -> i / 10.0).toList();
        List<Double> y = x.stream().map(v -> 2 * v + 1).toList();
        Map<String, Object> body = Map.of("x", x, "y", y, "validation", Map.of("fraction", 0.25), "epochs", 3);
        JsonNode first = service.fitted(body);

        // which rows were set apart shows when a row's target changes and the parameters do not
        int untouched = 0;
        for (int i = 0; i < 20; i++) {
            List<Double> other = new ArrayList<>(y);
            other.set(i, 1000.0);
            JsonNode fit =
                    service.fitted(Map.of("x", x, "y", other, "validation", Map.of("fraction", 0.25), "epochs", 3));
            boolean same = fit.at("/result/params").equals(first.at("/result/params"));
            boolean sameValidation = fit.at("/result/validation").equals(first.at("/result/validation"));
            assertThat(same && sameValidation).as("row %d has no effect", i).isFalse();
            untouched += same ? 1 : 0;
        }
        assertThat(untouched).isEqualTo(5);
    }

    @Test
    void scalingIsFittedToTheTrainingRowsOnly() {
        Map<String, Object> training = Map.of("x", List.of(1, 2, 3, 4), "y", List.of(1, 3, 2, 5));

        JsonNode without = service.fitted(Map.of("dataset", training, "scaling", "standardize", "epochs", 5));
        JsonNode with = service.fitted(Map.of(
                "dataset",
                training,
                "validation",
                Map.of("dataset", Map.of("x", List.of(1e6, -1e6), "y", List.of(0, 0))),
                "scaling",
                "standardize",
                "epochs",
                5));

        assertThat(with.at("/result/params")).isEqualTo(without.at("/result/params"));
        assertThat(with.at("/result/validation/loss").asDouble()).isGreaterThan(1e10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'x': [[5, 1], [6, 0]], 'y': [11, 12]}",
                "{'x': [[5, 1], [6, 0]], 'y': [11, 12], 'features': ['a', 'b'], 'weight': [1, 1]}",
                "{'columns': {'b': [1, 0], 'z': [11, 12], 'a': [5, 6]}, 'target': 'z'}",
                "{'csr': {'data': [5, 1, 6], 'indices': [0, 1, 0], 'indptr': [0, 2, 3], 'shape': [2, 2]}, 'y': [11, 12]}"
            })
    void aDatasetOfItsOwnMayHaveAnyForm(String validation) {
        JsonNode fit = service.fit(
                        ("{'dataset': {'columns': {'a': [1, 2, 3, 4], 'y': [1, 4, 5, 8], 'b': [0, 1, 0, 1]}, "
                                        + "'target': 'y'}, 'epochs': 4, 'scaling': 'none', "
                                        + "'optimizer': {'type': 'sgd', 'learning_rate': 0.01}, 'validation': {'dataset': "
                                        + validation + "}}")
                                .replace('\'', '"'))
                .json();

        double b = fit.at("/result/params/intercept").asDouble();
        double first = fit.at("/result/params/coef/0").asDouble();
        double second = fit.at("/result/params/coef/1").asDouble();
        double error = 5 * first + second + b - 11;
        double other = 6 * first + b - 12;
        assertThat(fit.at("/result/validation/loss").asDouble())
                .isCloseTo((error * error + other * other) / 2, within(1e-9));
        assertThat(fit.at("/dataset/rows").asInt()).isEqualTo(4);
        assertThat(fit.at("/dataset/training_rows").asInt()).isEqualTo(4);
        assertThat(fit.at("/dataset/validation_rows").asInt()).isEqualTo(2);
        assertThat(fit.at("/dataset/validation_sha256").asString()).hasSize(64);
        assertThat(fit.get("config").has("validation")).isFalse();
    }

    @Test
    void theSameGeneratorMakesOtherPointsForValidation() {
        JsonNode fit =
                service.fitted(Map.of("dataset", LINE, "validation", Map.of("dataset", LINE), "epochs", 3, "seed", 4));

        assertThat(fit.at("/dataset/validation_sha256").asString())
                .isNotEqualTo(fit.at("/dataset/sha256").asString());
        assertThat(fit.at("/result/validation/loss").asDouble())
                .isNotEqualTo(fit.at("/result/loss").asDouble());
    }

    @Test
    void classesOfTheValidationRowsAreThoseOfTheTraining() {
        JsonNode fit = service.fitted(Map.of(
                "model",
                "logistic",
                "dataset",
                Map.of("x", List.of(1, 2, 3, 4), "y", List.of("no", "no", "yes", "yes")),
                "validation",
                Map.of("dataset", Map.of("x", List.of(9, 8), "y", List.of("yes", "yes")))));

        // "yes" alone is still the second class
        assertThat(fit.at("/result/validation/metrics/confusion_matrix/1/1").asDouble())
                .isEqualTo(2);
        assertThat(fit.at("/result/validation/metrics/auc").isNull()).isTrue();
    }

    @Test
    void theCsvHasTheSeriesOfTheValidation() {
        JsonNode fit = service.fitted(Map.of(
                "dataset",
                LINE,
                "validation",
                Map.of("fraction", 0.2),
                "epochs",
                2,
                "batch_size",
                20,
                "history",
                Map.of("unit", "update", "metrics", List.of("batch_sse"))));

        List<String> lines = service.get("/v1/fits/" + fit.get("id").asString() + "/history", "Accept", "text/csv")
                .body()
                .lines()
                .toList();
        assertThat(lines.getFirst()).isEqualTo("epoch,update,loss,learning_rate,batch_sse,val_loss,val_batch_sse");
        assertThat(lines.get(1)).endsWith(",,");
        assertThat(lines.get(2)).doesNotEndWith(",");
        assertThat(fit.at("/history/val_loss/0").isNull()).isTrue();
        assertThat(fit.at("/history/val_loss/1").isNumber()).isTrue();
    }
}
