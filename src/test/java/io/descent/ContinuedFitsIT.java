package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fits that go on with others: {@code "init": {"fit": …}}. */
@ServiceTest
class ContinuedFitsIT {

    private static final String DATA =
            "\"dataset\": {\"generator\": {\"type\": \"linear\", \"n\": 300, \"coef\": [1, -2, 3], "
                    + "\"noise\": 0.5}}, \"batch_size\": 20, \"history\": {\"include\": [\"params\", \"direction\"]}";

    private final ServiceClient service;

    ContinuedFitsIT(@LocalServerPort int port) {
        service = new ServiceClient(port);
    }

    private static String body(int epochs, String init, String settings) {
        return "{" + DATA + ", \"epochs\": " + epochs + init + settings + "}";
    }

    private JsonNode after(JsonNode earlier, int epochs, String settings) {
        return service.fit(body(
                        epochs, ", \"init\": {\"fit\": \"" + earlier.get("id").asString() + "\"}", settings))
                .json();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", \"optimizer\": {\"type\": \"sgd\", \"learning_rate\": 0.001, \"momentum\": 0.9}",
                ", \"optimizer\": \"adam\", \"schedule\": {\"type\": \"inverse_scaling\", \"power\": 0.3}",
                ", \"optimizer\": \"averaged_sgd\", \"shuffle\": \"batches\"",
                ", \"optimizer\": {\"type\": \"sgd\", \"learning_rate\": 0.01}, \"penalty\": {\"type\": \"l1\", \"alpha\": 0.01}"
            })
    void sixtyEpochsAndThenFortyMoreEqualAHundred(String settings) {
        JsonNode hundred = service.fit(body(100, "", settings)).json();
        JsonNode sixty = service.fit(body(60, "", settings)).json();
        JsonNode more = after(sixty, 40, settings);

        assertThat(more.get("result").toString())
                .isEqualTo(hundred.get("result").toString());
        assertThat(more.at("/history/epoch/0").asInt()).isEqualTo(61);
        for (String series : new String[] {"loss", "learning_rate"}) {
            for (int i = 0; i < 40; i++) {
                assertThat(more.at("/history/" + series + "/" + i))
                        .isEqualTo(hundred.at("/history/" + series + "/" + (60 + i)));
            }
        }
        assertThat(more.at("/history/direction/coef/39")).isEqualTo(hundred.at("/history/direction/coef/99"));
        assertThat(more.at("/progress/epoch").asInt()).isEqualTo(100);
        assertThat(more.at("/config/epochs").asInt()).isEqualTo(40);
        assertThat(more.at("/config/init/fit")).isEqualTo(sixty.get("id"));
        assertThat(more.at("/config/explanation/init").asString()).contains("after epoch 60");
    }

    @Test
    void aFitCanBeContinuedAgainAndAgain() {
        JsonNode fit = service.fit(body(10, "", "")).json();
        for (int i = 0; i < 3; i++) {
            fit = after(fit, 10, "");
        }
        assertThat(fit.get("result").toString())
                .isEqualTo(service.fit(body(40, "", "")).json().get("result").toString());
    }

    @Test
    void itsConfigurationReproducesAContinuedFit() {
        JsonNode more = after(service.fit(body(10, "", "")).json(), 10, "");
        ObjectNode again = (ObjectNode) more.get("config").deepCopy();
        again.set("dataset", ServiceClient.JSON.readTree("{" + DATA + "}").get("dataset"));
        JsonNode reproduced = service.fitted(again);
        assertThat(reproduced.get("result").toString())
                .isEqualTo(more.get("result").toString());
        assertThat(reproduced.get("history").toString())
                .isEqualTo(more.get("history").toString());
    }

    @Test
    void aJobContinuesAsWhoeverWaitsDoes() {
        JsonNode ten = service.fit(body(10, "", "")).json();
        String ticket = service.post(
                        "/v1/fits",
                        body(10, ", \"init\": {\"fit\": \"" + ten.get("id").asString() + "\"}", ""),
                        "Prefer",
                        "respond-async")
                .header("Location");
        JsonNode job = service.get(ticket).json();
        while (!job.get("done").asBoolean()) {
            job = service.get(ticket, "Prefer", "wait=5").json();
        }
        assertThat(job.get("result").toString())
                .isEqualTo(service.fit(body(20, "", "")).json().get("result").toString());
    }

    @Test
    void aFitIsKeptUntilThoseThatGoOnWithItHaveEnded() {
        JsonNode earlier = service.fit(body(10, "", "")).json();
        String path = "/v1/fits/" + earlier.get("id").asString();
        String ticket = service.post(
                        "/v1/fits",
                        body(
                                1_000_000,
                                ", \"init\": {\"fit\": \"" + earlier.get("id").asString() + "\"}",
                                ""),
                        "Prefer",
                        "respond-async")
                .header("Location");

        ServiceClient.Answer refused = service.delete(path);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("detail").asString()).contains("continues this one");

        service.post(ticket + "/cancel", "");
        assertThat(service.get(ticket, "Prefer", "wait=20").json().get("status").asString())
                .isEqualTo("cancelled");
        assertThat(service.delete(path).status()).isEqualTo(204);
    }

    @Test
    void ofOtherSettingsOnlyTheParametersAreTaken() {
        JsonNode earlier = service.fit(body(60, "", "")).json();
        JsonNode other = after(
                earlier, 1, ", \"optimizer\": {\"type\": \"sgd\", \"learning_rate\": 1e-12}, \"scaling\": \"none\"");
        assertThat(other.at("/history/epoch/0").asInt()).isEqualTo(1);
        assertThat(other.at("/config/explanation/init").asString()).contains("parameters");
        assertThat(other.at("/result/params/coef/0").asDouble())
                .isCloseTo(earlier.at("/result/params/coef/0").asDouble(), within(1e-6));
    }

    @Test
    void aFitThatIsNotThereIsAMistake() {
        ServiceClient.Answer answer =
                service.post("/v1/fits", body(1, ", \"init\": {\"fit\": \"fit_none\"}", ", \"batch_size\": 0"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(service.post("/v1/fits", body(1, ", \"init\": {\"fit\": \"fit_none\"}", ""))
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/init/fit");
    }

    @Test
    void aFitWithOtherFeaturesOrWithoutAModelIsAMistake() {
        JsonNode line = service.fit("{\"x\": [1, 2, 3], \"y\": [1, 2, 3.5]}").json();
        JsonNode diverged = service.fit(
                        "{\"x\": [1, 2, 300], \"y\": [1, 2, 3.5], \"optimizer\": {\"type\": \"sgd\", \"learning_rate\": 10}, "
                                + "\"epochs\": 500}")
                .json();
        for (JsonNode earlier : new JsonNode[] {line, diverged}) {
            ServiceClient.Answer answer = service.post(
                    "/v1/fits",
                    body(1, ", \"init\": {\"fit\": \"" + earlier.get("id").asString() + "\"}", ""));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/init/fit");
        }
    }
}
