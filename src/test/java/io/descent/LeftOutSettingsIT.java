package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What clients write for a setting that their caller left out: nothing, null, or its default. */
@ServiceTest
class LeftOutSettingsIT {

    private final ServiceClient service;

    LeftOutSettingsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'weight': null, 'features': null, 'dataset': null | 'seed': 0",
                "'init': {'uniform': null, 'coef': [2], 'intercept': null} | 'init': {'coef': [2]}",
                "'init': {'uniform': [0, 1], 'coef': null, 'intercept': null} | 'init': {'uniform': [0, 1]}",
                "'optimizer': {'type': 'sgd', 'dampening': 0, 'momentum': null} | 'optimizer': 'sgd'",
                "'penalty': {'type': 'l2', 'alpha': null} | 'penalty': 'l2'"
            })
    void nullAndTheDefaultAreTheSameAsNothing(String written, String shorter) {
        assertThat(config(written)).isEqualTo(config(shorter));
    }

    @Test
    void aDatasetMayStandBesideRowsThatAreNull() {
        Answer answer = post(
                "{'x': null, 'y': null, 'dataset': {'generator': null, 'columns': {'a': [1, 2], 'b': [1, 2]}, 'target': 'b'}}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'x': null, 'y': null} | /dataset",
                "{'x': null, 'y': [1]} | /x",
                "{'x': [1], 'y': null} | /y",
                "{'dataset': null} | /dataset",
                "{'dataset': {'generator': null}} | /dataset",
                "{'dataset': {'columns': {'a': [1], 'b': [1]}, 'target': null}} | /dataset/target"
            })
    void dataThatAreNullAreMissing(String request, String pointer) {
        Answer answer = post(request);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo("required");
        assertThat(answer.json().get("errors")).hasSize(1);
    }

    @Test
    void aSettingThatIsNullMustStillBeKnown() {
        Answer answer = post("{'x': [1, 2], 'y': [1, 2], 'init': {'coef': [1], 'bias': null}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/init/bias");
    }

    private JsonNode config(String settings) {
        Answer answer = post("{'x': [1, 2, 4], 'y': [1, 2, 5], " + settings + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("config");
    }

    private Answer post(String quoted) {
        return service.post("/v1/fits?validate_only=true", quoted.replace('\'', '"'));
    }
}
