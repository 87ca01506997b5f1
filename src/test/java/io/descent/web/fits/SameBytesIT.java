package io.descent.web.fits;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.kernel.Kernels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same requests give the same bytes in JVMs that compile, vectorise and share out their work differently. */
class SameBytesIT {

    private static final String VECTORS = "--add-modules=jdk.incubator.vector";
    private static final int ROWS = 300;

    /** A batch of 16 and a short one; more would take long where vectors are interpreted. */
    private static final int FEW_ROWS = 18;

    /** Enough that the loops are compiled. */
    private static final int TIMES = 8;

    private static final long PATIENCE_SECONDS = 240;

    private static final Map<String, String> HERE = FitBytes.digests(ROWS, 1, 1);
    private static final Map<String, String> FEW_HERE = FitBytes.digests(FEW_ROWS, 1, 1);

    @TempDir
    private Path directory;

    @Test
    void everyFitDiffersFromTheOthers() {
        assertThat(HERE).hasSizeGreaterThan(45);
        // the defaults of some settings are those of others
        assertThat(HERE.values().stream().distinct().count()).isGreaterThan(HERE.size() * 9L / 10);
        assertThat(Kernels.CHOICE.vector()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "vector, 1, " + VECTORS + " -XX:UseAVX=0",
        "vector, 1, " + VECTORS + " -XX:UseAVX=2",
        "vector, 2, " + VECTORS + " -XX:UseAVX=3 -Ddescent.kernels=vector",
        "scalar, 1, " + VECTORS + " -Ddescent.kernels=scalar",
        "scalar, 2, -XX:TieredStopAtLevel=1",
        "scalar, 3, -XX:-TieredCompilation -XX:UseAVX=0"
    })
    void coldAndWarmFitsAreTheSame(String kernels, int threads, String options) throws Exception {
        assertThat(inAnotherJvm(kernels, options, ROWS, TIMES, threads)).isEqualTo(HERE);
    }

    @ParameterizedTest
    @CsvSource({"vector, 1, -Xint " + VECTORS, "scalar, 2, -Xint"})
    void interpretedFitsAreTheSame(String kernels, int threads, String options) throws Exception {
        assertThat(inAnotherJvm(kernels, options, FEW_ROWS, 1, threads)).isEqualTo(FEW_HERE);
    }

    private Map<String, String> inAnotherJvm(String kernels, String options, int rows, int times, int threads)
            throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // other processors do not know the options of this one
        command.add("-XX:+IgnoreUnrecognizedVMOptions");
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FitBytes.class.getName()));
        command.addAll(List.of(String.valueOf(rows), String.valueOf(times), String.valueOf(threads)));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("ended in time").isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve("errors"), StandardCharsets.UTF_8))
                .isZero();
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        assertThat(lines.getFirst()).isEqualTo(kernels);
        Map<String, String> digests = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            digests.put(line.substring(line.indexOf(' ') + 1), line.substring(0, line.indexOf(' ')));
        }
        return digests;
    }
}
