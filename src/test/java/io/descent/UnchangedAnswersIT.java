package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The examples are answered as by the first release, byte for byte. What they say now beside that is how far they are
 * from the minimum.
 */
@ServiceTest
class UnchangedAnswersIT {

    @LocalServerPort
    private int port;

    private ServiceClient client;

    @BeforeEach
    void connect() {
        client = new ServiceClient(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "minibatch", "momentum", "logistic"})
    void anExampleIsAnsweredAsBefore(String name) throws IOException {
        String body = client.get("/v1/examples/" + name).body();

        String answer = client.post("/v1/fits", body, "Prefer", "wait=60").body();

        assertThat(withoutHowFarItIs(withoutItsOwn(answer)))
                .isEqualTo(withoutItsOwn(Release.named("0.1.0").exampleAnswer(name)));
    }

    /** What it leaves open is chosen otherwise now: the settings it was answered with give the same fit as ever. */
    @Test
    void theExampleThatLeavesItsSettingsOpenIsAnsweredAsBeforeWhereTheyAreGiven() throws IOException {
        JsonNode before = ServiceClient.JSON.readTree(Release.named("0.1.0").exampleAnswer("line"));
        ObjectNode body = (ObjectNode) before.get("config").deepCopy();
        body.remove("explanation");
        body.set("dataset", client.get("/v1/examples/line").json().get("dataset"));

        JsonNode answer =
                client.post("/v1/fits", body.toString(), "Prefer", "wait=60").json();

        assertThat(body.at("/optimizer/type").asString()).isEqualTo("sgd");
        for (String part : List.of("status", "stop_reason", "progress", "result", "history", "dataset", "warnings")) {
            assertThat(answer.get(part).toString())
                    .as(part)
                    .isEqualTo(before.get(part).toString());
        }
        ObjectNode config = (ObjectNode) before.get("config");
        config.remove("explanation");
        assertThat(answer.get("config").toString()).isEqualTo(config.toString());
    }

    /** Each fit has an id and times of its own. */
    private static String withoutItsOwn(String answer) {
        return answer.replaceAll("fit_[0-9A-Z]{26}", "id").replaceAll("\"\\d{4}-\\d\\d-\\d\\dT[^\"]*Z\"", "time");
    }

    private static String withoutHowFarItIs(String answer) {
        return answer.replaceAll(",\"(gradient_norm|estimated_excess)\":[^,}]*", "")
                .replaceAll(",?\\{\"code\":\"not_converged\"[^}]*\\}", "");
    }
}
