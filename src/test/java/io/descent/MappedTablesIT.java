package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.descent.ServiceClient.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Two services, of which one has too small a share of the memory for its tables, answer with the same bytes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MappedTablesIT {

    /** So many that the smaller share of the memory still holds the history of as many epochs as a fit has by default. */
    private static final int ROWS = 6000;

    /** Numbers that take little room as a file and much as doubles. */
    private static final int FLAT_ROWS = 20_000;

    private static final int FLAT_COLUMNS = 20;

    private static final String NUMBERS = "{'dataset': {'id': 'TABLE', 'target': 'y', 'features': ['a', 'b', 'flag']}";
    private static final String CLASSES =
            "{'dataset': {'id': 'TABLE', 'target': 'class', 'features': ['a', 'b', 'city', 'when'], 'weight': 'w'}, "
                    + "'model': 'logistic', 'encoding': {'dates': 'parts', ";
    private static final String ALL = "{'dataset': {'id': 'TABLE', 'target': 'y', 'features': ['a', 'city', 'flag']}, "
            + "'validation': {'dataset': {'id': 'OTHERS', 'target': 'y', 'features': ['a', 'city', 'flag']}}, "
            + "'encoding': {";

    @TempDir
    private static Path directory;

    private One mapped;
    private One inMemory;

    /** A service and the tables that it has stored. */
    private record One(PackagedService process, ServiceClient client, String table, String others) {

        static One start(Map<String, String> environment) throws IOException {
            PackagedService process = PackagedService.start(environment);
            ServiceClient client = new ServiceClient(process.port());
            return new One(process, client, stored(client, csv(ROWS, 4, 1)), stored(client, csv(ROWS, 6, 2)));
        }

        Answer fit(String body) {
            return client.post("/v1/fits", body.replace("TABLE", table).replace("OTHERS", others));
        }

        void stop() throws InterruptedException {
            process.close();
            process.exitStatus();
        }
    }

    private static String stored(ServiceClient client, String csv) {
        Answer answer = client.send("POST", "/v1/datasets", BodyPublishers.ofString(csv), "Content-Type", "text/csv");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asString();
    }

    /** Returns rows with texts, dates, booleans, gaps, and weights of which some are 0. */
    private static String csv(int rows, int cities, int seed) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("a,b,city,when,flag,w,y,class\n");
        for (int i = 0; i < rows; i++) {
            double a = random.nextGaussian();
            double b = 100 * random.nextGaussian();
            int city = random.nextInt(cities);
            boolean flag = random.nextBoolean();
            double y = a - b / 50 + city + (flag ? 1 : 0) + random.nextGaussian();
            csv.append(String.join(
                    ",",
                    String.valueOf(a),
                    random.nextInt(9) == 0 ? "" : String.valueOf(b),
                    random.nextInt(20) == 0 ? "" : "c" + city,
                    "20%02d-%02d-01".formatted(random.nextInt(30), 1 + random.nextInt(12)),
                    random.nextInt(30) == 0 ? "" : String.valueOf(flag),
                    String.valueOf(random.nextInt(4)),
                    String.valueOf(y),
                    y > 2 ? "high" : "low"));
            csv.append('\n');
        }
        return csv.toString();
    }

    @BeforeAll
    void start() throws IOException {
        mapped = One.start(Map.of("DESCENT_MAX_CELLS", "15000"));
        inMemory = One.start(Map.of());
    }

    @AfterAll
    void stop() throws InterruptedException {
        mapped.stop();
        inMemory.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NUMBERS + ", 'encoding': {'missing': 'median'}}",
                NUMBERS + ", 'encoding': {'missing': 'drop'}, 'optimizer': 'exact'}",
                NUMBERS + ", 'encoding': {'missing': 'mean', 'missing_indicator': true}, 'optimizer': "
                        + "{'type': 'sgd', 'learning_rate': 10}, 'epochs': 3, 'history': {'include': ['params']}}",
                CLASSES + "'missing': 'drop'}, 'optimizer': 'sgd', 'batch_size': 1, 'shuffle': 'samples', 'epochs': 4}",
                CLASSES + "'missing': {'b': 'median', 'city': 'constant'}}, 'optimizer': 'adam', 'batch_size': 32, "
                        + "'epochs': 3, 'validation': {'fraction': 0.25}, 'history': {'metrics': ['accuracy']}}",
                CLASSES + "'missing': {'b': 'mean', 'city': 'most_frequent'}, 'drop': 'first'}, "
                        + "'class_weight': 'balanced', 'penalty': 'l2', 'validation': {'fraction': 0.25}}",
                ALL + "'missing': {'city': 'constant', 'flag': 'most_frequent'}}}",
                ALL + "'missing': {'city': 'constant', 'flag': 'most_frequent'}, 'handle_unknown': 'error'}}",
                ALL + "'missing': 'drop', 'max_categories': 3}, 'optimizer': 'sgd', 'batch_size': 1, 'epochs': 2}",
                ALL + "'types': {'city': 'number'}}}",
                NUMBERS + "}"
            })
    void theAnswersAreTheSame(String quoted) {
        String body = quoted.replace('\'', '"');

        Answer expected = inMemory.fit(body);

        assertThat(told(mapped.fit(body))).isEqualTo(told(expected));
        Answer planned = mapped.client.post("/v1/fits?validate_only=true", placed(body, mapped));
        Answer alike = inMemory.client.post("/v1/fits?validate_only=true", placed(body, inMemory));
        assertThat(told(planned)).isEqualTo(told(alike));
        if (planned.status() == 200) {
            assertThat(planned.json().at("/estimate/memory_bytes").asLong())
                    .isLessThan(alike.json().at("/estimate/memory_bytes").asLong());
        }
    }

    private static String placed(String body, One service) {
        return body.replace("TABLE", service.table).replace("OTHERS", service.others);
    }

    /** Leaves out what tells two fits of the same bytes apart, and how much memory they take. */
    private static String told(Answer answer) {
        ObjectNode told = (ObjectNode) answer.json().deepCopy();
        told.remove(List.of("id", "created_at", "started_at", "finished_at", "expires_at", "estimate"));
        return answer.status() + " " + told;
    }

    @Test
    void aFullDiskIsTold() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        Path disk = Files.createDirectory(data.resolve("datasets"));
        assumeTrue(mount(disk), "no small disk could be mounted");
        try {
            PackagedService process =
                    PackagedService.start(Map.of("DESCENT_DATA_DIR", data.toString(), "DESCENT_MAX_CELLS", "3000"));
            ServiceClient client = new ServiceClient(process.port());
            String id = stored(client, flat());
            String body = "{\"dataset\": {\"id\": \"" + id + "\", \"target\": \"c0\"}, \"epochs\": 1}";

            Answer answer = client.post("/v1/fits", body);

            assertThat(answer.status()).as(answer.body()).isEqualTo(507);
            process.close();
            process.exitStatus();
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    private static String flat() {
        Random random = new Random(3);
        String names = IntStream.range(0, FLAT_COLUMNS).mapToObj(j -> "c" + j).collect(Collectors.joining(","));
        return IntStream.range(0, FLAT_ROWS)
                .mapToObj(i -> IntStream.range(0, FLAT_COLUMNS)
                        .mapToObj(j -> String.valueOf(random.nextInt(2)))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", names + "\n", "\n"));
    }

    private static boolean mount(Path disk) throws InterruptedException {
        return run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
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
}
