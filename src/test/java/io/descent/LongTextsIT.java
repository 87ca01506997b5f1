package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import java.io.IOException;
import java.io.Writer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A file whose texts are all different, and more than the service may hold in memory. */
class LongTextsIT {

    private static final int ROWS = 600_000;

    @Test
    void allRowsOfAFileLargerThanMemoryAreStored(@TempDir Path directory) throws IOException {
        Path csv = directory.resolve("notes.csv");
        Random random = new Random(1);
        try (Writer to = Files.newBufferedWriter(csv)) {
            to.write("n,note\n");
            for (int i = 0; i < ROWS; i++) {
                to.write(i + "," + note(i, random) + "\n");
            }
        }
        try (PackagedService process = PackagedService.start(
                "256m", Map.of("DESCENT_DATA_DIR", directory.resolve("data").toString()))) {
            ServiceClient service = new ServiceClient(process.port());
            Answer stored = service.send(
                    "POST",
                    "/v1/datasets",
                    BodyPublishers.ofFile(csv),
                    "Content-Type",
                    "text/csv",
                    "Prefer",
                    "wait=120");
            assertThat(stored.status())
                    .as("%s %s", stored.body(), String.join("\n", process.log()))
                    .isEqualTo(201);
            JsonNode dataset = stored.json();
            assertThat(dataset.path("rows").asInt()).isEqualTo(ROWS);
            assertThat(dataset.path("columns").path(1).path("distinct").asInt()).isEqualTo(ROWS);
            assertThat(service.get("/v1/datasets/" + dataset.path("id").asString() + "/rows?limit=1&offset="
                                    + (ROWS - 1))
                            .body())
                    .contains("note " + (ROWS - 1) + " ");
        }
    }

    /** Returns a text that hardly gets shorter when it is packed. */
    private static String note(int i, Random random) {
        StringBuilder text = new StringBuilder("note " + i + " ");
        for (int k = 0; k < 20; k++) {
            text.append(Long.toString(random.nextLong(), Character.MAX_RADIX));
        }
        return text.toString();
    }
}
