package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fits as they happen, over server-sent events. */
@ServiceTest
class EventsIT {

    private final int port;
    private final ServiceClient service;
    private final HttpClient http = HttpClient.newHttpClient();

    EventsIT(@LocalServerPort int port) {
        this.port = port;
        this.service = new ServiceClient(port);
    }

    /** An event as it came. */
    private record Event(String name, int id, JsonNode data, long nanos) {}

    private String begin(int epochs, String settings) {
        String fit = """
                {"dataset": {"generator": {"type": "linear", "n": 20000, "coef": [1, 2]}}, "epochs": %d,
                 "batch_size": 256, "optimizer": {"type": "sgd", "learning_rate": 1e-4}%s}""".formatted(epochs, settings);
        return service.post("/v1/fits", fit, "Prefer", "respond-async").header("Location");
    }

    private HttpResponse<InputStream> open(String location, String... headers)
            throws IOException, InterruptedException {
        return http.send(request(location, headers), HttpResponse.BodyHandlers.ofInputStream());
    }

    private HttpRequest request(String location, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + location + "/events"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    /** Reads events until the stream ends or the last one is enough. */
    private List<Event> events(String location, Predicate<Event> enough, String... headers)
            throws IOException, InterruptedException {
        List<Event> events = new ArrayList<>();
        HttpResponse<InputStream> response = open(location, headers);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) {
                    int colon = line.indexOf(':');
                    fields.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                } else if (fields.containsKey("event")) {
                    events.add(new Event(
                            fields.get("event"),
                            Integer.parseInt(fields.getOrDefault("id", "-1")),
                            JsonMapper.shared().readTree(fields.get("data")),
                            System.nanoTime()));
                    fields.clear();
                    if (enough.test(events.getLast())) {
                        return events;
                    }
                }
            }
        }
        return events;
    }

    private static List<Event> epochs(List<Event> events) {
        return events.stream().filter(event -> event.name().equals("epoch")).toList();
    }

    @Test
    void aFitIsWatchedFromItsBeginningToItsEnd() throws IOException, InterruptedException {
        String location = begin(2000, "");
        List<Event> events = events(location, _ -> false);

        assertThat(events.getFirst().name()).isEqualTo("status");
        Event done = events.getLast();
        assertThat(done.name()).isEqualTo("done");
        assertThat(done.data().get("status").asString()).isEqualTo("succeeded");
        assertThat(done.data().has("history")).isFalse();
        assertThat(done.id()).isEqualTo(2001);
        List<Event> epochs = epochs(events);
        assertThat(epochs).isNotEmpty();
        assertThat(epochs).extracting(Event::id).isSorted().doesNotHaveDuplicates();
        assertThat(epochs.getLast().id()).isEqualTo(2000);

        JsonNode history = service.get(location + "/history").json();
        for (Event epoch : epochs) {
            assertThat(epoch.data().get("epoch").asInt()).isEqualTo(epoch.id());
            assertThat(epoch.data().get("loss")).isEqualTo(history.get("loss").get(epoch.id() - 1));
            assertThat(epoch.data().get("learning_rate"))
                    .isEqualTo(history.get("learning_rate").get(epoch.id() - 1));
        }
    }

    @Test
    void aRunningFitTellsOfAtMostTwentyEpochsASecond() throws IOException, InterruptedException {
        String location = begin(100_000, "");
        try {
            events(location, event -> event.name().equals("epoch"));
            long enough = System.nanoTime() + 1_500_000_000L;
            List<Event> events = epochs(events(location, event -> event.nanos() > enough));
            long begin = events.getFirst().nanos();
            List<Event> live = events.stream()
                    .filter(event -> event.nanos() > begin + 300_000_000L)
                    .toList();
            double seconds = (live.getLast().nanos() - live.getFirst().nanos()) / 1e9;
            assertThat(live.size() - 1).isLessThanOrEqualTo((int) Math.ceil(seconds * 20) + 2);
        } finally {
            service.post(location + "/cancel", "");
        }
    }

    @Test
    void whoeverComesBackIsSentWhatWasMissed() throws IOException, InterruptedException {
        String location = begin(300, "");
        events(location, _ -> false);
        List<Event> missed = events(location, _ -> false, "Last-Event-ID", "290");
        assertThat(epochs(missed))
                .extracting(Event::id)
                .containsExactly(291, 292, 293, 294, 295, 296, 297, 298, 299, 300);
        assertThat(missed.getLast().name()).isEqualTo("done");
    }

    @Test
    void whoeverComesBackAfterTheEndIsToldToStop() throws IOException, InterruptedException {
        String location = begin(3, "");
        int last = events(location, _ -> false).getLast().id();
        HttpResponse<InputStream> again = open(location, "Last-Event-ID", Integer.toString(last));
        assertThat(again.statusCode()).isEqualTo(204);
    }

    @Test
    void warningsAreEvents() throws IOException, InterruptedException {
        String location = service.post(
                        "/v1/fits",
                        "{\"x\": [[1, 5], [2, 5], [3, 5]], \"y\": [0, 1, 1], \"epochs\": 5}",
                        "Prefer",
                        "respond-async")
                .header("Location");
        assertThat(events(location, _ -> false))
                .filteredOn(event -> event.name().equals("warning"))
                .extracting(event -> event.data().get("code").asString())
                .contains("constant_feature");
    }

    @Test
    void aThousandWatchersCostNoThreadEach() throws IOException {
        String location = begin(100_000, ", \"history\": {\"every\": 100000}");
        int before = threads();
        List<HttpResponse<InputStream>> watchers = new ArrayList<>();
        try {
            while (watchers.size() < 1000) {
                // each is answered at the next look, and so many at once need no more threads than others do
                List<CompletableFuture<HttpResponse<InputStream>>> some = Stream.generate(
                                () -> http.sendAsync(request(location), HttpResponse.BodyHandlers.ofInputStream()))
                        .limit(20)
                        .toList();
                some.forEach(watcher -> watchers.add(watcher.join()));
            }
            assertThat(watchers).extracting(HttpResponse::statusCode).containsOnly(200);
            assertThat(threads()).isLessThan(before + 60);
            assertThat(service.get("/actuator/health/liveness").status()).isEqualTo(200);
        } finally {
            service.post(location + "/cancel", "");
            for (HttpResponse<InputStream> watcher : watchers) {
                watcher.body().close();
            }
        }
    }

    private int threads() {
        return service.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("jvm_threads_live_threads "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoeverAsksForTheHeadersAloneOpensNoStream() throws IOException, InterruptedException {
        String location = begin(100_000, "");
        try {
            try (Socket socket = new Socket("localhost", port)) {
                socket.setSoTimeout(5000);
                socket.getOutputStream()
                        .write(("HEAD " + location + "/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                // to the end of the connection, which the server closes once it has answered
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertThat(answer).startsWith("HTTP/1.1 200").contains("text/event-stream");
            }
        } finally {
            service.post(location + "/cancel", "");
        }
    }

    @Test
    void aFitThatDoesNotExistHasNoEvents() {
        assertThat(service.get("/v1/fits/fit_none/events").status()).isEqualTo(404);
    }
}
