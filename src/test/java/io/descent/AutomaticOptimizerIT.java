package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a fit takes whose request leaves the optimizer open. */
@ServiceTest
class AutomaticOptimizerIT {

    private static final String NUMBERS = "\"x\": [1, 2, 3, 4, 5, 6], \"y\": [2, 4.1, 5.9, 8.2, 9.9, 12.3]";
    private static final String CLASSES = "\"x\": [1, 2, 3, 4, 5, 6], \"y\": [0, 1, 0, 1, 0, 1], \"model\": \"svm\"";

    private final ServiceClient service;

    AutomaticOptimizerIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    private JsonNode fit(String settings) {
        ServiceClient.Answer answer = service.fit("{" + settings.replace('\'', '"') + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static void assertTook(JsonNode fit, String optimizer, String why) {
        assertThat(fit.at("/config/optimizer/type").asString()).isEqualTo(optimizer);
        assertThat(fit.at("/config/explanation/optimizer").asString())
                .startsWith("auto: " + optimizer)
                .contains(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", 'optimizer': 'auto'",
                ", 'optimizer': {'type': 'auto'}",
                ", 'epochs': 50",
                ", 'optimizer': null"
            })
    void itIsTheMethodThatReachesTheMinimum(String settings) {
        JsonNode fit = fit(NUMBERS + settings);

        assertTook(fit, "lbfgs", "minimum");
        assertThat(fit.at("/config/init").asString()).isEqualTo("constant");
        assertThat(fit.get("stop_reason").asString()).isEqualTo("converged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"absolute_error", "quantile", "epsilon_insensitive"})
    void kinksAreRounded(String loss) {
        assertTook(fit(NUMBERS + ", 'loss': '" + loss + "'"), "lbfgs", "kinks");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'batch_size': 2 | batch_size",
                "'batch_size': 'full' | batch_size",
                "'schedule': 'cosine' | schedule",
                "'shuffle': 'none' | shuffle",
                "'shuffle': 'none', 'schedule': 'step' | schedule and shuffle"
            })
    void settingsThatOnlyAnUpdateRuleHasMeanOne(String settings, String named) {
        assertTook(fit(NUMBERS + ", 'epochs': 3, " + settings), "sgd", named);
    }

    @Test
    void thePerceptronGetsAnUpdateRule() {
        assertTook(fit(CLASSES + ", 'loss': 'perceptron', 'epochs': 3"), "sgd", "zero parameters");
        assertTook(fit(CLASSES), "lbfgs", "kinks");
    }

    @Test
    void whatIsNamedIsTaken() {
        for (String optimizer : List.of("sgd", "adam", "exact")) {
            JsonNode fit = fit(NUMBERS + ", 'optimizer': '" + optimizer + "'");

            assertThat(fit.at("/config/optimizer/type").asString()).isEqualTo(optimizer);
            assertThat(fit.at("/config/explanation/optimizer").isMissingNode()).isTrue();
        }
    }

    @Test
    void itHasNoSettingsOfItsOwn() {
        ServiceClient.Answer answer = service.post(
                "/v1/fits", "{" + NUMBERS + ", \"optimizer\": {\"type\": \"auto\", \"learning_rate\": 0.1}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/optimizer/learning_rate");
        assertThat(answer.json().at("/errors/0/detail").asString()).contains("name the optimizer");
    }

    @Test
    void itsConfigurationGivesTheSameFit() {
        JsonNode fit = fit(NUMBERS + ", 'loss': 'absolute_error'");

        JsonNode again = service.fit(
                        "{" + NUMBERS + ", " + fit.get("config").toString().substring(1))
                .json();

        assertThat(again.get("result")).isEqualTo(fit.get("result"));
        assertThat(again.get("history")).isEqualTo(fit.get("history"));
    }
}
