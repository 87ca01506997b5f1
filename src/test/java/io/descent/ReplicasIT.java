package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two replicas on one PostgreSQL, each with one worker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicasIT {

    private static final Map<String, String> SETTINGS =
            Map.of("DESCENT_WORKERS", "1", "DESCENT_CHECKPOINT", "200ms", "DESCENT_HEARTBEAT", "300ms");
    private static final String LINE = "\"x\": [1, 2, 3, 4], \"y\": [25, 45, 65, 85]";

    /**
     * So much work that a caller who waits does not have it run on its own thread; in rows so wide that it is done long
     * before the caller has waited enough, even on a busy machine.
     */
    private static final String LONG_LANE = """
            {"dataset": {"generator": {"type": "linear", "n": 10000, "coef": [%s]}},
             "epochs": 520, "batch_size": 256, "optimizer": {"type": "sgd", "learning_rate": 1e-3}}""".formatted("1, ".repeat(98) + "1");

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int TRIES = LongFits.FULL ? 20 : 4;
    private static final int SHORT_FITS = LongFits.FULL ? 400 : 40;
    private static final int KILLS = LongFits.FULL ? 5 : 1;

    @TempDir
    private static Path data;

    private Postgres postgres;
    private Replica first;
    private Replica second;

    /** A process and how to speak with it. */
    private record Replica(PackagedService process, ServiceClient client) {

        static Replica start(Postgres postgres) {
            try {
                PackagedService process = PackagedService.start(postgres.environment(SETTINGS));
                return new Replica(process, new ServiceClient(process.port()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        double running() {
            return LongFits.metric(client, "descent_fits_running", "");
        }

        double fitsEnded() {
            return LongFits.metric(client, "descent_fit_seconds_count", "");
        }
    }

    /** Who runs a fit, and who does not. */
    private record Roles(Replica runs, Replica watches) {}

    @BeforeAll
    void start() throws IOException {
        postgres = new Postgres(data);
        CompletableFuture<Replica> other = CompletableFuture.supplyAsync(() -> Replica.start(postgres));
        try {
            first = Replica.start(postgres);
        } finally {
            second = other.join();
        }
    }

    @AfterAll
    void stop() throws IOException {
        for (Replica replica : new Replica[] {first, second}) {
            if (replica != null) {
                replica.process().close();
            }
        }
        postgres.close();
    }

    @AfterEach
    void cancelWhatIsLeft() {
        for (String status : new String[] {"queued", "running", "cancelling"}) {
            for (JsonNode fit : first.client()
                    .get("/v1/fits?limit=100&status=" + status)
                    .json()
                    .get("data")) {
                String location = "/v1/fits/" + fit.get("id").asString();
                first.client().post(location + "/cancel", "");
                LongFits.ended(first.client(), location);
            }
        }
    }

    private Roles awaitRunning(String location) throws InterruptedException {
        LongFits.awaitEpochAfter(first.client(), location, 0);
        return first.running() > 0 ? new Roles(first, second) : new Roles(second, first);
    }

    @Test
    void aJobRunsOnceThoughBothReplicasLookForIt() {
        double before = first.fitsEnded() + second.fitsEnded();
        List<String> begun = new ArrayList<>();
        for (int i = 0; i < SHORT_FITS; i++) {
            ServiceClient client = i % 2 == 0 ? first.client() : second.client();
            begun.add(LongFits.accepted(client, "{\"seed\": %d, \"epochs\": 2000, %s}".formatted(i, LINE)));
        }
        for (String location : begun) {
            JsonNode fit = LongFits.ended(first.client(), location);
            assertThat(fit.get("status").asString()).as(fit.toString()).isEqualTo("succeeded");
        }
        assertThat(first.fitsEnded() + second.fitsEnded() - before).isEqualTo(SHORT_FITS);
        LongFits.nothingIsUnderWay(second.client());
    }

    @Test
    void anyReplicaAnswersForAFit() {
        ServiceClient.Answer here = first.client().fit("{\"label\": \"answered for\", " + LINE + "}");
        String location = here.header("Location");
        assertThat(second.client().get(location).body()).isEqualTo(here.body());
        assertThat(second.client().get(location + "/history").body())
                .isEqualTo(first.client().get(location + "/history").body());
        assertThat(second.client().get("/v1/fits?label=answered+for").json().at("/data/0/id"))
                .isEqualTo(here.json().get("id"));
        assertThat(second.client().delete(location).status()).isEqualTo(204);
        assertThat(first.client().get(location).status()).isEqualTo(404);
    }

    @Test
    void eventsOfAFitThatAnotherReplicaRunsArrive() throws IOException, InterruptedException {
        String location = LongFits.begin(first.client(), LongFits.ENDLESS, "watched");
        Roles roles = awaitRunning(location);
        HttpRequest request = HttpRequest.newBuilder(roles.watches().process().uri(location + "/events"))
                .build();
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        List<Integer> ids = new ArrayList<>();
        int stored = 0;
        List<String> events = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    ids.add(Integer.parseInt(line.substring(3).strip()));
                    times.add(Instant.now());
                    if (stored == 0
                            && Duration.between(times.getFirst(), times.getLast())
                                            .toMillis()
                                    > 300) {
                        stored = ids.size();
                    }
                    if (stored > 0 && ids.size() == stored + 30) {
                        roles.watches().client().post(location + "/stop", "");
                    }
                } else if (line.startsWith("event:")) {
                    events.add(line.substring(6).strip());
                }
            }
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(stored + 30);
        // what is stored already comes at once, and what comes later not faster than from where the fit runs
        double seconds = Duration.between(times.get(stored), times.getLast()).toMillis() / 1000.0;
        assertThat(times.size() - stored).isLessThanOrEqualTo((int) Math.ceil(seconds * 20) + 5);
        assertThat(events).startsWith("status").endsWith("done");
        JsonNode fit = roles.watches().client().get(location).json();
        assertThat(fit.get("stop_reason").asString()).isEqualTo("stopped");
        // the last record was told, whoever ran the fit
        assertThat(ids.getLast()).isEqualTo(fit.at("/history/epoch").size() + 1);
    }

    @Test
    void cancelAndStopReachTheReplicaThatRunsAFit() throws InterruptedException {
        List<Duration> latencies = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            for (String how : new String[] {"cancel", "stop"}) {
                String location = LongFits.begin(first.client(), LongFits.ENDLESS, how);
                Roles roles = awaitRunning(location);
                Instant told = Instant.now();
                ServiceClient.Answer answer = roles.watches().client().post(location + "/" + how, "");
                assertThat(answer.status()).isEqualTo(202);
                JsonNode fit = LongFits.ended(roles.watches().client(), location);
                latencies.add(Duration.between(told, Instant.now()));
                assertThat(fit.get("status").asString()).isEqualTo(how.equals("cancel") ? "cancelled" : "succeeded");
                assertThat(fit.get("result").isNull()).isEqualTo(how.equals("cancel"));
            }
        }
        // the first ones are slow because the code is new to the machine
        assertThat(latencies.stream().sorted().toList().get(TRIES)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void whoeverWaitsIsAnsweredThoughAnotherReplicaRunsTheFit() throws InterruptedException {
        String busy = LongFits.begin(first.client(), LongFits.ENDLESS, "keeps its replica busy");
        Roles roles = awaitRunning(busy);
        double before = roles.watches().fitsEnded();
        double elsewhere = roles.runs().fitsEnded();
        ServiceClient.Answer answer = roles.runs().client().post("/v1/fits", LONG_LANE, "Prefer", "wait=50");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("status").asString()).isEqualTo("succeeded");
        assertThat(roles.watches().fitsEnded()).isEqualTo(before + 1);
        assertThat(roles.runs().fitsEnded()).isEqualTo(elsewhere);
    }

    @Test
    void anIdempotencyKeyFindsItsFitAtEveryReplica() throws InterruptedException {
        String body = "{\"label\": \"once\", " + LINE + "}";
        ServiceClient.Answer here = first.client().post("/v1/fits", body, "Idempotency-Key", "k-1");
        ServiceClient.Answer there = second.client().post("/v1/fits", body, "Idempotency-Key", "k-1");
        assertThat(there.status()).isEqualTo(200);
        assertThat(there.body()).isEqualTo(here.body());
        assertThat(second.client()
                        .post("/v1/fits", "{\"label\": \"other\", " + LINE + "}", "Idempotency-Key", "k-1")
                        .status())
                .isEqualTo(422);

        for (int i = 0; i < TRIES; i++) {
            String key = "race-" + i;
            String raced = "{\"label\": \"" + key + "\", \"optimizer\": \"sgd\", \"epochs\": 500, " + LINE + "}";
            CompletableFuture<ServiceClient.Answer> one =
                    CompletableFuture.supplyAsync(() -> first.client().post("/v1/fits", raced, "Idempotency-Key", key));
            CompletableFuture<ServiceClient.Answer> other = CompletableFuture.supplyAsync(
                    () -> second.client().post("/v1/fits", raced, "Idempotency-Key", key));
            assertThat(one.join().status()).isEqualTo(200);
            assertThat(other.join().body()).isEqualTo(one.join().body());
            assertThat(first.client().get("/v1/fits?label=" + key).json().get("data"))
                    .hasSize(1);
        }
    }

    @Test
    void theOtherReplicaEndsWhatAKilledOneLeaves() throws InterruptedException {
        int epochs = LongFits.FULL ? 600 : 120;
        JsonNode undisturbed = LongFits.ended(first.client(), LongFits.begin(first.client(), epochs, "undisturbed"));
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> begun = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                begun.add(LongFits.begin(i % 2 == 0 ? first.client() : second.client(), epochs, "of the killed"));
            }
            LongFits.awaitEpochAfter(second.client(), begun.get(0), 5);
            LongFits.awaitEpochAfter(second.client(), begun.get(1), 5);
            assertThat(first.running()).isEqualTo(1);
            first.process().close();
            try {
                for (String location : begun) {
                    LongFits.sameBytes(LongFits.ended(second.client(), location), undisturbed);
                }
                LongFits.nothingIsUnderWay(second.client());
                // what the killed one ran was left and found, not forgotten and begun by its caller again
                assertThat(second.process().log()).anyMatch(line -> line.contains("missed its heartbeats"));
            } finally {
                first = Replica.start(postgres);
            }
        }
        Instant giveUp = Instant.now().plus(SOON);
        while (second.running() > 0) {
            assertThat(Instant.now()).isBefore(giveUp);
            Thread.sleep(50);
        }
    }
}
