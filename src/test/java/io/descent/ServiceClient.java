package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks HTTP to the service under test. No answer of the API may tell anything of the service's inside. */
final class ServiceClient {

    static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final List<String> always;

    ServiceClient(int port) {
        this("http://localhost:" + port, List.of());
    }

    private ServiceClient(String base, List<String> always) {
        this.base = base;
        this.always = always;
    }

    /** Returns a client that calls with a key or a token. */
    ServiceClient as(String key) {
        return new ServiceClient(base, List.of("Authorization", "Bearer " + key));
    }

    /** An answer as it came. */
    record Answer(int status, HttpHeaders headers, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** Posts JSON. */
    Answer post(String path, String body, String... headers) {
        return send("POST", path, BodyPublishers.ofString(body), withJson(headers));
    }

    /** Posts JSON in chunks, without telling its length before. */
    Answer postChunked(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return send("POST", path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)), withJson());
    }

    /** Posts a fit that must succeed in being answered. */
    Answer fit(String body) {
        Answer answer = post("/v1/fits", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    /** Posts a fit, made of maps and lists or of nodes, that must succeed in being answered. */
    JsonNode fitted(Object body) {
        return fit(JSON.writeValueAsString(body)).json();
    }

    /** Sends anything; headers are names and values in turn. */
    Answer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
        String[] all = Stream.concat(always.stream(), Stream.of(headers)).toArray(String[]::new);
        if (all.length > 0) {
            request.headers(all);
        }
        try {
            HttpResponse<String> response =
                    http.send(request.method(method, body).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
            if (path.startsWith("/v1/")) {
                tellsNothingOfTheInside(answer);
            }
            return answer;
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static void tellsNothingOfTheInside(Answer answer) {
        assertThat(answer.body())
                .doesNotContain("io.descent", "Exception", "tools.jackson", "springframework", "Feature", "StreamRead")
                .doesNotContain("\tat ", "\\tat ", ".java")
                .doesNotContainPattern("/(home|root|usr|opt|tmp|app|target|workspace)/");
    }

    private static String[] withJson(String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return all;
    }
}
