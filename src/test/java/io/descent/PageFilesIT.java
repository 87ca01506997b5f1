package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The files of the page as the service answers them: their policy, their size, what they load. */
@ServiceTest
class PageFilesIT {

    private static final Path STATIC = Path.of("src/main/resources/static");
    private static final int MOST_COMPRESSED = 150_000;
    private static final int MOST_LINES = 300;

    private final int port;
    private final ServiceClient service;

    PageFilesIT(@LocalServerPort int port) {
        this.port = port;
        this.service = new ServiceClient(port);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(STATIC)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void thePageAndItsFilesHaveAStrictPolicy() throws IOException {
        for (String path : List.of("/", "/index.html", "/page/app.js", "/page/style/base.css")) {
            ServiceClient.Answer answer = service.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.header("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "*", "data:", "http");
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("Cache-Control")).as(path).isEqualTo("no-cache");
        }
        assertThat(service.get("/swagger-ui/index.html").header("Content-Security-Policy"))
                .isEmpty();
    }

    @Test
    void nothingInTheDocumentIsCode() throws IOException {
        String html = Files.readString(STATIC.resolve("index.html"));
        assertThat(html)
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern("<style")
                .doesNotContainPattern("\\son\\w+=")
                .doesNotContainPattern("style=");
        for (Path file : files()) {
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContain(
                            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function")
                    .doesNotContainPattern("https?://(?!www\\.w3\\.org/2000/svg)");
        }
    }

    @Test
    void scriptsAndStylesAreSmallAndShort() throws IOException, InterruptedException {
        int compressed =
                compressed("/webjars/uplot/dist/uPlot.esm.js") + compressed("/webjars/uplot/dist/uPlot.min.css");
        for (Path file : files()) {
            compressed += compressed("/" + STATIC.relativize(file));
            assertThat(Files.readAllLines(file).size()).as(file.toString()).isLessThanOrEqualTo(MOST_LINES);
        }
        assertThat(compressed).isLessThan(MOST_COMPRESSED);
    }

    /** How many bytes a browser gets. */
    private int compressed(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        if (answer.body().length > 2000) {
            assertThat(answer.headers().firstValue("Content-Encoding")).as(path).hasValue("gzip");
        }
        return answer.body().length;
    }

    @Test
    void everyModuleThatIsImportedIsThere() throws IOException {
        Pattern imported = Pattern.compile("from '([^']+)'");
        for (Path file : files()) {
            Matcher matcher = imported.matcher(Files.readString(file));
            while (matcher.find()) {
                String path = "/"
                        + STATIC.relativize(
                                file.resolveSibling(matcher.group(1)).normalize());
                assertThat(service.get(path).status())
                        .as(file + " imports " + path)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void everyModuleIsAskedForAtOnceNotWhenAnotherNamesIt() throws IOException {
        String html = Files.readString(STATIC.resolve("index.html"));
        for (Path file : files()) {
            if (file.toString().endsWith(".js")) {
                assertThat(html).contains("<link rel=\"modulepreload\" href=\"" + STATIC.relativize(file) + "\">");
            }
        }
    }

    @Test
    void answersOfTheApiAreNotCompressed() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/catalog"))
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    }
}
