package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** A service with little memory and a short queue, and what it does not take. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsIT {

    private static final String LINE = "\"x\": [1, 2, 3, 4], \"y\": [25, 45, 65, 85]";

    private PackagedService service;
    private ServiceClient client;

    @BeforeAll
    void start() throws IOException {
        service = PackagedService.start("192m", Map.of("DESCENT_QUEUE", "2", "DESCENT_WORKERS", "1"));
        client = new ServiceClient(service.port());
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    private void isRefused(String body, String pointer) {
        for (String prefer : new String[] {"wait=10", "respond-async"}) {
            ServiceClient.Answer answer = client.post("/v1/fits", body, "Prefer", prefer);
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(StreamSupport.stream(answer.json().get("errors").spliterator(), false))
                    .anySatisfy(error -> {
                        assertThat(error.get("pointer").asString()).isEqualTo(pointer);
                        assertThat(error.get("code").asString()).isEqualTo("too_large");
                    });
        }
    }

    @Test
    void whatWouldTakeTooMuchMemoryIsRefusedBeforeItStarts() {
        for (int i = 0; i < 5; i++) {
            isRefused(
                    "{\"dataset\": {\"generator\": {\"type\": \"linear\", \"n\": 100000000, \"coef\": [1, 2, 3, 4, 5]}}}",
                    "/dataset/generator");
            isRefused("{\"epochs\": 10000000, \"history\": {\"include\": [\"params\"]}, " + LINE + "}", "/history");
        }
        assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(client.fit("{" + LINE + "}").json().get("status").asString()).isEqualTo("succeeded");
        LongFits.nothingIsUnderWay(client);
        assertThat(service.log()).noneMatch(line -> line.contains("OutOfMemoryError"));
    }

    @Test
    void aFullQueueTellsWhenToComeBackAndTakesFitsAgainWhenItIsEmpty() throws InterruptedException {
        String running = LongFits.begin(client, LongFits.ENDLESS, "runs");
        LongFits.awaitEpochAfter(client, running, 0);
        List<String> waiting = List.of(
                LongFits.begin(client, LongFits.ENDLESS, "waits"), LongFits.begin(client, LongFits.ENDLESS, "waits"));

        for (String prefer : new String[] {"wait=1", "respond-async"}) {
            ServiceClient.Answer refused =
                    client.post("/v1/fits", LongFits.body(LongFits.ENDLESS, "refused"), "Prefer", prefer);
            assertThat(refused.status()).as(refused.body()).isEqualTo(429);
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(refused.json().get("type").asString()).isEqualTo("urn:descent:problem:queue-full");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 3600);
        }
        assertThat(client.get("/v1/fits?label=refused").json().get("data")).isEmpty();
        assertThat(client.fit("{" + LINE + "}").json().get("status").asString()).isEqualTo("succeeded");

        for (String location : waiting) {
            assertThat(client.post(location + "/cancel", "").status()).isEqualTo(200);
        }
        String again = LongFits.begin(client, LongFits.ENDLESS, "taken again");
        client.post(running + "/cancel", "");
        LongFits.awaitEpochAfter(client, again, 0);
        client.post(again + "/cancel", "");
        JsonNode ended = LongFits.ended(client, again);
        assertThat(ended.get("status").asString()).isEqualTo("cancelled");
        LongFits.ended(client, running);
        LongFits.nothingIsUnderWay(client);
    }
}
