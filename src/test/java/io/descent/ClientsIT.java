package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Clients that leave or change their minds, and what is left of them: nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsIT {

    private static final int CANCELS = LongFits.FULL ? 1000 : 200;
    private static final int LEAVERS = LongFits.FULL ? 1000 : 150;
    private static final int AT_ONCE = 8;
    private static final Duration SOON = Duration.ofSeconds(60);

    /** So few that the server's own threads are all there after a while. */
    private static final int REQUESTS_AT_ONCE = 20;

    /** Threads of other pools come and go. */
    private static final int THREADS_MORE = 8;

    private static final int FILES_MORE = 12;

    private static final String LINE = "\"x\": [1, 2, 3, 4], \"y\": [25, 45, 65, 85]";

    /** Takes all of its epochs. */
    private static final String SLOW = "\"optimizer\": \"sgd\", " + LINE;

    @TempDir
    private static Path data;

    private PackagedService service;
    private ServiceClient client;
    private double threadsBefore;
    private double filesBefore;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        service = PackagedService.start(Map.of(
                "DESCENT_DATA_DIR",
                data.toString(),
                "DESCENT_WORKERS",
                "2",
                "SERVER_TOMCAT_THREADS_MAX",
                Integer.toString(REQUESTS_AT_ONCE),
                "DESCENT_CHECKPOINT",
                "200ms"));
        client = new ServiceClient(service.port());
        warmUp();
    }

    /** So that threads and connections that are kept for later are there before anything is counted. */
    private void warmUp() throws InterruptedException {
        List<CompletableFuture<ServiceClient.Answer>> answers = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> client.post("/v1/fits", "{\"seed\": " + i + ", \"epochs\": 20000, " + SLOW + "}"),
                        Thread::startVirtualThread))
                .toList();
        answers.forEach(answer -> assertThat(answer.join().status()).isEqualTo(200));
        for (int i = 0; i < 4; i++) {
            String location = LongFits.begin(client, 3, "warm");
            LongFits.ended(client, location);
        }
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    @BeforeEach
    void count() {
        threadsBefore = LongFits.metric(client, "jvm_threads_live_threads", "");
        filesBefore = LongFits.metric(client, "process_files_open_files", "");
    }

    @AfterEach
    void nothingIsLeftOver() throws IOException, InterruptedException {
        LongFits.nothingIsUnderWay(client);
        awaitAtMost("descent_queue_length", 0);
        awaitAtMost("descent_fits_running", 0);
        awaitAtMost("jvm_threads_live_threads", threadsBefore + THREADS_MORE);
        awaitAtMost("process_files_open_files", filesBefore + FILES_MORE);
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsOnly("descent.db", "descent.db-wal", "descent.db-shm", "descent.lock", "datasets");
        }
        assertThat(data.resolve("datasets")).isEmptyDirectory();
        assertThat(service.log()).noneMatch(line -> line.startsWith("\tat io.descent") || line.contains(" ERROR "));
        assertThat(client.fit("{" + LINE + "}").json().get("status").asString()).isEqualTo("succeeded");
    }

    private void awaitAtMost(String metric, double most) throws InterruptedException {
        Instant giveUp = Instant.now().plus(SOON);
        double now = LongFits.metric(client, metric, "");
        while (now > most) {
            assertThat(Instant.now())
                    .as("%s is %s, not at most %s", metric, now, most)
                    .isBefore(giveUp);
            Thread.sleep(200);
            now = LongFits.metric(client, metric, "");
        }
    }

    /** What a client does before it leaves. */
    private interface Stay {
        void stay() throws InterruptedException;
    }

    /** Sends text and leaves after a while, with or without a word. */
    private void leave(String request, Stay until, boolean rudely) throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            until.stay();
            if (rudely) {
                socket.setSoLinger(true, 0);
            }
        }
    }

    private void leave(String request, int millis, boolean rudely) throws IOException, InterruptedException {
        leave(request, () -> Thread.sleep(millis), rudely);
    }

    private JsonNode left() {
        return client.get("/v1/fits?label=left").json().get("data");
    }

    private void awaitLeft(int count) throws InterruptedException {
        Instant giveUp = Instant.now().plus(SOON);
        while (left().size() < count) {
            assertThat(Instant.now()).isBefore(giveUp);
            Thread.sleep(20);
        }
    }

    private static String head(String start, String... fields) {
        return start + " HTTP/1.1\r\nHost: a\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
    }

    @Test
    void aClientThatLeavesInMidUploadLeavesNothing() throws IOException, InterruptedException {
        Random random = new Random(3);
        for (int i = 0; i < LEAVERS; i++) {
            String part = "{\"label\": \"cut\", \"y\": [1, 2], \"x\": [" + "1.5, ".repeat(random.nextInt(20_000));
            String request = random.nextBoolean()
                    ? head("POST /v1/fits", "Content-Type: application/json", "Content-Length: 1000000") + part
                    : head("POST /v1/fits", "Content-Type: application/json", "Transfer-Encoding: chunked")
                            + Integer.toHexString(part.length() + 5) + "\r\n" + part;
            leave(request, random.nextInt(5), random.nextBoolean());
        }
        assertThat(client.get("/v1/fits?label=cut").json().get("data")).isEmpty();
    }

    @Test
    void aClientThatLeavesWhileItWaitsLosesNothing() throws IOException, InterruptedException {
        String body = LongFits.body(LongFits.ENDLESS, "left");
        String post = head(
                        "POST /v1/fits",
                        "Content-Type: application/json",
                        "Content-Length: " + body.length(),
                        "Prefer: wait=60")
                + body;
        for (int i = 0; i < 6; i++) {
            int accepted = i + 1;
            leave(post, () -> awaitLeft(accepted), i % 2 == 0);
        }
        JsonNode left = left();
        assertThat(left).hasSize(6);
        String running = "/v1/fits/" + left.get(5).get("id").asString();
        LongFits.awaitEpochAfter(client, running, 0);
        for (int i = 0; i < LEAVERS; i++) {
            String get = i % 2 == 0
                    ? head("GET " + running, "Prefer: wait=60")
                    : head("GET " + running + "/events", "Accept: text/event-stream");
            leave(get, i % 5, i % 3 == 0);
        }
        for (JsonNode fit : left) {
            String location = "/v1/fits/" + fit.get("id").asString();
            client.post(location + "/stop", "");
            JsonNode ended = LongFits.ended(client, location);
            // those that had not begun have nothing to keep
            assertThat(ended.get("status").asString())
                    .isEqualTo(ended.get("started_at").isNull() ? "cancelled" : "succeeded");
        }
        assertThat(LongFits.ended(client, running).get("stop_reason").asString())
                .isEqualTo("stopped");
    }

    @Test
    void cancelsAtRandomMomentsEndEveryFitTruly() throws InterruptedException {
        List<CompletableFuture<String>> begun = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < CANCELS; i++) {
                Random random = new Random(i);
                begun.add(CompletableFuture.supplyAsync(() -> beginAndCancel(random), callers));
            }
        }
        int cancelled = 0;
        for (CompletableFuture<String> each : begun) {
            JsonNode fit = LongFits.ended(client, each.join());
            switch (fit.get("status").asString()) {
                case "cancelled" -> {
                    cancelled++;
                    assertThat(fit.get("result").isNull()).isTrue();
                    assertThat(fit.get("error").isNull()).as(fit.toString()).isTrue();
                }
                // it was faster than the cancel
                case "succeeded" ->
                    assertThat(fit.get("stop_reason").asString()).isEqualTo("epochs");
                default -> throw new AssertionError(fit.toString());
            }
            assertThat(fit.at("/progress/epoch").asInt())
                    .isGreaterThanOrEqualTo(fit.at("/history/epoch").size());
        }
        assertThat(cancelled).isGreaterThan(CANCELS / 4);
    }

    private String beginAndCancel(Random random) {
        String location = random.nextInt(3) == 0
                ? LongFits.begin(client, LongFits.ENDLESS, "cancelled")
                : LongFits.accepted(
                        client,
                        "{\"label\": \"cancelled\", \"epochs\": " + (1 + random.nextInt(20_000)) + ", " + SLOW + "}");
        try {
            Thread.sleep(random.nextInt(80));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ServiceClient.Answer answer = client.post(location + "/cancel", "");
        assertThat(answer.status()).as(answer.body()).isIn(200, 202);
        boolean done = answer.json().get("done").asBoolean();
        assertThat(answer.status()).isEqualTo(done ? 200 : 202);
        return location;
    }
}
