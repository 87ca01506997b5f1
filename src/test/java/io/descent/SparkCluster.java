package io.descent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A standalone Spark on loopback: a master and two workers of a core each, in processes of their own. */
final class SparkCluster implements AutoCloseable {

    private static final Path HOME = Path.of("target", "spark").toAbsolutePath();
    private static final long PATIENCE_SECONDS = 60;

    /** C1 and a simple collector: processes that live for seconds. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final List<String> MODULES = Stream.of(
                    "java.lang",
                    "java.lang.invoke",
                    "java.net",
                    "java.nio",
                    "java.util",
                    "java.util.concurrent",
                    "sun.nio.ch")
            .map(opened -> "--add-opens=java.base/" + opened + "=ALL-UNNAMED")
            .toList();

    private final Path folder;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    /** Makes a cluster that is not there yet, with a folder for what it writes. */
    SparkCluster(Path folder) throws IOException {
        this.folder = folder;
        requireJars();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        Files.writeString(folder.resolve("spark.conf"), """
                spark.driver.host=127.0.0.1
                spark.driver.bindAddress=127.0.0.1
                spark.executor.memory=600m
                spark.driver.memory=600m
                spark.driver.extraJavaOptions=%s
                spark.executor.extraJavaOptions=%s
                """.formatted(
                        String.join(" ", SHORT_LIVED), String.join(" ", SHORT_LIVED)));
    }

    /** Fetches Spark once for a build; without a repository that has it, the test is skipped. */
    private static synchronized void requireJars() throws IOException {
        Path jars = HOME.resolve("jars");
        if (!Files.isDirectory(jars)) {
            Process maven = new ProcessBuilder("./mvnw", "-B", "-ntp", "-q", "-f", "deploy/spark", "package")
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "spark-fetched.log").toFile())
                    .start();
            try {
                Assumptions.assumeTrue(maven.waitFor() == 0, "Spark cannot be fetched: ./mvnw -f deploy/spark package");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Starts the master and the workers, and waits for the master. */
    void start() throws IOException, InterruptedException {
        process(
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "" + port,
                "--webui-port",
                "0");
        awaitMaster();
        for (int worker = 1; worker <= 2; worker++) {
            process(
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--webui-port",
                    "0",
                    "-c",
                    "1",
                    "-m",
                    "700m",
                    "-d",
                    folder.resolve("worker" + worker).toString(),
                    master());
        }
    }

    private void process(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SHORT_LIVED);
        command.addAll(MODULES);
        command.addAll(List.of("-Xmx128m", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-cp", HOME.resolve("jars") + "/*"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("cluster.log").toFile()));
        builder.environment().putAll(environment());
        processes.add(builder.start());
    }

    private static Map<String, String> environment() {
        return Map.of(
                "SPARK_HOME",
                HOME.toString(),
                "SPARK_SCALA_VERSION",
                "2.13",
                "SPARK_LOCAL_IP",
                "127.0.0.1",
                "JAVA_HOME",
                System.getProperty("java.home"));
    }

    private void awaitMaster() throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException("the master does not listen", notYet);
                }
                Thread.sleep(100);
            }
        }
    }

    String master() {
        return "spark://127.0.0.1:" + port;
    }

    /** Returns the variables of a service that uses it. */
    Map<String, String> variables() {
        Map<String, String> all = new HashMap<>();
        all.put("DESCENT_SPARK_HOME", HOME.toString());
        all.put("DESCENT_SPARK_MASTER", master());
        all.put("DESCENT_SPARK_CONF", folder.resolve("spark.conf").toString());
        all.put("SPARK_LOCAL_IP", "127.0.0.1");
        return all;
    }

    /** Kills an executor with -9; returns false where there is none. */
    boolean killExecutor() {
        return processes.stream()
                .flatMap(worker -> worker.children())
                .findFirst()
                .map(ProcessHandle::destroyForcibly)
                .orElse(false);
    }

    @Override
    public void close() {
        processes.stream().flatMap(process -> process.descendants()).forEach(ProcessHandle::destroyForcibly);
        processes.forEach(Process::destroyForcibly);
    }
}
