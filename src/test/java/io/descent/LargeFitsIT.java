package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tables whose features do not fit into their share of the memory. */
@ServiceTest
@TestPropertySource(properties = "descent.max-cells=20000")
class LargeFitsIT {

    private static final int ROWS = 5000;
    private static final int TRIES = 200;

    private final ServiceClient service;
    private final DescentProperties properties;

    LargeFitsIT(@LocalServerPort int port, @Autowired DescentProperties properties) {
        this.service = new ServiceClient(port);
        this.properties = properties;
    }

    /** Returns a file of rows with texts and gaps, those of the first number in a file of their own where it is small. */
    private static String csv(int rows) {
        Random random = new Random(1);
        StringBuilder csv = new StringBuilder("a,b,c,d,city,y\n");
        for (int i = 0; i < rows; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            int city = random.nextInt(4);
            csv.append(a)
                    .append(',')
                    .append(random.nextInt(9) == 0 ? "" : String.valueOf(b))
                    .append(',');
            csv.append(random.nextInt(100))
                    .append(',')
                    .append(random.nextDouble())
                    .append(",c")
                    .append(city);
            csv.append(',').append(a - 2 * b + city > 1 ? "yes" : "no").append('\n');
        }
        return csv.toString();
    }

    private Answer post(String path, String csv) {
        return service.send("POST", path, BodyPublishers.ofString(csv), "Content-Type", "text/csv");
    }

    private static String body(String id, String settings) {
        return "{\"dataset\": {\"id\": \"" + id + "\", \"target\": \"y\"}, \"model\": \"logistic\", \"encoding\": "
                + "{\"missing\": {\"b\": \"mean\"}}" + settings + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", \"optimizer\": \"lbfgs\"",
                ", \"optimizer\": \"adam\", \"epochs\": 5, \"shuffle\": \"samples\"",
                ", \"validation\": {\"fraction\": 0.2}, \"seed\": 3, \"class_weight\": \"balanced\""
            })
    void theyAreFittedWithLittleMemory(String settings) {
        String id = post("/v1/datasets", csv(ROWS)).json().get("id").asString();

        JsonNode fit = service.fit(body(id, settings)).json();

        assertThat(fit.get("status").asString()).isEqualTo("succeeded");
        assertThat(fit.at("/result/features")).hasSize(8);
        assertThat(fit.at("/result/metrics/accuracy").asDouble()).isGreaterThan(0.8);
        assertThat(filesOnTheirWay()).isEmpty();
    }

    @Test
    void aFitThatWaitsInTheQueueHasTheSameAnswer() {
        String id = post("/v1/datasets", csv(ROWS)).json().get("id").asString();
        JsonNode now = service.fit(body(id, "")).json();

        JsonNode later = LongFits.ended(service, LongFits.accepted(service, body(id, "")));

        assertThat(told(later)).isEqualTo(told(now));
    }

    @Test
    void aFileIsFittedStraightFromTheDisk() {
        String parameters =
                "/v1/fits?target=y&model=logistic&settings=%7B%22encoding%22:%7B%22missing%22:%22mean%22%7D%7D";

        Answer answer = post(parameters, csv(ROWS));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(service.get("/v1/datasets").json().get("data").findValuesAsString("expires_at"))
                .allMatch(expires -> expires.isEmpty() || expires.equals("null"));
        assertThat(filesOnTheirWay()).isEmpty();
    }

    @Test
    void theSettingsAreResolvedWithoutRunning() {
        String id = post("/v1/datasets", csv(ROWS)).json().get("id").asString();

        Answer answer = service.post("/v1/fits?validate_only=true", body(id, ""));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().at("/estimate/memory_bytes").asLong()).isLessThan(ROWS * 8L * 8);
    }

    @Test
    void whatIsWrongIsToldByItsRow() {
        String id = post("/v1/datasets", csv(ROWS) + ",,,,,\n").json().get("id").asString();

        Answer answer = service.post(
                "/v1/fits", "{\"dataset\": {\"id\": \"" + id + "\", \"target\": \"y\"}, \"model\": \"logistic\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("column `y` in row 5000");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingStaysOfTheFilesThatFitsAndRefusalsHaveMade() throws Exception {
        String id = post("/v1/datasets", csv(ROWS)).json().get("id").asString();
        for (int i = 0; i < 3; i++) {
            service.fit(body(id, ", \"optimizer\": \"adam\", \"epochs\": 3, \"scaling\": \"standardize\""));
            assertThat(service.post("/v1/fits?validate_only=true", body(id, "")).status())
                    .isEqualTo(200);
            assertThat(service.post("/v1/fits", body(id, ", \"epochs\": -1")).status())
                    .isEqualTo(422);
        }
        LongFits.ended(service, LongFits.accepted(service, body(id, "")));

        // a fit of the queue lets its file go after its end is stored
        for (int i = 0; i < TRIES && !mapped().isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(mapped()).isEmpty();
    }

    /** Returns the files of the data directory that this process has mapped, but for a library; their names are gone. */
    private List<String> mapped() throws IOException {
        String directory = properties.dataDir().resolve("datasets").toString();
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains(directory) && !line.contains("zstd-library"))
                    .toList();
        }
    }

    private String[] filesOnTheirWay() {
        return properties.dataDir().resolve("datasets").toFile().list((_, name) -> !name.endsWith(".parquet"));
    }

    private static String told(JsonNode fit) {
        ObjectNode told = (ObjectNode) fit.deepCopy();
        told.remove(List.of("id", "created_at", "started_at", "finished_at", "expires_at"));
        return told.toString();
    }
}
