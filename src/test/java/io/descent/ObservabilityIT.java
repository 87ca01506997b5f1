package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees: metrics, logs as JSON, and health. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservabilityIT {

    private static final String LINE = "\"x\": [1, 2, 3, 4], \"y\": [25, 45, 65, 85]";

    private PackagedService service;
    private ServiceClient client;

    @BeforeAll
    void start() throws IOException {
        service = PackagedService.start(Map.of(
                "LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs", "DESCENT_WORKERS", "1", "DESCENT_CHECKPOINT", "200ms"));
        client = new ServiceClient(service.port());
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    private double metric(String name, String labels) {
        return LongFits.metric(client, name, labels);
    }

    @Test
    void theQueueAndWhatRunsAreMetrics() throws InterruptedException {
        assertThat(metric("descent_queue_length", "")).isZero();
        assertThat(metric("descent_fits_running", "")).isZero();
        String running = LongFits.begin(client, LongFits.ENDLESS, "runs");
        LongFits.awaitEpochAfter(client, running, 0);
        List<String> waiting = List.of(
                LongFits.begin(client, LongFits.ENDLESS, "waits"), LongFits.begin(client, LongFits.ENDLESS, "waits"));
        assertThat(metric("descent_queue_length", "lane=\"long\"")).isEqualTo(2);
        assertThat(metric("descent_queue_length", "lane=\"short\"")).isZero();
        assertThat(metric("descent_fits_running", "")).isEqualTo(1);

        waiting.forEach(location -> client.post(location + "/cancel", ""));
        client.post(running + "/cancel", "");
        LongFits.ended(client, running);
        assertThat(metric("descent_queue_length", "")).isZero();
    }

    @Test
    void fitsAreCountedAndTimedByHowTheyEnded() throws InterruptedException {
        double succeeded = metric("descent_fit_seconds_count", "stop_reason=\"epochs\"");
        double seconds = metric("descent_fit_seconds_sum", "stop_reason=\"time_limit\"");
        double rates = metric("descent_fit_rows_per_second_count", "");
        double rate = metric("descent_fit_rows_per_second_sum", "");
        double diverged = metric("descent_fit_failures_total", "reason=\"diverged\"");

        client.fit("{\"optimizer\": \"sgd\", \"epochs\": 50, " + LINE + "}");
        client.fit("{\"optimizer\": \"sgd\", \"epochs\": 50, " + LINE + "}");
        assertThat(metric("descent_fit_seconds_count", "stop_reason=\"epochs\""))
                .isEqualTo(succeeded + 2);
        assertThat(metric("descent_fit_rows_per_second_count", "")).isEqualTo(rates + 2);
        assertThat(metric("descent_fit_rows_per_second_sum", "")).isGreaterThan(rate);
        assertThat(metric("descent_fit_failures_total", "reason=\"diverged\"")).isEqualTo(diverged);

        client.fit(LongFits.body(LongFits.ENDLESS, "timed")
                .replaceFirst("\\{", "{\"stopping\": {\"time_limit_seconds\": 0.5}, "));
        // a worker counts the end of a fit beside its answer
        awaitMetric("descent_fit_seconds_sum", "stop_reason=\"time_limit\"", seconds);
        assertThat(metric("descent_fit_seconds_sum", "stop_reason=\"time_limit\"") - seconds)
                .isBetween(0.5, 3.0);

        JsonNode fit = client.fit(
                        "{\"epochs\": 200, \"optimizer\": {\"type\": \"sgd\", \"learning_rate\": 1000}, " + LINE + "}")
                .json();
        assertThat(fit.get("stop_reason").asString()).isEqualTo("diverged");
        assertThat(metric("descent_fit_failures_total", "reason=\"diverged\"")).isEqualTo(diverged + 1);
        assertThat(metric("descent_fit_seconds_count", "stop_reason=\"diverged\""))
                .isPositive();
    }

    private void awaitMetric(String name, String label, double above) throws InterruptedException {
        Instant giveUp = Instant.now().plusSeconds(10);
        while (metric(name, label) <= above) {
            assertThat(Instant.now()).isBefore(giveUp);
            Thread.sleep(20);
        }
    }

    /** The end of a fit is logged beside its answer, and read from another process. */
    private void awaitLineOfTheLog(String part) throws InterruptedException {
        Instant giveUp = Instant.now().plusSeconds(10);
        while (service.log().stream().noneMatch(line -> line.contains(part))) {
            assertThat(Instant.now()).isBefore(giveUp);
            Thread.sleep(20);
        }
    }

    @Test
    void everyMetricOfTheDashboardAndOfTheAlertsIsTold() throws IOException {
        client.fit("{\"epochs\": 5, " + LINE + "}");
        client.fit("{\"epochs\": 200, \"optimizer\": {\"type\": \"sgd\", \"learning_rate\": 1000}, " + LINE + "}");
        Set<String> told =
                names("(?m)^(\\w+)[ {]", client.get("/actuator/prometheus").body());
        JsonNode dashboard = JsonMapper.shared().readTree(Path.of("docs/operate/grafana.json"));
        JsonNode alerts = JsonMapper.shared()
                .valueToTree(new Yaml().<Object>load(Files.readString(Path.of("docs/operate/alerts.yaml"))));

        assertThat(dashboard.findValuesAsString("expr"))
                .hasSize(13)
                .allSatisfy(expression -> assertThat(told).containsAll(metrics(expression)));
        assertThat(alerts.at("/groups/0/rules")).hasSize(7).allSatisfy(alert -> {
            assertThat(alert.propertyNames()).contains("alert", "expr", "labels", "annotations");
            assertThat(told).containsAll(metrics(alert.get("expr").asString()));
        });
    }

    /** The metrics of an expression, but for that which Prometheus itself makes. */
    private static Set<String> metrics(String expression) {
        Set<String> names = names("(\\w+)\\{", expression);
        assertThat(names).isNotEmpty();
        names.remove("up");
        return names;
    }

    private static Set<String> names(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theLibrariesInTheJarAreListed() {
        JsonNode bom = client.get("/actuator/sbom/application").json();

        assertThat(bom.get("bomFormat").asString()).isEqualTo("CycloneDX");
        assertThat(bom.get("components").findValuesAsString("name"))
                .contains("jackson-databind", "duckdb_jdbc", "sqlite-jdbc", "spring-webmvc")
                .doesNotContain("archunit", "spark-core_2.13");
    }

    @Test
    void everyLineOfTheLogIsJsonAndThoseOfAFitHaveItsId() throws InterruptedException {
        String location = LongFits.begin(client, LongFits.ENDLESS, "logged");
        LongFits.awaitEpochAfter(client, location, 0);
        client.post(location + "/stop", "");
        JsonNode fit = LongFits.ended(client, location);
        String id = fit.get("id").asString();
        awaitLineOfTheLog(id);

        List<JsonNode> lines = service.log().stream()
                // of the JVM itself, before the application speaks
                .filter(line -> !line.startsWith("WARNING: "))
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.get("@timestamp").asString()).isNotBlank();
            assertThat(line.path("ecs").has("version")).isTrue();
            assertThat(line.at("/service/name").asString()).isEqualTo("descent");
        });
        List<JsonNode> ofTheFit = lines.stream()
                .filter(line -> line.path("message").asString().contains(id))
                .toList();
        assertThat(ofTheFit)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.at("/fit/id").asString()).isEqualTo(id));
        assertThat(ofTheFit.getLast().get("message").asString()).contains("succeeded");
    }

    @Test
    void healthTellsLivenessFromReadiness() {
        for (String probe : new String[] {"liveness", "readiness"}) {
            ServiceClient.Answer answer = client.get("/actuator/health/" + probe);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().get("status").asString()).isEqualTo("UP");
        }
    }
}
