package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Fits on a real Spark of two workers end with the bytes of the service's own, whatever is killed on the way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SparkIT {

    private static final Duration SOON = Duration.ofMinutes(4);
    private static final List<String> SAME =
            List.of("result", "history", "dataset", "stop_reason", "warnings", "diagnosis");

    @TempDir
    private static Path folder;

    private SparkCluster cluster;
    private PackagedService service;
    private ServiceClient client;

    @BeforeAll
    void start() throws IOException {
        cluster = new SparkCluster(folder);
        startService();
    }

    private void startService() throws IOException {
        Map<String, String> variables = new HashMap<>(cluster.variables());
        variables.put("DESCENT_DATA_DIR", folder.resolve("data").toString());
        variables.put("DESCENT_CHECKPOINT", "300ms");
        variables.put("DESCENT_WORKERS", "2");
        variables.put("DESCENT_HEARTBEAT", "5m");
        service = PackagedService.start(variables);
        client = new ServiceClient(service.port());
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    private String begin(String settings, String engine) {
        ServiceClient.Answer ticket =
                client.post("/v1/fits", """
                {%s, "engine": "%s"}""".formatted(settings, engine), "Prefer", "respond-async");
        assertThat(ticket.status()).as(ticket.body()).isEqualTo(202);
        return ticket.header("Location");
    }

    private static String descent(int epochs) {
        return """
                "dataset": {"generator": {"type": "linear", "n": 20000, "coef": [1, -2, 3, 0.5], "noise": 1}},
                "validation": {"fraction": 0.2}, "penalty": {"type": "l1", "alpha": 0.01}, "epochs": %d,
                "optimizer": {"type": "sgd", "learning_rate": 0.01, "momentum": 0.9}, "schedule": {"type": "cosine"},
                "history": {"include": ["params", "direction"], "metrics": ["batch_sse"]}""".formatted(epochs);
    }

    private JsonNode ended(String location) {
        Instant giveUp = Instant.now().plus(SOON);
        JsonNode fit = client.get(location).json();
        while (!fit.path("done").asBoolean()) {
            assertThat(Instant.now()).as(fit.toString()).isBefore(giveUp);
            fit = client.get(location, "Prefer", "wait=5").json();
        }
        return fit;
    }

    private void awaitStoredEpoch(String location, int epoch) throws InterruptedException {
        Instant giveUp = Instant.now().plus(SOON);
        while (client.get(location + "/history").json().get("epoch").size() < epoch) {
            assertThat(Instant.now()).isBefore(giveUp);
            assertThat(client.get(location).json().path("done").asBoolean())
                    .as(client.get(location).body())
                    .isFalse();
            Thread.sleep(50);
        }
    }

    private void isThatOfTheService(JsonNode found, String settings) {
        JsonNode expected = ended(begin(settings, "local"));
        assertThat(found.get("status").asString()).as(found.toString()).isEqualTo("succeeded");
        for (String same : SAME) {
            assertThat(found.get(same).toString())
                    .as(same)
                    .isEqualTo(expected.get(same).toString());
        }
    }

    private Stream<ProcessHandle> drivers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Stream::of)
                        .anyMatch(argument -> argument.contains(folder.toString()) && argument.endsWith("-spark.jar")));
    }

    /** One story, so that the cluster and the service are started as seldom as can be. */
    @Test
    void aFitEndsWithTheSameBytesWhateverIsAwayAtFirstOrKilledOnTheWay() throws IOException, InterruptedException {
        String longFit = descent(100);
        String location = begin(longFit, "spark");
        // no master listens yet: the fit waits for it
        Thread.sleep(1000);
        assertThat(client.get(location).json().get("status").asString()).isEqualTo("running");
        cluster.start();

        awaitStoredEpoch(location, 1);
        assertThat(cluster.killExecutor()).isTrue();
        awaitStoredEpoch(location, 15);
        assertThat(drivers().map(ProcessHandle::destroyForcibly).toList()).containsExactly(true);
        awaitStoredEpoch(location, 30);
        service.close();
        startService();

        isThatOfTheService(ended(location), longFit);
        isThatOfTheServiceOnATableWithTextAndGaps();
    }

    private void isThatOfTheServiceOnATableWithTextAndGaps() {
        String classes = """
                "model": "softmax", "penalty": {"type": "l2", "alpha": 0.01},
                "encoding": {"missing": {"size": "mean", "city": "most_frequent"}},
                "dataset": {"target": "kind", "columns": {
                    "size": [1.5, null, 2.5, 0.5, 4, 3.5, 1, 2],
                    "city": ["Rome", "Oslo", null, "Rome", "Oslo", "Lima", "Lima", "Rome"],
                    "kind": ["a", "b", "c", "a", "b", "c", "b", "a"]}}""";

        isThatOfTheService(ended(begin(classes, "spark")), classes);
    }
}
