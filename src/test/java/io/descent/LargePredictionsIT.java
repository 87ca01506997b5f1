package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import java.io.IOException;
import java.io.Writer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is larger than the heap of the service, and is predicted all the same. */
class LargePredictionsIT {

    private static final int ROWS = 400_000;
    private static final int FEATURES = 28;

    @Test
    void aFileLargerThanTheHeapIsPredictedRowByRow(@TempDir Path directory) throws IOException {
        Path csv = directory.resolve("numbers.csv");
        Random random = new Random(1);
        double[] last = new double[FEATURES];
        try (Writer to = Files.newBufferedWriter(csv)) {
            to.write(names() + "\n");
            for (int i = 0; i < ROWS; i++) {
                for (int j = 0; j < FEATURES; j++) {
                    last[j] = random.nextInt(1 << 30) / 1e6;
                    to.write((j == 0 ? "" : ",") + String.format(Locale.ROOT, "%.6f", last[j]));
                }
                to.write('\n');
            }
        }
        assertThat(Files.size(csv)).isGreaterThan(110L << 20);
        try (PackagedService process = PackagedService.start(
                "112m", Map.of("DESCENT_DATA_DIR", directory.resolve("data").toString()))) {
            ServiceClient service = new ServiceClient(process.port());
            String fit = service.fitted(ServiceClient.JSON.readTree(
                            "{\"x\": " + rows(random) + ", \"y\": " + targets(random) + ", \"penalty\": \"l2\"}"))
                    .get("id")
                    .asString();
            Answer answer = service.send(
                    "POST",
                    "/v1/fits/" + fit + "/predict",
                    BodyPublishers.ofFile(csv),
                    "Content-Type",
                    "text/csv",
                    "Accept",
                    "text/csv");
            assertThat(answer.status())
                    .as(() -> answer.body().substring(0, 200))
                    .isEqualTo(200);
            String[] lines = answer.body().split("\r\n");
            assertThat(lines).hasSize(ROWS + 1);
            String row = IntStream.range(0, FEATURES)
                    .mapToObj(j -> String.valueOf(last[j]))
                    .collect(Collectors.joining(", ", "[[", "]]"));
            assertThat(lines[ROWS])
                    .isEqualTo(service.post("/v1/fits/" + fit + "/predict", "{\"x\": " + row + "}")
                            .json()
                            .get("predictions")
                            .get(0)
                            .toString());
        }
    }

    private static String names() {
        return IntStream.range(0, FEATURES).mapToObj(j -> "x" + j).collect(Collectors.joining(","));
    }

    private static String rows(Random random) {
        return IntStream.range(0, 100)
                .mapToObj(_ ->
                        random.doubles(FEATURES).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String targets(Random random) {
        return random.doubles(100).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
