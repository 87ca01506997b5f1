package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Which engine runs a fit, of a service without a cluster. */
@ServiceTest
class EngineIT {

    private static final String LINE = "\"x\": [1, 2, 3, 4], \"y\": [25, 45, 65, 85]";

    private final ServiceClient service;

    EngineIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    private JsonNode mistakes(String body) {
        ServiceClient.Answer answer = service.post("/v1/fits", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        return answer.json().get("errors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "local"})
    void anEngineThatIsNamedIsAnsweredAndChangesNothingElse(String engine) {
        JsonNode named =
                service.fit("{" + LINE + ", \"engine\": \"" + engine + "\"}").json();
        JsonNode open = service.fit("{" + LINE + "}").json();

        assertThat(named.at("/config/engine").asString()).isEqualTo(engine);
        assertThat(open.get("config").has("engine")
                        && !open.at("/config/engine").isNull())
                .isFalse();
        for (String same : List.of("result", "history", "dataset", "stop_reason")) {
            assertThat(named.get(same).toString()).isEqualTo(open.get(same).toString());
        }
    }

    @Test
    void aClusterThatThereIsNotIsRefusedWithWhatToDo() {
        JsonNode mistakes = mistakes("{" + LINE + ", \"engine\": \"spark\"}");

        assertThat(mistakes).hasSize(1);
        assertThat(mistakes.at("/0/pointer").asString()).isEqualTo("/engine");
        assertThat(mistakes.at("/0/detail").asString()).contains("DESCENT_SPARK_HOME", "DESCENT_SPARK_MASTER");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"batch_size\": 2; /batch_size; must be \"full\"",
                "\"loss\": \"absolute_error\", \"shuffle\": \"samples\"; /batch_size; is 1 for this loss where it is left out",
                "\"optimizer\": \"exact\"; /optimizer; take \"lbfgs\"",
                "\"store\": false; /store; run in the queue",
                "\"engine\": \"cluster\"; /engine; one of"
            })
    void whatAClusterDoesNotRunIsRefusedWithAdvice(String settings, String pointer, String advice) {
        String engine = settings.contains("engine") ? "" : ", \"engine\": \"spark\"";

        JsonNode mistakes = mistakes("{" + LINE + ", " + settings + engine + "}");

        assertThat(mistakes.at("/0/pointer").asString()).isEqualTo(pointer);
        assertThat(mistakes.at("/0/detail").asString()).contains(advice);
    }

    @Test
    void sparseRowsAreRefused() {
        JsonNode mistakes = mistakes("""
                {"dataset": {"csr": {"data": [1, 2], "indices": [0, 1], "indptr": [0, 1, 2], "shape": [2, 2]}, "y": [1, 2]},
                 "engine": "spark"}""");

        assertThat(mistakes.findValuesAsString("detail")).anyMatch(detail -> detail.contains("for sparse rows"));
    }
}
