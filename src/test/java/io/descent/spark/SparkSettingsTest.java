package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkSettingsTest {

    @TempDir
    private Path home;

    @BeforeEach
    void makeJars() throws IOException {
        Files.createDirectory(home.resolve("jars"));
    }

    // javac writes no type annotations on the parameters of a record's constructor
    @SuppressWarnings("NullAway")
    private SparkSettings settings(String master, @Nullable Path conf) {
        return new SparkSettings(InputStream::nullInputStream, home, master, conf, home, Duration.ofMinutes(1));
    }

    @Test
    void aHomeWithoutJarsIsRefused() throws IOException {
        Files.delete(home.resolve("jars"));

        assertThatThrownBy(() -> settings("yarn", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jars");
    }

    @Test
    void aMasterOfAStandaloneClusterIsThereWhereOneOfThemListens() throws IOException {
        int port;
        try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = master.getLocalPort();
            assertThat(settings("spark://127.0.0.1:1,127.0.0.1:" + port, null).isMasterThere())
                    .isTrue();
        }

        assertThat(settings("spark://127.0.0.1:" + port, null).isMasterThere()).isFalse();
        assertThat(settings("spark://nonsense", null).isMasterThere()).isFalse();
    }

    @Test
    void othersAreAskedByTheDriver() {
        assertThat(settings("yarn", null).isMasterThere()).isTrue();
    }

    @Test
    void whatTheOperatorHasSetGoesBeforeWhatSuitsAFit() throws IOException {
        Path conf = Files.writeString(home.resolve("spark.conf"), """
                spark.driver.memory=3g
                spark.driver.extraJavaOptions=-XX:+UseSerialGC  -Da=b
                spark.cores.max=4
                """);
        Path folder = Files.createDirectory(home.resolve("fit"));

        List<String> command = new DriverCommand(settings("spark://a:1", conf), folder, 160L << 20, "fit_1")
                .prepared()
                .command();

        assertThat(command)
                .contains("-Xmx3g", "-XX:+UseSerialGC", "-Da=b", "spark://a:1", "descent fit_1")
                .endsWith(folder.resolve("descent-spark.jar").toString(), folder.toString());
        assertThat(Files.readAllLines(folder.resolve("spark.properties")))
                .contains("spark.cores.max=4", "spark.driver.memory=3g", "spark.executor.memory=1064m");
    }
}
