package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Bodies with a {@code Content-Encoding}. */
@ServiceTest
class CompressedBodyIT {

    private static final String FIT = """
            {"x": [1, 2, 3, 4], "y": [24.6, 45.3, 64.8, 85.5], "store": false}""";

    @LocalServerPort
    private int port;

    private ServiceClient client;

    @BeforeEach
    void connect() {
        client = new ServiceClient(port);
    }

    private ServiceClient.Answer post(byte[] body, String encoding) {
        return client.send(
                "POST",
                "/v1/fits",
                BodyPublishers.ofByteArray(body),
                "Content-Type",
                "application/json",
                "Content-Encoding",
                encoding);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
    void aCompressedBodyIsAnsweredAsAPlainOne(String encoding) throws IOException {
        ServiceClient.Answer answer = post(gzip(FIT), encoding);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("result")).isEqualTo(client.fit(FIT).json().get("result"));
    }

    @Test
    void mistakesInACompressedBodyAreToldByTheirPlaceInTheText() throws IOException {
        ServiceClient.Answer answer = post(gzip("{\"x\": [1, \"a\"],\n \"y\": [1, 2], \"epoch\": 3}"), "gzip");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/1/line").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsNotGzipIsMalformed() throws IOException {
        byte[] whole = gzip(FIT);

        assertThat(post(FIT.getBytes(StandardCharsets.UTF_8), "gzip").status()).isEqualTo(400);
        assertThat(post(new byte[0], "gzip").status()).isEqualTo(400);
        assertThat(post(Arrays.copyOf(whole, whole.length / 2), "gzip").status())
                .isEqualTo(400);
    }

    @Test
    void zstdIsReadToo() throws IOException {
        ServiceClient.Answer answer = post(Zstd.compress(FIT.getBytes(StandardCharsets.UTF_8)), "zstd");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("result")).isEqualTo(client.fit(FIT).json().get("result"));
        ServiceClient.Answer other = post(gzip(FIT), "zstd");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.json().get("type").asString()).endsWith("undecodable-body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip"})
    void anotherEncodingIsRefusedAndGzipIsNamed(String encoding) throws IOException {
        ServiceClient.Answer answer = post(gzip(FIT), encoding);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().get("type").asString()).endsWith("unsupported-encoding");
        assertThat(answer.json().get("detail").asString()).contains("gzip");
        assertThat(answer.header("Accept-Encoding")).isEqualTo("gzip, zstd");
    }
}
