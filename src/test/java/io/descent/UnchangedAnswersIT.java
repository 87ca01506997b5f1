package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The five examples are answered as by the release before, byte for byte. */
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
    @ValueSource(strings = {"sgd", "minibatch", "momentum", "line", "logistic"})
    void anExampleIsAnsweredAsBefore(String name) throws IOException {
        String body = client.get("/v1/examples/" + name).body();

        String answer = client.post("/v1/fits", body, "Prefer", "wait=60").body();

        assertThat(withoutItsOwn(answer))
                .isEqualTo(withoutItsOwn(Release.named("0.1.0").exampleAnswer(name)));
    }

    /** Each fit has an id and times of its own. */
    private static String withoutItsOwn(String answer) {
        return answer.replaceAll("fit_[0-9A-Z]{26}", "id").replaceAll("\"\\d{4}-\\d\\d-\\d\\dT[^\"]*Z\"", "time");
    }
}
