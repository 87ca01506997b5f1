package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What earlier releases have stored is read by this one, or refused, and never read wrongly. */
class EarlierReleasesIT {

    /** Of the answers to two fits of one request: their ids and times differ. */
    private static final List<String> SAME =
            List.of("status", "stop_reason", "result", "history", "config", "dataset", "warnings", "diagnosis");

    private static final JsonNode SCRIPT = Release.script();

    @TestFactory
    Stream<DynamicContainer> aDirectoryOfAReleaseIsOpened(@TempDir Path directory) {
        return Release.all().stream().map(release -> opened(new OpenedRelease(release, directory)));
    }

    private static DynamicContainer opened(OpenedRelease release) {
        JsonNode stored = release.stored();
        return dynamicContainer(
                release.name(),
                Stream.of(
                                each(
                                        "a finished fit is answered as before",
                                        "requests",
                                        request -> assertThat(release.get(name(request)))
                                                .isEqualTo(stored.get("answers").get(name(request)))),
                                each(
                                        "a fit that ran or waited ends as if nothing had happened",
                                        "queued",
                                        request -> same(
                                                release.ended(name(request)),
                                                stored.get("answers").get(name(request)))),
                                each("a fit is continued from its state", "requests", request -> {
                                    JsonNode expected = stored.get("continued").get(name(request));
                                    if (expected != null) {
                                        same(release.continued(request), expected);
                                    }
                                }))
                        .onClose(release::close));
    }

    private static DynamicContainer each(String behaviour, String requests, Consumer<JsonNode> check) {
        return dynamicContainer(
                behaviour,
                SCRIPT.get(requests)
                        .valueStream()
                        .map(request -> dynamicTest(name(request), () -> check.accept(request))));
    }

    private static void same(JsonNode answer, JsonNode expected) {
        boolean toldHowFarItIs = expected.at("/diagnosis").has("estimated_excess");
        SinceFirstReleases comparable = new SinceFirstReleases(answer, expected);
        for (String part : SAME) {
            assertThat(toldHowFarItIs ? answer.get(part) : comparable.answered(part))
                    .as(part)
                    .isEqualTo(toldHowFarItIs ? expected.get(part) : comparable.expected(part));
        }
    }

    private static String name(JsonNode request) {
        return request.get("name").asString();
    }
}
