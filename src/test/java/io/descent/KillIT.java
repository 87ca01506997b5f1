package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What was acknowledged is there after a kill -9, and ends as if nothing had happened. {@code -Dfaults=full} kills ten
 * times in a row.
 */
class KillIT {

    private static final int KILLS = "full".equals(System.getProperty("faults")) ? 10 : 3;
    private static final int CALLERS = 4;
    private static final String USUAL_FLUSH = "accepted";
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    private Path data;

    private PackagedService service;
    private ServiceClient client;

    @BeforeEach
    void start() throws IOException {
        start(USUAL_FLUSH);
    }

    private void start(String flush) throws IOException {
        service = PackagedService.start(Map.of(
                "DESCENT_FLUSH", flush,
                "DESCENT_DATA_DIR", data.toString(),
                "DESCENT_WORKERS", "1",
                "DESCENT_CHECKPOINT", "200ms",
                // what was running is not waited for until it counts as dead
                "DESCENT_HEARTBEAT", "5m"));
        client = new ServiceClient(service.port());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private String begin(int epochs, String label) {
        // some seconds of momentum and shuffled batches: state that a restart from the parameters alone would get wrong
        String fit = """
                {"dataset": {"generator": {"type": "linear", "n": 100000, "coef": [1, -2, 3, 0.5], "noise": 1}},
                 "optimizer": {"type": "sgd", "learning_rate": 1e-4, "momentum": 0.9},
                 "penalty": {"type": "l1", "alpha": 0.01}, "schedule": {"type": "cosine"}, "batch_size": 32,
                 "epochs": %d, "history": {"include": ["params", "direction"], "metrics": ["batch_sse"]}, "label": "%s"}""".formatted(epochs, label);
        ServiceClient.Answer ticket = client.post("/v1/fits", fit, "Prefer", "respond-async");
        assertThat(ticket.status()).as(ticket.body()).isEqualTo(202);
        return ticket.header("Location");
    }

    private JsonNode ended(String location) {
        Instant giveUp = Instant.now().plus(SOON);
        JsonNode fit = client.get(location).json();
        while (!fit.path("done").asBoolean()) {
            assertThat(fit.has("id")).as(fit.toString()).isTrue();
            assertThat(Instant.now()).as(fit.toString()).isBefore(giveUp);
            fit = client.get(location, "Prefer", "wait=5").json();
        }
        return fit;
    }

    private int awaitEpochAfter(String location, int epoch) throws InterruptedException {
        Instant giveUp = Instant.now().plus(SOON);
        JsonNode fit = client.get(location).json();
        while (fit.at("/progress/epoch").asInt() <= epoch && !fit.path("done").asBoolean()) {
            assertThat(Instant.now()).as(fit.toString()).isBefore(giveUp);
            Thread.sleep(20);
            fit = client.get(location).json();
        }
        return fit.at("/progress/epoch").asInt();
    }

    /** Of a fit that runs, the history is what a checkpoint has stored, which a kill leaves. */
    private int awaitStoredEpochAfter(String location, int epoch) throws InterruptedException {
        Instant giveUp = Instant.now().plus(SOON);
        JsonNode stored = client.get(location + "/history").json().get("epoch");
        while (stored.size() <= epoch) {
            assertThat(Instant.now()).as(stored.toString()).isBefore(giveUp);
            Thread.sleep(20);
            stored = client.get(location + "/history").json().get("epoch");
        }
        return stored.get(stored.size() - 1).asInt();
    }

    @Test
    void afterEveryKillAFitGoesOnWhereItStoodAndEndsWithTheSameBytes() throws IOException, InterruptedException {
        Random moments = new Random(5);
        String location = begin(40 * KILLS, "killed");
        int reached = 0;
        for (int i = 0; i < KILLS; i++) {
            reached = awaitEpochAfter(location, reached);
            Thread.sleep(300 + moments.nextInt(700));
            int seen = client.get(location).json().at("/progress/epoch").asInt();
            service.close();
            start();
            // a fit that began again would be far behind what it has shown
            int resumed = awaitEpochAfter(location, 0);
            assertThat(resumed).isGreaterThan(seen / 2);
        }
        JsonNode killed = ended(location);
        JsonNode undisturbed = ended(begin(40 * KILLS, "undisturbed"));

        assertThat(killed.get("status").asString()).isEqualTo("succeeded");
        assertThat(killed.at("/history/epoch").size()).isEqualTo(40 * KILLS);
        for (String same : new String[] {"result", "history", "dataset", "stop_reason"}) {
            assertThat(killed.get(same).toString())
                    .isEqualTo(undisturbed.get(same).toString());
        }
        nothingIsLeftOver();
    }

    @Test
    void whatWaitedWhenTheProcessWasKilledRunsLater() throws IOException {
        List<String> acknowledged = new ArrayList<>();
        acknowledged.add(begin(15, "first"));
        for (int i = 0; i < 4; i++) {
            acknowledged.add(begin(2, "waiting"));
        }
        service.close();
        start();

        for (String location : acknowledged) {
            JsonNode fit = ended(location);
            assertThat(fit.get("status").asString()).as(fit.toString()).isEqualTo("succeeded");
        }
        nothingIsLeftOver();
    }

    @Test
    void aStopThatWasAcknowledgedBeforeTheKillStillCounts() throws IOException, InterruptedException {
        String location = begin(100_000, "stopped");
        int stored = awaitStoredEpochAfter(location, 3);
        assertThat(client.post(location + "/stop", "").status()).isEqualTo(202);
        service.close();
        start();

        JsonNode fit = ended(location);
        assertThat(fit.get("status").asString()).isEqualTo("succeeded");
        assertThat(fit.get("stop_reason").asString()).isEqualTo("stopped");
        assertThat(fit.at("/progress/epoch").asInt()).isGreaterThanOrEqualTo(stored);
    }

    @Test
    void nothingIsLeftOfAFileWhoseReadingTheKillEnded() throws IOException, InterruptedException {
        byte[] file = ("a,b\n" + "1.5,some text\n".repeat(2_000_000)).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < KILLS; i++) {
            CompletableFuture<HttpResponse<Void>> upload = upload(file);
            while (inDatasets() == 0) {
                Thread.sleep(5);
            }
            // in the upload, in the reading, in the writing
            Thread.sleep(i * 300L / KILLS);
            service.close();
            upload.handle((_, _) -> null).join();
            start();

            List<String> kept = client.get("/v1/datasets").json().get("data").findValuesAsString("status");
            assertThat(kept).isSubsetOf("ready");
            assertThat(inDatasets()).isEqualTo(kept.size());
            for (JsonNode dataset : client.get("/v1/datasets").json().get("data")) {
                assertThat(dataset.get("rows").asInt()).isEqualTo(2_000_000);
                client.delete("/v1/datasets/" + dataset.get("id").asString());
            }
        }
        nothingIsLeftOver();
    }

    private CompletableFuture<HttpResponse<Void>> upload(byte[] file) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + "/v1/datasets"))
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                .build();
        return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.discarding());
    }

    private long inDatasets() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("datasets"))) {
            return files.count();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {USUAL_FLUSH, "always"})
    void everyFitThatWasAnsweredIsThereAfterAKill(String flush) throws IOException, InterruptedException {
        Random moments = new Random(7);
        if (!flush.equals(USUAL_FLUSH)) {
            service.close();
            start(flush);
        }
        for (int i = 0; i < KILLS; i++) {
            ServiceClient caller = client;
            int round = i;
            Map<String, String> answered = new ConcurrentHashMap<>();
            List<Thread> callers = IntStream.range(0, CALLERS)
                    .mapToObj(number ->
                            Thread.ofVirtual().start(() -> postUntilKilled(caller, round * CALLERS + number, answered)))
                    .toList();
            while (answered.size() < 20 * CALLERS) {
                Thread.sleep(5 + moments.nextInt(50));
            }
            service.close();
            for (Thread each : callers) {
                each.join();
            }
            start(flush);

            answered.forEach((location, body) ->
                    assertThat(client.get(location).body()).as(location).isEqualTo(body));
        }
        nothingIsLeftOver();
    }

    private static void postUntilKilled(ServiceClient client, int number, Map<String, String> answered) {
        try {
            for (int i = 0; ; i++) {
                ServiceClient.Answer answer = client.fit("""
                        {"x": [1, 2, 3, 4], "y": [25, 45, 65, 85], "epochs": 20, "seed": %d}""".formatted(1000 * number + i));
                answered.put(answer.header("Location"), answer.body());
            }
        } catch (AssertionError killed) {
            assertThat(killed).hasCauseInstanceOf(IOException.class);
        }
    }

    private void nothingIsLeftOver() throws IOException {
        assertThat(client.get("/v1/fits?status=running").json().get("data")).isEmpty();
        assertThat(client.get("/v1/fits?status=queued").json().get("data")).isEmpty();
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allMatch(name ->
                            name.startsWith("descent.") || name.startsWith("sqlite-") || name.equals("datasets"));
        }
        assertThat(data.resolve("datasets")).isEmptyDirectory();
    }
}
