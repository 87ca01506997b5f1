package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One service that is told to stop while it works, and what each of its callers gets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no SIGTERM")
class DrainIT {

    private static final Duration DRAIN = Duration.ofSeconds(4);
    private static final int SIGTERM_STATUS = 128 + 15;
    private static final String FIT = """
            {"dataset": {"generator": {"type": "linear", "n": 100000, "coef": [1, 2]}}, "optimizer": "sgd",
             "epochs": 100000%s}""";

    /** An answer and when it came. */
    private record Answer(int status, String contentType, JsonNode body, Instant at) {

        static Answer of(HttpResponse<String> response) {
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    JsonMapper.shared().readTree(response.body()),
                    Instant.now());
        }
    }

    @TempDir
    private static Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private PackagedService service;
    private Instant told;
    private Answer keptFit;
    private Answer shortFit;
    private Answer longFit;
    private Answer newFit;
    private Answer readiness;
    private int exitStatus;
    private Duration untilExit;

    @BeforeAll
    void tellAServiceAtWorkToStop() throws IOException, InterruptedException {
        service = start();
        try (Socket unfinished = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            unfinished
                    .getOutputStream()
                    .write(
                            "POST /v1/fits HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<Answer> kept = post(FIT.formatted("")).thenApply(Answer::of);
            CompletableFuture<Answer> toBeEnded =
                    post(FIT.formatted(", \"store\": false")).thenApply(Answer::of);
            CompletableFuture<Answer> toFinish = post(FIT.formatted(
                            ", \"store\": false, \"stopping\": {\"time_limit_seconds\": 3}"))
                    .thenApply(Answer::of);
            awaitRunningFits(3);

            told = Instant.now();
            service.terminate();
            Thread.sleep(500);
            newFit = Answer.of(post(FIT.formatted("")).join());
            readiness = Answer.of(get("/actuator/health/readiness"));
            keptFit = kept.join();
            shortFit = toFinish.join();
            longFit = toBeEnded.join();
            exitStatus = service.exitStatus();
            untilExit = Duration.between(told, Instant.now());
        }
    }

    private PackagedService start() throws IOException {
        return PackagedService.start(Map.of(
                "DESCENT_DRAIN",
                DRAIN.toSeconds() + "s",
                "DESCENT_DATA_DIR",
                data.toString(),
                "DESCENT_FIT_THREADS",
                "1"));
    }

    @AfterAll
    void kill() {
        if (service != null) {
            service.close();
        }
    }

    private CompletableFuture<HttpResponse<String>> post(String body) {
        return http.sendAsync(
                HttpRequest.newBuilder(service.uri("/v1/fits"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(service.uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void awaitRunningFits(int count) throws IOException, InterruptedException {
        Instant start = Instant.now();
        while (!get("/actuator/prometheus").body().contains("descent_fits_running " + count + ".0")) {
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
            Thread.sleep(50);
        }
    }

    @Test
    void aFitThatIsKeptIsHandedBackAndItsCallerToldWhereToFindIt() {
        assertThat(keptFit.status()).isEqualTo(202);
        assertThat(Duration.between(told, keptFit.at())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void theNextProcessGoesOnWithIt() throws IOException, InterruptedException {
        try (PackagedService next = start()) {
            ServiceClient client = new ServiceClient(next.port());
            String location = "/v1/fits/" + keptFit.body().path("id").asString();
            int reached = client.get(location).json().at("/progress/epoch").asInt();
            assertThat(reached).isPositive();
            Instant giveUp = Instant.now().plusSeconds(30);
            while (client.get(location).json().at("/progress/epoch").asInt() <= reached) {
                assertThat(Instant.now()).isBefore(giveUp);
                Thread.sleep(50);
            }
        }
    }

    @Test
    void whileItDrainsItAnswersThatItTakesNothing() {
        assertThat(newFit.status()).isEqualTo(503);
        assertThat(newFit.body().path("type").asString()).isEqualTo("urn:descent:problem:draining");
        assertThat(readiness.status()).isEqualTo(503);
    }

    @Test
    void aFitThatEndsWithinTheDrainIsAnsweredAsEver() {
        assertThat(shortFit.status()).isEqualTo(200);
        assertThat(shortFit.body().path("stop_reason").asString()).isEqualTo("time_limit");
        assertThat(shortFit.at()).isAfter(told);
    }

    @Test
    void aLongerFitIsEndedAndItsCallerToldToComeBack() {
        assertThat(longFit.status()).isEqualTo(503);
        assertThat(longFit.contentType()).isEqualTo("application/problem+json");
        assertThat(longFit.body().path("type").asString()).isEqualTo("urn:descent:problem:draining");
        assertThat(Duration.between(told, longFit.at())).isBetween(DRAIN, DRAIN.plusSeconds(2));
    }

    @Test
    void theProcessEndsSoonThoughACallerNeverFinishesTheBody() {
        assertThat(exitStatus).isEqualTo(SIGTERM_STATUS);
        assertThat(untilExit).isLessThan(DRAIN.plusSeconds(5));
    }

    @Test
    void theLogTellsOfNothingUnusual() {
        List<String> log = service.log();
        assertThat(log).anyMatch(line -> line.contains("Commencing graceful shutdown"));
        assertThat(log).noneMatch(line -> line.startsWith("\tat ") || line.contains(" ERROR "));
    }
}
