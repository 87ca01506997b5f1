package io.descent.spark;

import io.descent.data.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/** How a driver is started: by the class behind {@code spark-submit}, so that no shell is needed. */
record DriverCommand(SparkSettings settings, Path folder, long rowBytes, String fit) {

    private static final String DRIVER = "io.descent.spark.driver.SparkDriver";

    /** The flags that Spark 4.2 has for a JVM of its own: {@code JavaModuleOptions.defaultModuleOptions()}. */
    private static final List<String> MODULES = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--add-modules=jdk.incubator.vector",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.cs=ALL-UNNAMED",
            "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED",
            "--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
            "-Dio.netty.tryReflectionSetAccessible=true",
            "-Dio.netty.allocator.type=pooled",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private static final long MB = 1 << 20;

    /** What a driver and an executor take beside the rows. */
    private static final long BASE_MB = 1024;

    /** A stretch is in memory as it was given, scaled, and on its way. */
    private static final int COPIES = 4;

    /** Into how many stretches many rows are cut. */
    private static final int STRETCHES = 16;

    static long bytes(Dataset rows) {
        return (rows.stored() + 2L * rows.rows()) * Double.BYTES;
    }

    /** Writes what the driver needs into its folder. */
    ProcessBuilder prepared() throws IOException {
        Path jar = folder.resolve("descent-spark.jar");
        try (InputStream packaged = settings.driver().open()) {
            Files.copy(packaged, jar);
        }
        Properties chosen = properties();
        Path properties = folder.resolve("spark.properties");
        try (Writer out = Files.newBufferedWriter(properties)) {
            chosen.store(out, null);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(MODULES);
        command.add("-Xmx" + chosen.getProperty("spark.driver.memory"));
        SPACES.splitAsStream(chosen.getProperty("spark.driver.extraJavaOptions", ""))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(List.of("-cp", settings.home().resolve("jars") + "/*"));
        command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", settings.master()));
        command.addAll(List.of("--deploy-mode", "client", "--name", "descent " + fit));
        command.addAll(List.of("--properties-file", properties.toString(), "--class", DRIVER));
        command.addAll(List.of(jar.toString(), folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        // the service's own options are for its own heap
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().put("SPARK_HOME", settings.home().toString());
        // a home of jars alone does not tell
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_DIRS", folder.toString());
        return builder;
    }

    private long memoryMb() {
        // without a cluster the driver holds the rows itself
        long held = settings.master().startsWith("local") ? rowBytes : rowBytes / STRETCHES;
        return BASE_MB + COPIES * held / MB;
    }

    /** Returns what the operator has set, the options of the driver's JVM among it, over what suits a fit. */
    private Properties properties() throws IOException {
        Properties all = new Properties();
        all.setProperty("spark.ui.enabled", "false");
        all.setProperty("spark.driver.memory", memoryMb() + "m");
        all.setProperty("spark.executor.memory", memoryMb() + "m");
        // the bits of floating-point numbers do not get shorter
        all.setProperty("spark.broadcast.compress", "false");
        all.setProperty("spark.rdd.compress", "false");
        all.setProperty("spark.driver.maxResultSize", "0");
        if (settings.conf() != null) {
            try (Reader in = Files.newBufferedReader(settings.conf())) {
                all.load(in);
            }
        }
        return all;
    }
}
