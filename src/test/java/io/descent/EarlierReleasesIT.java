package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What earlier releases have stored is read by this one, or refused, and never read wrongly. */
@ParameterizedClass
@MethodSource("releases")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EarlierReleasesIT {

    private static final long MOST_WAITS = 20;

    private final Release release;
    private final JsonNode stored;
    private ConfigurableApplicationContext context;
    private ServiceClient client;

    EarlierReleasesIT(Release release) {
        this.release = release;
        this.stored = release.answers();
    }

    static List<Release> releases() {
        return Release.all();
    }

    @BeforeAll
    void openADirectoryOfTheRelease(@TempDir Path data) throws IOException, SQLException {
        Path database = Files.copy(release.database(), data.resolve("descent.db"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            // they are not to be forgotten when the release is long ago
            statement.executeUpdate("update fit set expires_at = 253402300799000 where expires_at is not null");
        }
        context = new SpringApplicationBuilder(DescentApplication.class)
                .run("--server.port=0", "--descent.data-dir=" + data, "--descent.workers=2");
        client = new ServiceClient(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @TestFactory
    List<DynamicTest> aFinishedFitIsAnsweredAsTheReleaseHasAnsweredIt() {
        return Release.script()
                .get("requests")
                .valueStream()
                .map(this::name)
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertThat(get(name))
                                .isEqualTo(stored.get("answers").get(name))))
                .toList();
    }

    @TestFactory
    List<DynamicTest> aFitThatRanOrWaitedEndsAsIfNothingHadHappened() {
        return Release.script()
                .get("queued")
                .valueStream()
                .map(this::name)
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> same(ended(name), stored.get("answers").get(name))))
                .toList();
    }

    /** The state of each rule and each pass goes on where the release has left it. */
    @TestFactory
    List<DynamicTest> aFinishedFitIsContinuedFromItsState() {
        return Release.script()
                .get("requests")
                .valueStream()
                .filter(request -> stored.get("continued").has(name(request)))
                .map(request -> DynamicTest.dynamicTest(name(request), () -> {
                    ObjectNode body = (ObjectNode) request.get("body").deepCopy();
                    body.putObject("init").put("fit", id(name(request)));
                    JsonNode answer = client.post("/v1/fits", body.toString(), "Prefer", "wait=60")
                            .json();
                    same(answer, stored.get("continued").get(name(request)));
                }))
                .toList();
    }

    private static void same(JsonNode answer, JsonNode expected) {
        for (String part :
                List.of("status", "stop_reason", "result", "history", "config", "dataset", "warnings", "diagnosis")) {
            assertThat(answer.get(part)).as(part).isEqualTo(expected.get(part));
        }
    }

    private String name(JsonNode request) {
        return request.get("name").asString();
    }

    private String id(String name) {
        return stored.get("ids").get(name).asString();
    }

    private JsonNode get(String name, String... headers) {
        return client.get("/v1/fits/" + id(name), headers).json();
    }

    private JsonNode ended(String name) {
        JsonNode fit = get(name);
        for (int i = 0; i < MOST_WAITS && !fit.get("done").asBoolean(); i++) {
            fit = get(name, "Prefer", "wait=20");
        }
        return fit;
    }
}
