package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** With every default, each loss ends at the minimum that an outside source found; the sources stand in the files. */
@ServiceTest
class ReferenceLossesIT {

    private static final JsonNode REFERENCE = TestData.json("/data/losses_reference.json");
    private static final Map<String, Object> L2 = Map.of("type", "l2", "alpha", 0.01);

    private final ServiceClient service;

    ReferenceLossesIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    private static Map<String, Object> diabetes() {
        return Map.of("columns", TestData.numericColumns("/data/diabetes.csv"), "target", "progression");
    }

    private static Map<String, Object> iris() {
        return Map.of("columns", TestData.columns("/data/iris.csv"), "target", "species");
    }

    private static Map<String, Object> irisWithoutSetosa() {
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        TestData.columns("/data/iris.csv")
                .forEach((name, values) -> columns.put(name, new ArrayList<>(values.subList(50, 150))));
        return Map.of("columns", columns, "target", "species");
    }

    private JsonNode fitted(String model, Object loss, Map<String, Object> dataset, Object penalty) {
        Map<String, Object> request = new HashMap<>(
                Map.of("model", model, "dataset", dataset, "penalty", penalty, "history", Map.of("every", 1000)));
        request.put("loss", loss);
        JsonNode fit = service.fitted(request);
        assertThat(fit.get("status").asString()).as(fit.toString()).isEqualTo("succeeded");
        return fit;
    }

    @ParameterizedTest
    @CsvSource({
        "quantile, quantile, 0.9, 1.01",
        "absolute_error, , , 1.01",
        "epsilon_insensitive, epsilon, 10, 1.01",
        "huber, delta, 30, 1.001",
        "squared_epsilon_insensitive, epsilon, 10, 1.001"
    })
    void regressionsEndAtTheMinimumOfTheirLoss(String name, String setting, Double value, double most) {
        Map<String, Object> loss = new HashMap<>(Map.of("type", name));
        if (setting != null) {
            loss.put(setting, value);
        }

        JsonNode fit = fitted("linear", loss, diabetes(), "none");

        assertThat(fit.at("/result/objective").asDouble()
                        / REFERENCE.get(name).get("objective").asDouble())
                .isBetween(1 - 1e-9, most);
        assertThat(fit.at("/result/metrics").propertyNames()).containsExactlyInAnyOrder("mse", "rmse", "mae", "r2");
    }

    @ParameterizedTest
    @CsvSource({"hinge, 1.01", "squared_hinge, 1.001", "modified_huber, 1.001"})
    void supportVectorMachinesEndAtTheMinimumOfTheirLoss(String name, double most) {
        JsonNode fit = fitted("svm", name, irisWithoutSetosa(), L2);

        assertThat(fit.at("/result/objective").asDouble()
                        / REFERENCE.get(name).get("objective").asDouble())
                .isBetween(1 - 1e-9, most);
        assertThat(fit.at("/result/metrics/accuracy").asDouble())
                .isCloseTo(REFERENCE.at("/hinge/accuracy").asDouble(), within(0.0201));
        assertThat(fit.at("/result/metrics").propertyNames())
                .containsExactlyInAnyOrder("accuracy", "auc", "confusion_matrix");
        assertThat(fit.at("/result/classes").toString()).isEqualTo("[\"versicolor\",\"virginica\"]");
    }

    @Test
    void aPerceptronLearnsToTellTheClassesApart() {
        JsonNode fit = fitted("svm", "perceptron", irisWithoutSetosa(), "none");

        assertThat(fit.at("/result/metrics/accuracy").asDouble()).isGreaterThan(0.9);
    }

    @Test
    void poissonRegressionEndsAtItsMinimum() {
        JsonNode reference = REFERENCE.get("poisson");

        JsonNode result = fitted("poisson", "poisson", diabetes(), L2).get("result");

        // the objective is below 0
        assertThat(reference.get("objective").asDouble()
                        / result.get("objective").asDouble())
                .isBetween(1 - 1e-9, 1.00001);
        assertThat(result.at("/metrics/deviance").asDouble())
                .isCloseTo(reference.get("deviance").asDouble(), within(0.01));
        assertThat(result.at("/metrics/d2").asDouble())
                .isCloseTo(reference.get("d2").asDouble(), within(0.001));
        assertThat(result.get("metrics").propertyNames()).containsExactlyInAnyOrder("deviance", "d2", "mse", "mae");
    }

    @Test
    void aSolverFindsTheMinimumOfPoissonRegressionToMoreDigits() {
        JsonNode fit =
                service.fitted(Map.of("model", "poisson", "dataset", diabetes(), "penalty", L2, "optimizer", "lbfgs"));

        assertThat(fit.get("status").asString()).as(fit.toString()).isEqualTo("succeeded");
        assertThat(REFERENCE.at("/poisson/objective").asDouble()
                        / fit.at("/result/objective").asDouble())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void softmaxOverTextClassesEndsAtItsMinimum() {
        JsonNode reference = TestData.json("/data/reference.json").get("iris");

        JsonNode result = fitted("softmax", "log_loss", iris(), L2).get("result");

        assertThat(result.get("objective").asDouble()
                        / reference.get("objective").asDouble())
                // the reference itself is 2.9e-9 above the minimum
                .isBetween(1 - 1e-8, 1.001);
        assertThat(result.at("/metrics/accuracy").asDouble())
                .isEqualTo(reference.get("accuracy").asDouble());
        assertThat(result.at("/metrics/log_loss").asDouble())
                .isCloseTo(result.get("loss").asDouble(), within(1e-12));
        assertThat(result.get("classes").toString()).isEqualTo("[\"setosa\",\"versicolor\",\"virginica\"]");
        assertThat(result.at("/params/coef").size()).isEqualTo(3);
        assertThat(result.at("/params/coef/0").size()).isEqualTo(4);
        assertThat(result.at("/params/intercept").size()).isEqualTo(3);
        JsonNode confusion = result.at("/metrics/confusion_matrix");
        assertThat(confusion.size()).isEqualTo(3);
        assertThat(confusion.get(0).toString()).isEqualTo("[50.0,0.0,0.0]");
    }

    @Test
    void aLossWithKinksTellsThatItWasRounded() {
        JsonNode config = fitted("svm", "hinge", irisWithoutSetosa(), L2).get("config");

        assertThat(config.at("/optimizer/type").asString()).isEqualTo("lbfgs");
        assertThat(config.get("batch_size").asString()).isEqualTo("full");
        assertThat(config.at("/explanation").propertyNames()).containsExactly("optimizer");
        assertThat(config.at("/explanation/optimizer").asString()).contains("rounded kinks");
    }

    @Test
    void aPerceptronTellsHowItsSettingsWereFound() {
        JsonNode config = fitted("svm", "perceptron", irisWithoutSetosa(), L2).get("config");

        assertThat(config.at("/optimizer/type").asString()).isEqualTo("sgd");
        assertThat(config.get("batch_size").asInt()).isEqualTo(1);
        assertThat(config.at("/optimizer/momentum").asDouble()).isZero();
        assertThat(config.at("/explanation").propertyNames())
                .containsExactlyInAnyOrder("optimizer", "schedule", "batch_size", "learning_rate");
        assertThat(config.at("/explanation/optimizer").asString()).contains("zero parameters");
        assertThat(config.at("/explanation/schedule").asString()).contains("kinks");
    }
}
