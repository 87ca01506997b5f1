package io.descent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The packaged jar laid out as in the image, with an AOT cache (JEP 514) of its classes. Tests start some twenty
 * processes, and a start from the cache takes a third of the processor time. Whichever test needs it first makes it.
 */
final class ExtractedJar {

    private static final Path DIRECTORY = Path.of("target", "extracted");
    private static final Path CACHE = DIRECTORY.resolve("descent.aot");
    private static final Path LOCK = Path.of("target", "extracted.lock");

    /**
     * C1 alone, because a process lives for seconds, in which C2 takes more time than its code wins back. And the log has
     * to be the service's own: a cache that does not fit the machine costs time, no more.
     */
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-Xlog:aot*=off", "-Xlog:cds*=off");

    private static boolean made;

    private ExtractedJar() {}

    /** Returns the command that starts the service with a heap of so much at most. */
    static synchronized List<String> command(String heap) throws IOException {
        Path jar = jar();
        if (!made) {
            make(jar);
            made = true;
        }
        return command("-XX:AOTCache=" + CACHE, heap, jar);
    }

    private static List<String> command(String cache, String heap, Path jar) {
        List<String> command = new ArrayList<>(List.of(java(), cache, "-Xmx" + heap));
        command.addAll(OPTIONS);
        command.addAll(List.of("-jar", DIRECTORY.resolve(jar.getFileName()).toString()));
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("descent-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("there is no jar; run ./mvnw package first"));
        }
    }

    /** Makes layout and cache, unless another process of this build has done so. */
    private static void make(Path jar) throws IOException {
        try (FileChannel lock = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (Files.exists(CACHE) && Files.getLastModifiedTime(CACHE).compareTo(Files.getLastModifiedTime(jar)) > 0) {
                return;
            }
            extract(jar);
            Path fresh = DIRECTORY.resolve("fresh.aot");
            train(command("-XX:AOTCacheOutput=" + fresh, "512m", jar));
            Files.move(fresh, CACHE, StandardCopyOption.REPLACE_EXISTING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void extract(Path jar) throws IOException, InterruptedException {
        List<String> command = List.of(java(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--force");
        Process process = new ProcessBuilder(
                        Stream.concat(command.stream(), Stream.of("--destination", DIRECTORY.toString()))
                                .toList())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the jar could not be extracted: " + output);
        }
    }

    /** Has the service do once what it does in most tests; the JVM writes the cache when it ends. */
    private static void train(List<String> command) throws IOException, InterruptedException {
        try (PackagedService service = PackagedService.start(command, Map.of())) {
            ServiceClient client = new ServiceClient(service.port());
            client.fit("{\"x\": [1, 2, 3, 4], \"y\": [25, 45, 65, 85]}");
            LongFits.ended(client, LongFits.begin(client, 2, "training"));
            LongFits.metric(client, "descent_fits_running", "");
            client.get("/v1/fits");
            service.terminate();
            service.exitStatus();
        }
    }
}
