package io.descent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** This service over a copy of what an earlier release has stored. */
final class OpenedRelease implements AutoCloseable {

    private static final int MOST_WAITS = 20;

    private final Release release;
    private final JsonNode stored;
    private final ConfigurableApplicationContext context;
    private final ServiceClient client;

    OpenedRelease(Release release, Path directory) {
        this.release = release;
        this.stored = release.answers();
        Path data = directory.resolve(release.toString());
        copyDatabase(data);
        this.context = new SpringApplicationBuilder(DescentApplication.class)
                .run("--server.port=0", "--descent.data-dir=" + data, "--descent.workers=2");
        this.client =
                new ServiceClient(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    private void copyDatabase(Path data) {
        try {
            Files.createDirectories(data);
            Path database = Files.copy(release.database(), data.resolve("descent.db"));
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                    Statement statement = connection.createStatement()) {
                // they are not to be deleted when the release is long ago
                statement.executeUpdate("update fit set expires_at = 253402300799000 where expires_at is not null");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return release.toString();
    }

    /** Returns what {@link Release#answers} holds. */
    JsonNode stored() {
        return stored;
    }

    private String id(String name) {
        return stored.get("ids").get(name).asString();
    }

    /** Returns a fit by its name in the script. */
    JsonNode get(String name, String... headers) {
        return client.get("/v1/fits/" + id(name), headers).json();
    }

    /** Returns a fit when it has ended. */
    JsonNode ended(String name) {
        JsonNode fit = get(name);
        for (int i = 0; i < MOST_WAITS && !fit.get("done").asBoolean(); i++) {
            fit = get(name, "Prefer", "wait=20");
        }
        return fit;
    }

    /** Continues the fit of a request with the same request. */
    JsonNode continued(JsonNode request) {
        ObjectNode body = (ObjectNode) request.get("body").deepCopy();
        body.putObject("init").put("fit", id(request.get("name").asString()));
        return client.post("/v1/fits", body.toString(), "Prefer", "wait=60").json();
    }

    @Override
    public void close() {
        context.close();
    }
}
