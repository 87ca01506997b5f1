package io.descent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The jar as it is shipped, in a process of its own. */
final class PackagedService implements AutoCloseable {

    private static final Pattern LISTENS = Pattern.compile("Tomcat started on port (\\d+)");
    private static final String READY = "Started DescentApplication";
    private static final long PATIENCE_SECONDS = 240;

    private final Process process;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Thread reader;
    private int listening;

    private PackagedService(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::readLog);
    }

    /** Starts the service on a free port and waits until it is ready. */
    static PackagedService start(Map<String, String> environment) throws IOException {
        return start("512m", environment);
    }

    /** Starts the service on a free port, with a heap of so much at most, and waits until it is ready. */
    static PackagedService start(String heap, Map<String, String> environment) throws IOException {
        return start(ExtractedJar.command(heap), environment);
    }

    /** Starts the service by a command of one's own, on a free port, and waits until it is ready. */
    static PackagedService start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("DESCENT_"));
        builder.environment().put("DESCENT_PORT", "0");
        builder.environment().put("DESCENT_DATA_DIR", "target/test-data/" + UUID.randomUUID());
        builder.environment().putAll(environment);
        PackagedService service = new PackagedService(builder.start());
        try {
            service.port.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            service.awaitReadiness();
            return service;
        } catch (RuntimeException e) {
            service.close();
            throw new IllegalStateException(String.join("\n", service.log), e);
        }
    }

    /** The log tells of the start before the health checks do. */
    private void awaitReadiness() {
        ServiceClient client = new ServiceClient(port());
        Instant giveUp = Instant.now().plusSeconds(PATIENCE_SECONDS);
        while (client.get("/actuator/health/readiness").status() != 200) {
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException("the service is not ready");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private void readLog() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(line -> {
                log.add(line);
                Matcher found = LISTENS.matcher(line);
                if (found.find()) {
                    listening = Integer.parseInt(found.group(1));
                }
                if (line.contains(READY)) {
                    port.complete(listening);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            port.completeExceptionally(new IllegalStateException("the service ended before it was ready"));
        }
    }

    int port() {
        return port.join();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** Sends SIGTERM, as a container engine does. */
    void terminate() {
        // the process's own destroy() would close its log as well
        process.toHandle().destroy();
    }

    /** Waits for the end of the process and returns its exit status. */
    int exitStatus() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the service has not ended");
        }
        reader.join();
        return process.exitValue();
    }

    List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
