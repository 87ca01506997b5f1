package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** PostgreSQL is stopped under load and started again; the service stays. {@code -Dfaults=full} does so several times. */
class DatabaseOutageIT {

    private static final int OUTAGES = LongFits.FULL ? 5 : 1;
    private static final int CLIENTS = 4;

    /** Longer than a dead process is waited for, so that the service finds its own fits among those that seem left. */
    private static final Duration OUTAGE = Duration.ofSeconds(4);

    private static final Duration BETWEEN = Duration.ofSeconds(LongFits.FULL ? 5 : 1);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int LONG_EPOCHS = LongFits.FULL ? 2500 : 250;

    @TempDir
    private Path data;

    private Postgres postgres;
    private PackagedService service;
    private ServiceClient client;

    private final ConcurrentLinkedQueue<ServiceClient.Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile boolean posting = true;

    @BeforeEach
    void start() throws IOException {
        postgres = new Postgres(data);
        service = PackagedService.start(postgres.environment(Map.of(
                "DESCENT_WORKERS", "2",
                "SPRING_DATASOURCE_HIKARI_CONNECTION_TIMEOUT", "1000",
                "DESCENT_CHECKPOINT", "200ms",
                "DESCENT_HEARTBEAT", "300ms")));
        client = new ServiceClient(service.port());
    }

    @AfterEach
    void stop() throws IOException {
        posting = false;
        service.close();
        postgres.close();
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAnOutageAndTheServiceGoesOn() throws IOException, InterruptedException {
        String location = LongFits.begin(client, LONG_EPOCHS, "through the outage");
        LongFits.awaitEpochAfter(client, location, 5);
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            clients.add(Thread.ofVirtual().start(() -> post(number)));
        }
        for (int i = 0; i < OUTAGES; i++) {
            Thread.sleep(BETWEEN);
            postgres.stop();
            Instant stopped = Instant.now();
            refusesWhatItCannotKeep(location);
            Thread.sleep(OUTAGE.minus(Duration.between(stopped, Instant.now())));
            postgres.startAgain();
            awaitReadiness();
        }
        Thread.sleep(BETWEEN);
        posting = false;
        for (Thread each : clients) {
            each.join();
        }

        everyAnswerWasTrue();
        LongFits.sameBytes(
                LongFits.ended(client, location),
                LongFits.ended(client, LongFits.begin(client, LONG_EPOCHS, "undisturbed")));
        LongFits.nothingIsUnderWay(client);
        assertThat(service.log()).noneMatch(line -> line.contains(" ERROR "));
    }

    /** Posts small fits, waiting for some and not for others. */
    private void post(int number) {
        for (int i = 0; posting; i++) {
            String body = "{\"x\": [1, 2, 3, 4], \"y\": [25, 45, 65, 85], \"seed\": %d}".formatted(1000 * number + i);
            answers.add(
                    i % 3 == 0
                            ? client.post("/v1/fits", body, "Prefer", "respond-async")
                            : client.post("/v1/fits", body));
        }
    }

    private void refusesWhatItCannotKeep(String location) {
        assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
        unavailable(client.post("/v1/fits", "{\"x\": [1, 2, 3, 4], \"y\": [25, 45, 65, 85]}"));
        unavailable(client.get(location));
        assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(503);
        assertThat(client.post("/v1/fits", "{\"x\": [1, 2, 3, 4], \"y\": [25, 45, 65, 85], \"store\": false}")
                        .status())
                .isEqualTo(200);
    }

    private void unavailable(ServiceClient.Answer answer) {
        assertThat(answer.status())
                .as(() -> answer.body() + String.join("\n", service.log()))
                .isEqualTo(503);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Retry-After")).matches("\\d+");
        assertThat(answer.json().get("type").asString()).isEqualTo("urn:descent:problem:storage-unavailable");
    }

    private void awaitReadiness() throws InterruptedException {
        Instant giveUp = Instant.now().plus(SOON);
        while (client.get("/actuator/health/readiness").status() != 200) {
            assertThat(Instant.now()).isBefore(giveUp);
            Thread.sleep(100);
        }
    }

    private void everyAnswerWasTrue() {
        int refused = 0;
        for (ServiceClient.Answer answer : answers) {
            switch (answer.status()) {
                case 200 ->
                    assertThat(client.get(answer.header("Location")).body()).isEqualTo(answer.body());
                case 202 -> {
                    JsonNode fit = LongFits.ended(client, answer.header("Location"));
                    assertThat(fit.get("status").asString()).as(fit.toString()).isEqualTo("succeeded");
                }
                default -> {
                    unavailable(answer);
                    refused++;
                }
            }
        }
        assertThat(refused).isPositive();
        assertThat(answers.size()).isGreaterThan(refused + 2 * CLIENTS);
    }
}
