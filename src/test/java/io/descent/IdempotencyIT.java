package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Requests that come again with a key find the fit that the first of them began. */
@ServiceTest
class IdempotencyIT {

    private static final String LINE = "\"x\": [1, 2, 3, 4], \"y\": [25, 45, 65, 85]";

    private static final Duration SOON = Duration.ofSeconds(20);

    private final ServiceClient service;
    private final EndlessFits fits;

    IdempotencyIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
        this.fits = new EndlessFits(service);
    }

    @AfterEach
    void cancelWhatRuns() {
        fits.cancel();
    }

    @Test
    void theSameKeyAndBodyFindTheSameFit() {
        String body = "{\"label\": \"once\", " + LINE + "}";
        ServiceClient.Answer first = service.post("/v1/fits", body, "Idempotency-Key", "k-1");
        ServiceClient.Answer second = service.post("/v1/fits", body, "Idempotency-Key", "k-1");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(service.get("/v1/fits?label=once").json().get("data").size()).isEqualTo(1);

        ServiceClient.Answer other =
                service.post("/v1/fits", "{\"label\": \"other\", " + LINE + "}", "Idempotency-Key", "k-1");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("type").asString()).isEqualTo("urn:descent:problem:idempotency-key-reused");
        assertThat(service.get("/v1/fits?label=other").json().get("data").size())
                .isZero();
    }

    @Test
    void aKeyOfARequestThatIsNotAnsweredYetIsAConflict() throws InterruptedException {
        String body = EndlessFits.body(", \"label\": \"in flight\"");
        Thread first = Thread.ofVirtual()
                .start(() -> service.post("/v1/fits", body, "Idempotency-Key", "k-2", "Prefer", "wait=4"));
        JsonNode found = service.get("/v1/fits?label=in+flight").json();
        Instant giveUp = Instant.now().plus(SOON);
        while (found.get("data").isEmpty()) {
            assertThat(Instant.now()).isBefore(giveUp);
            found = service.get("/v1/fits?label=in+flight").json();
        }
        fits.begun("/v1/fits/" + found.at("/data/0/id").asString());
        assertThat(service.post("/v1/fits", body, "Idempotency-Key", "k-2").status())
                .isEqualTo(409);
        first.join();
        ServiceClient.Answer retry =
                service.post("/v1/fits", body, "Idempotency-Key", "k-2", "Prefer", "respond-async");
        assertThat(retry.status()).isEqualTo(202);
        assertThat(retry.json().get("id")).isEqualTo(found.at("/data/0/id"));
    }

    @Test
    void aKeyThatIsTooLongIsNamed() {
        ServiceClient.Answer answer = service.post("/v1/fits", "{" + LINE + "}", "Idempotency-Key", "k".repeat(256));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/parameter").asString()).isEqualTo("Idempotency-Key");
    }

    @Test
    void aRequestWithMistakesDoesNotUseUpItsKey() {
        assertThat(service.post("/v1/fits", "{\"epochs\": 0, " + LINE + "}", "Idempotency-Key", "k-3")
                        .status())
                .isEqualTo(422);
        assertThat(service.post("/v1/fits", "{" + LINE + "}", "Idempotency-Key", "k-3")
                        .status())
                .isEqualTo(200);
    }
}
