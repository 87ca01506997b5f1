package io.descent;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that can be stopped and started again, at the same place with the same data. */
final class Postgres implements AutoCloseable {

    private static final Duration TO_START = Duration.ofSeconds(60);

    private final Path data;
    private final int port;
    private @Nullable EmbeddedPostgres server;

    Postgres(Path data) throws IOException {
        this.data = data;
        EmbeddedPostgres first = builder(data).start();
        this.server = first;
        this.port = first.getPort();
    }

    private static EmbeddedPostgres.Builder builder(Path data) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(TO_START);
    }

    /** Returns the settings of a service that works on it, beside others. */
    Map<String, String> environment(Map<String, String> others) {
        Map<String, String> all = new LinkedHashMap<>(others);
        all.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres");
        return all;
    }

    void stop() throws IOException {
        EmbeddedPostgres running = server;
        if (running != null) {
            server = null;
            running.close();
        }
    }

    void startAgain() throws IOException {
        server = builder(data).setPort(port).start();
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
