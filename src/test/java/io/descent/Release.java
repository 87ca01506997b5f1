package io.descent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a release has stored and answered, kept under its name for all later ones; see {@link ReleaseRecorder}.
 *
 * @param directory with the database of the release and its answers
 */
record Release(Path directory) {

    private static final Path ALL = Path.of("src/test/resources/releases");

    static Release named(String name) {
        return new Release(ALL.resolve(name));
    }

    static List<Release> all() {
        try (Stream<Path> directories = Files.list(ALL)) {
            return directories
                    .filter(Files::isDirectory)
                    .sorted()
                    .map(Release::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what every release is asked: {@code requests}, {@code queued} ones, and which fits are {@code continued}. */
    static JsonNode script() {
        return read(ALL.resolve("requests.json"));
    }

    Path database() {
        return directory.resolve("descent.db");
    }

    /** Returns the {@code ids} of the fits by name, the {@code answers} and those to the fits that were {@code continued}. */
    JsonNode answers() {
        return read(directory.resolve("answers.json"));
    }

    /** Returns the answer to an example, as it came. */
    String exampleAnswer(String name) throws IOException {
        return Files.readString(directory.resolve("example-" + name + ".json"));
    }

    /** Returns a request of the script with {@code $name} replaced by the id of that fit. */
    static String body(JsonNode request, Map<String, String> ids) {
        String body = request.get("body").toString();
        for (Map.Entry<String, String> id : ids.entrySet()) {
            body = body.replace("\"$" + id.getKey() + "\"", "\"" + id.getValue() + "\"");
        }
        return body;
    }

    private static JsonNode read(Path file) {
        try {
            return ServiceClient.JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return directory.getFileName().toString();
    }
}
