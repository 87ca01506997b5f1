package io.descent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.fit.OptimizerService;
import io.descent.fit.Services;
import io.descent.fit.prepare.Limits;
import io.descent.job.Job;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A body of 27 MB goes from the parser into the arrays of the fit without a detour. */
class LargeBodyTest {

    private static final int ROWS = 100_000;
    private static final int FEATURES = 28;
    private static final long MATRIX_BYTES = (long) ROWS * FEATURES * Double.BYTES;

    @Test
    void itIsReadAndFittedInAHeapOfLessThanFourTimesItsMatrix(@TempDir Path folder) throws Exception {
        Path body = folder.resolve("body.json");
        write(body);
        assertThat(Files.size(body)).isBetween(26_000_000L, 29_000_000L);

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx" + (4 * MATRIX_BYTES / 1024 - 1024) + "k",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InSmallHeap.class.getName(),
                        body.toString())
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("SUCCEEDED: " + ROWS + " × " + FEATURES + ", 5 epochs");
    }

    private static void write(Path file) throws IOException {
        Random random = new Random(1);
        try (Writer json = Files.newBufferedWriter(file)) {
            StringBuilder targets = new StringBuilder();
            json.write("{\"epochs\": 5, \"x\": [");
            for (int i = 0; i < ROWS; i++) {
                json.write(i == 0 ? "[" : ",[");
                for (int j = 0; j < FEATURES; j++) {
                    json.write((j == 0 ? "" : ",") + Math.rint(random.nextGaussian() * 1e6) / 1e6);
                }
                json.write("]");
                targets.append(i == 0 ? "" : ",").append(i % 17);
            }
            json.write("], \"y\": [" + targets + "]}");
        }
    }

    /** What the process with the small heap runs. */
    static final class InSmallHeap {

        public static void main(String[] arguments) throws IOException {
            Limits limits = new Limits(10_000_000, 1e12);
            OptimizerService service = Services.of(limits, 1);
            try (InputStream body = new BufferedInputStream(Files.newInputStream(Path.of(arguments[0])))) {
                Job job = Services.fit(service, new FitRequestReader(limits).read(body));
                System.out.println(job.status() + ": " + job.dataset().rows() + " × "
                        + job.dataset().features() + ", " + job.progress().epoch() + " epochs");
            }
        }
    }
}
