package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.descent.ServiceClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Files that mean harm, or are only strange. */
@ServiceTest
@TestPropertySource(properties = "descent.max-upload=64MB")
class HostileFilesIT {

    private final ServiceClient service;
    private final DescentProperties properties;

    HostileFilesIT(@LocalServerPort int port, @Autowired DescentProperties properties) {
        this.service = new ServiceClient(port);
        this.properties = properties;
    }

    @AfterEach
    void nothingIsLeftOnItsWay() {
        assertThat(properties.dataDir().resolve("datasets").toFile().list((_, name) -> !name.endsWith(".parquet")))
                .isEmpty();
    }

    private Answer post(BodyPublisher body, String... more) {
        String[] headers = new String[more.length + 2];
        headers[0] = "Content-Type";
        headers[1] = "text/csv";
        System.arraycopy(more, 0, headers, 2, more.length);
        return service.send("POST", "/v1/datasets", body, headers);
    }

    private Answer post(String csv) {
        return post(BodyPublishers.ofString(csv));
    }

    private Answer fit(String csv, String parameters) {
        return service.send("POST", "/v1/fits?" + parameters, BodyPublishers.ofString(csv), "Content-Type", "text/csv");
    }

    private static byte[] bomb(String encoding) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] rows = "1,2\n".repeat(1 << 18).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = encoding.equals("gzip") ? new GZIPOutputStream(bytes) : new ZstdOutputStream(bytes)) {
            out.write("a,b\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 100; i++) {
                out.write(rows);
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void aSmallBodyThatBecomesALargeFileIsRefusedWithTheLimit(String encoding) throws IOException {
        byte[] bomb = bomb(encoding);
        assertThat(bomb).hasSizeLessThan(1 << 20);

        Answer answer = post(BodyPublishers.ofByteArray(bomb), "Content-Encoding", encoding);

        assertThat(answer.status()).as(answer.body()).isEqualTo(413);
        assertThat(answer.body()).contains("DESCENT_MAX_UPLOAD");
    }

    /** A row whose second value never ends. */
    private static final class Endless extends InputStream {

        private static final byte[] HEAD = "a,b\n1,".getBytes(StandardCharsets.US_ASCII);

        private int at;

        @Override
        public int read() {
            return at < HEAD.length ? HEAD[at++] : 'x';
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            for (int i = 0; i < length; i++) {
                into[offset + i] = (byte) read();
            }
            return length;
        }
    }

    @Test
    void anEndlessBodyIsRefusedAtTheLimit() {
        Answer answer;
        try {
            answer = post(BodyPublishers.ofInputStream(Endless::new));
        } catch (AssertionError hungUp) {
            assertThat(hungUp).hasCauseInstanceOf(IOException.class);
            return;
        }
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void anEndlessGzipIsRefusedAtTheLimit() throws IOException {
        byte[] member = bomb("gzip");

        Answer answer = post(
                BodyPublishers.ofInputStream(() -> new SequenceInputStream(Collections.enumeration(
                        Collections.nCopies(50, (InputStream) new ByteArrayInputStream(member))))),
                "Content-Encoding",
                "gzip");

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void aHundredThousandColumnsAreRefusedWithTheLimit() {
        String names = IntStream.range(0, 100_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));

        Answer answer = post(names + "\n" + "1,".repeat(99_999) + "1\n");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo("too_large");
        assertThat(answer.body()).contains("16384");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,", "a,b\n1,\"", "a,b\n1,2\n#"})
    void oneLongLineIsRefusedWithTheLimit(String beginning) {
        Answer answer = post(beginning + "x".repeat(40_000_000));

        assertThat(answer.status()).as(answer.body().substring(0, 200)).isEqualTo(422);
        assertThat(answer.body()).hasSizeLessThan(2000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"he said \"\"no\"\"\"",
                "😀 Größe",
                "'; drop table dataset; --",
                "../../etc/passwd",
                "a\"\"; copy t to 'x'; --",
                "<script>alert(1)</script>",
                "__proto__",
                "c0",
                "{\"\"a\"\": 1}"
            })
    void anyNameIsOnlyAName(String quoted) {
        String name = quoted.startsWith("\"") ? "he said \"no\"" : quoted.replace("\"\"", "\"");
        String header = quoted.startsWith("\"") ? quoted : "\"" + quoted + "\"";
        Answer answer = post(header + ",y\n1,3\n2,5\n3,7\n");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        JsonNode dataset = answer.json();
        assertThat(dataset.at("/columns/0/name").asString()).isEqualTo(name);
        JsonNode fit = service.fit("{\"dataset\": {\"id\": \""
                        + dataset.get("id").asString() + "\", \"target\": \"y\"}, \"optimizer\": \"exact\"}")
                .json();
        assertThat(fit.at("/result/features/0").asString()).isEqualTo(name);
        assertThat(service.get("/v1/datasets/" + dataset.get("id").asString() + "/rows")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aNameOfAFileIsOnlyAName() {
        String name = "../../" + "x".repeat(20) + ".csv";
        Answer answer = service.send(
                "POST",
                "/v1/datasets",
                BodyPublishers.ofString("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\n\r\na,b\n1,2\n\r\n--b--\r\n"),
                "Content-Type",
                "multipart/form-data; boundary=b");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("name").asString()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a,y~1,~2,~            | target=y               | column `y` in row 0
            a,y~1,7~2,7~          | target=y&model=logistic | must hold two classes
            a,y~1,x~2,z~          | target=y&model=linear  | must be numbers for the model "linear"
            a,y~,1~,2~            | target=y               | column `a` in row 0
            a,y~1,1~2,~           | target=y               | column `y` in row 1
            a,y~2024-01-01,1~2024-01-02,2~ | target=y      | holds dates
            y~1~2~                | target=y               | at least one column beside the target
            a,y~1,1~2,2~          | target=b               | must name one of the columns
            """)
    void aTableThatCannotBeFittedIsRefusedWithTheReason(String csv, String parameters, String detail) {
        Answer answer = fit(csv.strip().replace('~', '\n'), parameters.strip());

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().get("errors").findValuesAsString("detail"))
                .as(answer.body())
                .anyMatch(found -> found.contains(detail.strip()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x'; drop table fit; --", "ds_../../x", "%00", "\0", "ds_01JD8Z0W8M3V2Q5K7N9R1T4X6B.parquet"})
    void anyIdIsOnlyAnId(String id) {
        String path = "/v1/datasets/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
        assertThat(service.get(path).status()).isBetween(400, 404);
        assertThat(service.get(path + "/rows").status()).isBetween(400, 404);
        assertThat(service.delete(path).status()).isBetween(400, 404);
    }

    @Test
    void bytesThatAreNoTextAreRefusedOrRead() {
        Random random = new Random(3);
        for (String type : new String[] {
            "text/csv", "application/x-ndjson", "text/x-libsvm", "application/vnd.apache.parquet", "application/json"
        }) {
            for (int i = 0; i < 20; i++) {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                Answer answer =
                        service.send("POST", "/v1/datasets", BodyPublishers.ofByteArray(bytes), "Content-Type", type);
                assertThat(answer.status()).as(answer.body()).isIn(201, 400, 422);
            }
        }
    }
}
