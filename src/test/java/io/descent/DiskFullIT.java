package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The data directory is a disk of few megabytes, which only root can make; skipped for others. */
class DiskFullIT {

    private static final int ROUNDS = LongFits.FULL ? 5 : 1;
    private static final int MEGABYTES = 8 + 8 * ROUNDS;
    private static final int LONG_EPOCHS = LongFits.FULL ? 2000 : 300;

    /** A history of some tens of kilobytes. */
    private static final String FIT = """
            {"x": [1, 2, 3, 4], "y": [25, 45, 65, 85], "optimizer": "sgd", "epochs": 2000, "seed": %d,
             "history": {"include": ["params", "gradient", "direction"]}}""";

    @TempDir
    private static Path directory;

    private Path disk = directory;
    private boolean mounted;
    private PackagedService service;
    private ServiceClient client;

    @BeforeEach
    void start() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", disk.toString());
        assumeTrue(mounted, "no small disk could be mounted");
        service = PackagedService.start(Map.of(
                "DESCENT_DATA_DIR", disk.toString(),
                "DESCENT_WORKERS", "1",
                "DESCENT_CHECKPOINT", "200ms"));
        client = new ServiceClient(service.port());
    }

    @AfterEach
    void stop() throws Exception {
        if (service != null) {
            service.close();
            service.exitStatus();
        }
        if (mounted) {
            assertThat(run("umount", disk.toString())).isTrue();
        }
        Files.delete(disk);
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void aFullDiskIsToldAndTheServiceGoesOnWhenThereIsRoomAgain() throws Exception {
        Map<String, String> acknowledged = new LinkedHashMap<>();
        List<String> tickets = new ArrayList<>();
        String location = LongFits.begin(client, LONG_EPOCHS, "while the disk is full");
        LongFits.awaitEpochAfter(client, location, 5);
        for (int i = 0; i < ROUNDS; i++) {
            Path ballast = fillBut(1 << 20);
            full(postUntilRefused(acknowledged));
            full(submitUntilRefused(tickets));
            assertThat(client.post("/v1/fits", FIT.formatted(9).replaceFirst("\\{", "{\"store\": false, "))
                            .status())
                    .isEqualTo(200);
            allAreFound(acknowledged);
            assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);

            Files.delete(ballast);
            ServiceClient.Answer again = client.fit(FIT.formatted(10 + i));
            acknowledged.put(again.header("Location"), again.body());
        }
        JsonNode undisturbed = LongFits.ended(client, LongFits.begin(client, LONG_EPOCHS, "undisturbed"));
        LongFits.sameBytes(LongFits.ended(client, location), undisturbed);
        allAreFound(acknowledged);
        for (String ticket : tickets) {
            assertThat(LongFits.ended(client, ticket).get("status").asString()).isEqualTo("succeeded");
        }
        LongFits.nothingIsUnderWay(client);
        service.close();
        service.exitStatus();
        isNotCorrupted();
    }

    private Path fillBut(int bytes) throws IOException {
        long room = Files.getFileStore(disk).getUsableSpace() - bytes;
        return Files.write(disk.resolve("ballast"), new byte[(int) Math.max(0, room)]);
    }

    private ServiceClient.Answer postUntilRefused(Map<String, String> acknowledged) {
        for (int i = 0; i < 1000; i++) {
            ServiceClient.Answer answer = client.post("/v1/fits", FIT.formatted(i));
            if (answer.status() != 200) {
                return answer;
            }
            acknowledged.put(answer.header("Location"), answer.body());
        }
        throw new AssertionError("the disk did not become full");
    }

    /** A request is smaller than a fit, so that some may still find room. */
    private ServiceClient.Answer submitUntilRefused(List<String> tickets) {
        for (int i = 0; i < 1000; i++) {
            ServiceClient.Answer answer = client.post("/v1/fits", FIT.formatted(i), "Prefer", "respond-async");
            if (answer.status() != 202) {
                return answer;
            }
            tickets.add(answer.header("Location"));
        }
        throw new AssertionError("the disk did not become full");
    }

    private static void full(ServiceClient.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(507);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("type").asString()).isEqualTo("urn:descent:problem:storage-full");
        assertThat(answer.json().get("detail").asString()).contains("\"store\": false");
    }

    private void allAreFound(Map<String, String> acknowledged) {
        assertThat(acknowledged).isNotEmpty();
        acknowledged.forEach(
                (location, body) -> assertThat(client.get(location).body()).isEqualTo(body));
    }

    private void isNotCorrupted() throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + disk.resolve("descent.db"));
                Statement statement = database.createStatement();
                ResultSet check = statement.executeQuery("pragma integrity_check")) {
            assertThat(check.next()).isTrue();
            assertThat(check.getString(1)).isEqualTo("ok");
        }
    }
}
