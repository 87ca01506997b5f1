package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records what this release stores and answers, for {@link EarlierReleasesIT} of all later ones. Once a release, with its
 * name: {@code ./mvnw verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ReleaseRecorder
 * -Drelease=0.2.0}.
 */
@EnabledIfSystemProperty(named = "release", matches = ".+")
class ReleaseRecorder {

    private static final List<String> EXAMPLES = List.of("sgd", "minibatch", "momentum", "line", "logistic");

    /** Keeps the workers of the queue busy while others are put into it. */
    private static final String BLOCK = """
            {"dataset": {"generator": {"type": "linear", "n": 100000, "coef": [1, 2]}}, "epochs": 1600, "batch_size": 32,
             "optimizer": {"type": "adam", "learning_rate": 1e-9}, "label": "blocks"}""";

    private final JsonNode script = Release.script();
    private final Release release = Release.named(System.getProperty("release"));
    private final Map<String, String> ids = new HashMap<>();
    private final ObjectNode recorded = ServiceClient.JSON.createObjectNode();

    @Test
    void record(@TempDir Path data, @TempDir Path undisturbed) throws IOException, SQLException, InterruptedException {
        Files.createDirectories(release.directory());
        try (PackagedService service = start(undisturbed)) {
            answerExamples(new ServiceClient(service.port()));
        }
        ObjectNode answers = recorded.putObject("answers");
        try (PackagedService service = start(data)) {
            ServiceClient client = new ServiceClient(service.port());
            for (JsonNode request : script.get("requests")) {
                String name = request.get("name").asString();
                ids.put(name, posted(client, request).get("id").asString());
                answers.set(name, client.get("/v1/fits/" + ids.get(name)).json());
            }
            for (JsonNode request : script.get("cancelled")) {
                String name = request.get("name").asString();
                ids.put(name, cancelled(client, request));
                answers.set(name, client.get("/v1/fits/" + ids.get(name)).json());
            }
            service.terminate();
            service.exitStatus();
        }
        Files.copy(data.resolve("descent.db"), undisturbed.resolve("finished.db"));
        try (PackagedService service = start(data)) {
            answerWhatIsQueuedAndContinued(new ServiceClient(service.port()), answers);
        }
        deleteDatabase(data);
        Files.copy(undisturbed.resolve("finished.db"), data.resolve("descent.db"));
        try (PackagedService service = start(data)) {
            queue(new ServiceClient(service.port()));
        }
        keep(data.resolve("descent.db"));
        recorded.set("ids", ServiceClient.JSON.valueToTree(ids));
        Files.writeString(
                release.directory().resolve("answers.json"),
                ServiceClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(recorded));
    }

    private static PackagedService start(Path data) throws IOException {
        return PackagedService.start(Map.of(
                "DESCENT_DATA_DIR", data.toString(),
                "DESCENT_WORKERS", "1",
                "DESCENT_CHECKPOINT", "200ms",
                "DESCENT_HEARTBEAT", "5m"));
    }

    private void answerExamples(ServiceClient client) throws IOException {
        for (String name : EXAMPLES) {
            String body = client.get("/v1/examples/" + name).body();
            Files.writeString(
                    release.directory().resolve("example-" + name + ".json"),
                    client.post("/v1/fits", body, "Prefer", "wait=60").body());
        }
    }

    private void answerWhatIsQueuedAndContinued(ServiceClient client, ObjectNode answers) {
        for (JsonNode request : script.get("queued")) {
            answers.set(request.get("name").asString(), posted(client, request));
        }
        ObjectNode continued = recorded.putObject("continued");
        for (JsonNode request : script.get("requests")) {
            String name = request.get("name").asString();
            if (script.get("continued")
                    .valueStream()
                    .anyMatch(one -> one.asString().equals(name))) {
                ObjectNode more = (ObjectNode) request.deepCopy();
                ((ObjectNode) more.get("body")).putObject("init").put("fit", ids.get(name));
                continued.set(name, posted(client, more));
            }
        }
    }

    private JsonNode posted(ServiceClient client, JsonNode request) {
        ServiceClient.Answer answer = client.post("/v1/fits", Release.body(request, ids), "Prefer", "wait=120");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private String cancelled(ServiceClient client, JsonNode request) throws InterruptedException {
        String location = client.post("/v1/fits", Release.body(request, ids), "Prefer", "respond-async")
                .header("Location");
        while (client.get(location).json().at("/progress/epoch").asInt() == 0) {
            Thread.sleep(20);
        }
        client.post(location + "/cancel", "");
        JsonNode fit = client.get(location).json();
        while (!fit.get("done").asBoolean()) {
            fit = client.get(location, "Prefer", "wait=5").json();
        }
        return fit.get("id").asString();
    }

    /** The first runs, with a checkpoint, and the others wait, when the process is killed. */
    private void queue(ServiceClient client) throws InterruptedException {
        for (JsonNode request : script.get("queued")) {
            ServiceClient.Answer ticket =
                    client.post("/v1/fits", Release.body(request, ids), "Prefer", "respond-async");
            String id = ticket.json().get("id").asString();
            if (ids.put(request.get("name").asString(), id) == null
                    && request.get("name").asString().equals("running")) {
                while (client.get("/v1/fits/" + id).json().at("/progress/epoch").asInt() <= 5) {
                    Thread.sleep(20);
                }
                client.post("/v1/fits", BLOCK, "Prefer", "respond-async");
            }
        }
        Thread.sleep(500);
    }

    private static void deleteDatabase(Path data) throws IOException {
        for (String end : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(data.resolve("descent.db" + end));
        }
    }

    private void keep(Path database) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma wal_checkpoint(truncate)");
            statement.execute("pragma journal_mode = delete");
            statement.execute("vacuum");
        }
        Files.deleteIfExists(release.database());
        Files.copy(database, release.database());
    }
}
