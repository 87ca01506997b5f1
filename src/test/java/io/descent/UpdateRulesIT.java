package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every first-order optimizer and every schedule over the service. */
@ServiceTest
class UpdateRulesIT {

    private static final Map<String, Object> DIABETES = Map.of(
            "dataset", Map.of("columns", TestData.numericColumns("/data/diabetes.csv"), "target", "progression"));
    private static final Map<String, Object> BREAST_CANCER = Map.of(
            "model", "logistic",
            "penalty", Map.of("type", "l2", "alpha", 0.01),
            "dataset", Map.of("columns", TestData.numericColumns("/data/breast_cancer.csv"), "target", "benign"));
    private static final List<Double> X = List.of(0.5, -1.0, 2.0, 1.5, -0.5, 0.0, 1.0, -2.0);
    private static final List<Double> Y = List.of(2.1, -1.2, 5.0, 4.2, 0.1, 0.9, 3.2, -2.8);

    private final ServiceClient service;

    UpdateRulesIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    private static ObjectNode body(Map<String, Object> data) {
        return ServiceClient.JSON.valueToTree(data);
    }

    private static ObjectNode small() {
        return body(Map.of("x", X, "y", Y));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sgd",
                "averaged_sgd",
                "adagrad",
                "adadelta",
                "rmsprop",
                "adam",
                "adamw",
                "amsgrad",
                "nadam",
                "ftrl"
            })
    void anOptimizerThatIsOnlyNamedGivesAGoodFit(String optimizer) {
        JsonNode reference = TestData.json("/data/reference.json");

        JsonNode regression = service.fitted(body(DIABETES).put("optimizer", optimizer));
        JsonNode classifier = service.fitted(body(BREAST_CANCER).put("optimizer", optimizer));

        assertThat(regression.at("/result/objective").asDouble()
                        / reference.at("/diabetes/mse").asDouble())
                .isBetween(1 - 1e-12, 1.001);
        assertThat(classifier.at("/result/objective").asDouble()
                        / reference.at("/breast_cancer/objective").asDouble())
                .isBetween(1 - 1e-8, 1.001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'averaged_sgd', 'average_start': 3, 'average_decay': 0}",
                "{'type': 'adagrad', 'initial_accumulator': 0.1}",
                "{'type': 'adadelta', 'rho': 0.95}",
                "{'type': 'rmsprop', 'centered': true, 'momentum': 0.5}",
                "{'type': 'adam', 'beta1': 0.8}",
                "{'type': 'adamw', 'learning_rate': 0.01}",
                "{'type': 'amsgrad', 'beta2': 0.9, 'lr': 0.1}",
                "{'type': 'nadam', 'momentum_decay': 0.1}",
                "{'type': 'ftrl', 'beta': 0.5, 'l1': 0.1, 'l2': 0.1}"
            })
    void theResolvedConfigurationGivesTheSameFitAgain(String optimizer) {
        ObjectNode request = small().put("epochs", 20).put("batch_size", 3);
        request.set("optimizer", ServiceClient.JSON.readTree(optimizer.replace('\'', '"')));
        request.putObject("history")
                .putArray("include")
                .add("params")
                .add("gradient")
                .add("direction");

        JsonNode first = service.fitted(request);
        ObjectNode again = small();
        first.get("config").propertyStream().forEach(setting -> again.set(setting.getKey(), setting.getValue()));
        JsonNode second = service.fitted(again);

        assertThat(second.get("result").toString())
                .isEqualTo(first.get("result").toString());
        assertThat(second.get("history").toString())
                .isEqualTo(first.get("history").toString());
        ObjectNode config = (ObjectNode) first.get("config");
        config.remove("explanation");
        assertThat(second.get("config").toString()).isEqualTo(config.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"adagrad", "adadelta", "rmsprop", "adam", "adamw", "amsgrad", "nadam", "ftrl"})
    void underAnL1PenaltyTheSameWeightsAreZeroAsOfPlainDescent(String optimizer) {
        ObjectNode request = body(DIABETES).put("epochs", 3000);
        request.putObject("penalty").put("type", "l1").put("alpha", 20);
        JsonNode reference = service.fitted(request);

        JsonNode fit = service.fitted(request.put("optimizer", optimizer));

        assertThat(zeros(fit)).isEqualTo(zeros(reference)).contains(true).contains(false);
        assertThat(fit.at("/result/objective").asDouble()
                        / reference.at("/result/objective").asDouble())
                .isCloseTo(1, within(1e-6));
    }

    private static List<Boolean> zeros(JsonNode fit) {
        return StreamSupport.stream(fit.at("/result/params/coef").spliterator(), false)
                .map(weight -> weight.asDouble() == 0)
                .toList();
    }

    /** The values of {@link io.descent.optimize.Schedule}'s own test, from one update an epoch on. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'constant'                                                    | 0.8, 0.8, 0.8, 0.8",
                "{'type': 'constant', 'warmup_epochs': 3}                      | 0.2, 0.4, 0.6, 0.8",
                "{'type': 'inverse_scaling', 'power': 1}                       | 0.8, 0.4, 0.26666666666666666, 0.2",
                "{'type': 'step', 'step_size': 2, 'gamma': 0.5}                | 0.8, 0.8, 0.4, 0.4",
                "{'type': 'exponential', 'gamma': 0.5}                         | 0.8, 0.4, 0.2, 0.1",
                "{'type': 'polynomial', 'power': 1, 'end_rate': 0.4}           | 0.8, 0.7, 0.6, 0.5",
                "{'type': 'cosine', 'min_rate': 0.4}                           | 0.8, 0.7414213562373095, 0.6, "
                        + "0.4585786437626905",
                "{'type': 'one_cycle', 'pct_start': 0.5, 'div_factor': 2, 'final_div_factor': 2} | 0.4, 0.8, "
                        + "0.5, 0.2",
                "{'type': 'plateau', 'factor': 0.5, 'patience': 0, 'threshold': 2} | 0.8, 0.8, 0.4, 0.2",
            })
    void theRatesOfAScheduleAreTold(String schedule, String rates) {
        ObjectNode request = small().put("epochs", 4);
        request.putObject("optimizer").put("type", "adam").put("learning_rate", 0.8);
        request.set(
                "schedule",
                ServiceClient.JSON
                        .readTree("[" + schedule.replace('\'', '"') + "]")
                        .get(0));

        JsonNode told = service.fitted(request).at("/history/learning_rate");

        String[] expected = rates.split(", ", -1);
        assertThat(told.size()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(told.get(i).asDouble()).isCloseTo(Double.parseDouble(expected[i]), within(1e-15));
        }
    }

    @Test
    void theScheduleFallsOnlyForAnAutomaticRateThatNeedsIt() {
        assertThat(scheduleOf("\"adam\"")).isEqualTo("cosine");
        assertThat(scheduleOf("{\"type\": \"adam\", \"learning_rate\": 0.01}")).isEqualTo("constant");
        assertThat(scheduleOf("\"adagrad\"")).isEqualTo("constant");
        assertThat(scheduleOf("\"sgd\"")).isEqualTo("constant");
    }

    private String scheduleOf(String optimizer) {
        ObjectNode request = small().put("epochs", 1);
        request.set(
                "optimizer", ServiceClient.JSON.readTree("[" + optimizer + "]").get(0));
        return service.fitted(request).at("/config/schedule/type").asString();
    }

    @Test
    void theAutomaticRateOfARuleThatScalesItsStepsIsToldWithHowItWasFound() {
        // the intercept alone goes to the mean of y, 1.4375, the standardised feature alone to cov(x, y) / σ(x)
        JsonNode config = service.fitted(small().put("optimizer", "adam")).get("config");

        assertThat(config.at("/explanation/learning_rate").asString()).contains("how far");
        assertThat(config.at("/optimizer/learning_rate").asDouble()).isCloseTo(0.1 * 2.5175238741205, within(1e-12));
    }

    @Test
    void theDecayOfWeightsIsOffWhenTheRateIsAutomatic() {
        ObjectNode given = small().put("epochs", 1);
        given.putObject("optimizer").put("type", "adamw").put("learning_rate", 0.01);

        assertThat(service.fitted(given).at("/config/optimizer/weight_decay").asDouble())
                .isEqualTo(0.01);
        assertThat(service.fitted(small().put("optimizer", "adamw"))
                        .at("/config/optimizer/weight_decay")
                        .asDouble(-1))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'optimizer': {'type': 'adam', 'beta1': 1}               | /optimizer/beta1",
                "'optimizer': {'type': 'adam', 'betas': [0.9, 0.99]}     | /optimizer/betas",
                "'optimizer': {'type': 'rmsprop', 'alpha': -1}           | /optimizer/alpha",
                "'optimizer': {'type': 'ftrl', 'l1': 'no'}               | /optimizer/l1",
                "'optimizer': {'type': 'averaged_sgd', 'average_start': 0.5} | /optimizer/average_start",
                "'schedule': {'type': 'step', 'step_size': 0}            | /schedule/step_size",
                "'schedule': {'type': 'cosine', 'warmup_epochs': -1}     | /schedule/warmup_epochs",
                "'epochs': 4, 'schedule': {'type': 'cosine', 'warmup_epochs': 4} | /schedule/warmup_epochs",
                "'schedule': {'type': 'plateau', 'factor': 1}            | /schedule/factor",
                "'schedule': {'type': 'one_cycle', 'div_factor': 0.5}    | /schedule/div_factor",
            })
    void aBadSettingIsNamedByItsPointer(String setting, String pointer) {
        ServiceClient.Answer answer =
                service.post("/v1/fits", "{\"x\": [1, 2], \"y\": [1, 2], " + setting.replace('\'', '"') + "}");

        assertThat(answer.status()).isBetween(400, 422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void theAverageIsWhatIsAnsweredAndMeasured() {
        ObjectNode request = small().put("epochs", 10).put("batch_size", 1).put("shuffle", "none");
        request.putObject("optimizer").put("type", "averaged_sgd").put("learning_rate", 0.1);
        request.putObject("history")
                .put("evaluate", "epoch_end")
                .putArray("include")
                .add("params");

        JsonNode fit = service.fitted(request);
        JsonNode plain = service.fitted(request.set("optimizer", body(Map.of("type", "sgd", "learning_rate", 0.1))));

        assertThat(fit.at("/history/loss").toString())
                .as("the steps are those of plain descent")
                .isEqualTo(plain.at("/history/loss").toString());
        assertThat(fit.at("/history/params/coef/9/0").asDouble())
                .isEqualTo(fit.at("/result/params/coef/0").asDouble())
                .isNotEqualTo(plain.at("/result/params/coef/0").asDouble());
        assertThat(fit.at("/history/objective/9").asDouble())
                .isCloseTo(fit.at("/result/objective").asDouble(), within(1e-14))
                .isLessThan(plain.at("/result/objective").asDouble());
    }
}
