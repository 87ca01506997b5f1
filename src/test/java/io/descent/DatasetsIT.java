package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Files that are kept as tables. */
@ServiceTest
class DatasetsIT {

    private static final String HOUSES = """
            sqft,city,new,sold,price
            800,Paris,yes,2026-01-05,9.5
            950,Rome,no,2026-02-11,11.2
            ,Paris,no,2026-02-12,12.4
            1400,NA,yes,2026-03-01,about 16
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private DescentProperties properties;

    private ServiceClient client;

    @BeforeEach
    void connect() {
        client = new ServiceClient(port);
    }

    private ServiceClient.Answer post(byte[] body, String query, String... headers) {
        String[] all = Stream.concat(Stream.of("Content-Type", "text/csv"), Stream.of(headers))
                .toArray(String[]::new);
        return client.send("POST", "/v1/datasets" + query, BodyPublishers.ofByteArray(body), all);
    }

    private ServiceClient.Answer post(String body, String query) {
        return post(body.getBytes(StandardCharsets.UTF_8), query);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(properties.dataDir().resolve("datasets"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aFileIsKeptAndWhatWasReadOfItIsTold() throws NoSuchAlgorithmException {
        ServiceClient.Answer answer = post(HOUSES, "?name=houses");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        JsonNode dataset = answer.json();
        String id = dataset.get("id").asString();
        assertThat(id).startsWith("ds_");
        assertThat(answer.header("Location")).isEqualTo("/v1/datasets/" + id);
        assertThat(dataset.get("name").asString()).isEqualTo("houses");
        assertThat(dataset.get("format").asString()).isEqualTo("csv");
        assertThat(dataset.get("rows").asInt()).isEqualTo(4);
        assertThat(dataset.get("bytes").asInt()).isEqualTo(HOUSES.length());
        assertThat(dataset.get("sha256").asString())
                .isEqualTo(HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(HOUSES.getBytes(StandardCharsets.UTF_8))));
        assertThat(dataset.get("expires_at").isNull()).isTrue();
        assertThat(dataset.at("/dialect/delimiter").asString()).isEqualTo(",");
        assertThat(dataset.at("/dialect/header").asBoolean()).isTrue();
        assertThat(dataset.get("columns")
                        .valueStream()
                        .map(column -> column.get("type").asString()))
                .containsExactly("number", "category", "boolean", "date", "category");
        assertThat(dataset.at("/columns/0").toString())
                .isEqualTo(
                        "{\"name\":\"sqft\",\"type\":\"number\",\"missing\":1,\"distinct\":3,\"min\":800.0,"
                                + "\"max\":1400.0,\"mean\":1050.0,\"std\":312.2498999199199,\"why\":\"all 3 values are numbers\",\"override\":\"types=sqft:category\"}");
        assertThat(dataset.at("/columns/1/levels").toString())
                .isEqualTo("[{\"value\":\"Paris\",\"count\":2},{\"value\":\"Rome\",\"count\":1}]");
        assertThat(dataset.at("/columns/3/min").asString()).isEqualTo("2026-01-05T00:00:00Z");
        assertThat(dataset.at("/columns/4/why").asString())
                .isEqualTo("1 of 4 values are not numbers, the first `about 16` in line 5");
        assertThat(dataset.at("/columns/4/contradictions/0/line").asInt()).isEqualTo(5);

        assertThat(client.get("/v1/datasets/" + id).json()).isEqualTo(dataset);
        assertThat(client.get("/v1/datasets").json().get("data").valueStream()).contains(dataset);
    }

    @Test
    void rowsAreAnsweredAsTheyWereRead() {
        String id = post(HOUSES, "").json().get("id").asString();

        assertThat(client.get("/v1/datasets/" + id + "/rows?offset=2&limit=1")
                        .json()
                        .toString())
                .isEqualTo("{\"columns\":[\"sqft\",\"city\",\"new\",\"sold\",\"price\"],\"offset\":2,"
                        + "\"rows\":[[null,\"Paris\",false,\"2026-02-12T00:00:00Z\",\"12.4\"]]}");
        assertThat(client.get("/v1/datasets/" + id + "/rows?limit=1", "Accept", "text/csv")
                        .body())
                .isEqualTo("sqft,city,new,sold,price\r\n800.0,Paris,true,2026-01-05T00:00:00Z,9.5\r\n");
        assertThat(client.get("/v1/datasets/" + id + "/rows?offset=-1").status())
                .isEqualTo(400);
    }

    @Test
    void aTableIsDeletedAndNotFoundAfterwards() {
        String id = post(HOUSES, "").json().get("id").asString();

        assertThat(client.delete("/v1/datasets/" + id).status()).isEqualTo(204);
        assertThat(client.delete("/v1/datasets/" + id).status()).isEqualTo(404);
        assertThat(client.get("/v1/datasets/" + id).status()).isEqualTo(404);
        assertThat(client.get("/v1/datasets/" + id + "/rows").status()).isEqualTo(404);
        assertThat(client.get("/v1/datasets/..%2F..%2Fdescent.db").status()).isIn(400, 404);
    }

    @Test
    void compressedFilesAreReadAsPlainOnes() throws IOException {
        byte[] plain = HOUSES.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream to = new GZIPOutputStream(gzip)) {
            to.write(plain);
        }
        String sha256 = post(plain, "").json().get("sha256").asString();

        assertThat(post(gzip.toByteArray(), "", "Content-Encoding", "gzip")
                        .json()
                        .get("sha256")
                        .asString())
                .isEqualTo(sha256);
        assertThat(post(Zstd.compress(plain), "", "Content-Encoding", "zstd")
                        .json()
                        .get("sha256")
                        .asString())
                .isEqualTo(sha256);
        assertThat(post(plain, "", "Content-Encoding", "zstd").status()).isEqualTo(400);
    }

    @Test
    void whatTheCallerKnowsOfAFileCounts() {
        String query = "?header=false&delimiter=%3B&decimal=,&null_values=%3F&types="
                + URLEncoder.encode("column_1:category", StandardCharsets.UTF_8);
        JsonNode dataset = post("1;2,5;?\n2;3,5;7\n", query).json();

        assertThat(dataset.get("columns")
                        .valueStream()
                        .map(column -> column.get("type").asString()))
                .containsExactly("category", "number", "number");
        assertThat(dataset.at("/columns/1/mean").asDouble()).isEqualTo(3);
        assertThat(dataset.at("/columns/2/missing").asInt()).isEqualTo(1);
        JsonNode tabs = client.send(
                        "POST",
                        "/v1/datasets",
                        BodyPublishers.ofString("a\tb\n1,5\t2\n"),
                        "Content-Type",
                        "text/tab-separated-values; charset=utf-8")
                .json();
        assertThat(tabs.at("/columns/0/mean").asDouble()).isEqualTo(1.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\1',
            value = {
                "a,b~1,2~3,4,five| ragged | 3 | line 3, cell 3: `five`: the row has more cells than the 2 of the header",
                "a,b~1,2~3,\"open~5,6 | malformed | 3 | a quote that opens in this row is not closed up to the end of the file",
                "a,b~1,03/04/2026 | ambiguous | 2 | `03/04/2026` is 2026-04-03 or 2026-03-04",
                "a,b | empty | 0 | the file has a header and no rows"
            })
    void aBrokenFileIsRefusedWithThePlaceAndLeavesNothing(String file, String code, int line, String detail)
            throws IOException {
        List<String> before = files();
        ServiceClient.Answer answer = post(file.strip().replace('~', '\n'), "");

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo(code.strip());
        assertThat(answer.json().at("/errors/0/line").asInt()).isEqualTo(line);
        assertThat(answer.json().at("/errors/0/detail").asString()).contains(detail.strip());
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void parametersThatMakeNoSenseAreAllTold() {
        ServiceClient.Answer answer = post(HOUSES, "?delimiter=ab&header=1&decimal=x&types=zip");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("pointer").asString()))
                .containsExactly("/delimiter", "/header", "/decimal", "/types");
        assertThat(post(HOUSES, "?expires_at=tomorrow").status()).isEqualTo(422);
        assertThat(post(HOUSES, "?delimeter=x").status()).isEqualTo(400);
        assertThat(post(HOUSES, "?types=zip:category")
                        .json()
                        .at("/errors/0/detail")
                        .asString())
                .contains("`types` names `zip`, which is no column");
    }

    @Test
    void otherContentTypesAreRefused() {
        ServiceClient.Answer answer =
                client.send("POST", "/v1/datasets", BodyPublishers.ofString("{}"), "Content-Type", "application/xml");
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().get("detail").asString()).contains("text/csv");
    }

    @Test
    void namesAreOnlyNames() {
        String csv = "\"x\"\"; drop table dataset; --\",../../x,🙂\n1,2,3\n";
        JsonNode dataset = post(csv, "?name=" + URLEncoder.encode("'; drop table fit; --", StandardCharsets.UTF_8))
                .json();

        assertThat(dataset.get("columns")
                        .valueStream()
                        .map(column -> column.get("name").asString()))
                .containsExactly("x\"; drop table dataset; --", "../../x", "🙂");
        assertThat(client.get("/v1/datasets/" + dataset.get("id").asString() + "/rows")
                        .json()
                        .get("rows")
                        .toString())
                .isEqualTo("[[1.0,2.0,3.0]]");
    }

    private JsonNode json(String body) {
        return client.post("/v1/datasets", body).json();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"columns": {"a": [1, null], "b": ["x", "y"]}}                                            | a,b
            {"columns": {"a": [1, 2]}, "weight": [1, 2]}                                              | a,weight
            {"records": [{"a": 1}, {"b": true}]}                                                      | a,b
            {"x": [[1, 2], [3, 4]], "y": ["p", "q"], "features": ["u", "v"], "weight": [1, 2]}        | u,v,y,weight
            {"csr": {"data": [5, 6], "indices": [1, 0], "indptr": [0, 1, 2], "shape": [2, 2]}, "y": [1, 2]} | x0,x1,y
            {"generator": {"type": "line", "n": 2}}                                                   | x0,y
            """)
    void theFormsOfRequestsAreKept(String body, String names) {
        JsonNode dataset = json(body);

        assertThat(dataset.get("format").asString()).as(dataset.toString()).isEqualTo("json");
        assertThat(dataset.get("rows").asInt()).isEqualTo(2);
        assertThat(dataset.get("columns").findValuesAsString("name")).containsExactly(names.split(","));
        JsonNode rows = client.get("/v1/datasets/" + dataset.get("id").asString() + "/rows")
                .json();
        assertThat(rows.toString()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"columns": {"a": [1], "b": [1, 2]}}                   | /columns/b
            {"columns": {"a": [1]}, "target": "a"}                 | /target
            {"x": [[1]], "y": [1], "features": ["y"]}              | /y
            {"x": [[1]]}                                           | /y
            {"id": "ds_1"}                                         | /id
            {"columns": {}}                                        | /columns
            {"rows": [1]}                                          | /rows
            [1]                                                    | ``
            """)
    void whatIsWrongInJsonIsToldByItsPointer(String body, String pointer) {
        assertThat(json(body).get("errors").findValuesAsString("pointer"))
                .as(json(body).toString())
                .contains(pointer);
    }

    @Test
    void otherFormatsAreReadAsWell() {
        for (String[] file : new String[][] {
            {"application/x-ndjson", "{\"target\": 1, \"x1\": 2}\n{\"target\": 3, \"x1\": 0}\n"},
            {"text/x-libsvm", "1 1:2\n3\n"},
            {"text/tab-separated-values", "target\tx1\n1\t2\n3\t0\n"}
        }) {
            JsonNode dataset = client.send(
                            "POST", "/v1/datasets", BodyPublishers.ofString(file[1]), "Content-Type", file[0])
                    .json();
            assertThat(dataset.get("columns").findValuesAsString("name"))
                    .as(dataset.toString())
                    .containsExactly("target", "x1");
            assertThat(dataset.at("/columns/0/max").asDouble()).isEqualTo(3);
        }
    }

    @Test
    void aCallerNeedNotWaitUntilAFileIsRead() {
        ServiceClient.Answer ticket = post(
                ("a,b\n" + "1,x\n".repeat(300_000)).getBytes(StandardCharsets.UTF_8),
                "?name=long",
                "Prefer",
                "respond-async");

        assertThat(ticket.status()).as(ticket.body()).isEqualTo(202);
        assertThat(ticket.header("Preference-Applied")).isEqualTo("respond-async");
        JsonNode dataset = ticket.json();
        assertThat(dataset.get("status").asString()).isEqualTo("reading");
        assertThat(client.get("/v1/datasets?status=reading").json().get("data").findValuesAsString("name"))
                .contains("long");
        assertThat(client.delete(ticket.header("Location")).status()).isEqualTo(409);
        while (dataset.get("status").asString().equals("reading")) {
            assertThat(dataset.get("rows").asLong()).isBetween(0L, 300_000L);
            dataset = client.get(ticket.header("Location")).json();
        }
        assertThat(dataset.get("status").asString()).isEqualTo("ready");
        assertThat(dataset.get("rows").asLong()).isEqualTo(300_000);
        assertThat(client.delete(ticket.header("Location")).status()).isEqualTo(204);
    }

    @Test
    void whatIsWrongWithAFileIsToldAlsoToThoseWhoDoNotWait() {
        ServiceClient.Answer ticket = post(
                ("a,b\n" + "1,x\n".repeat(300_000) + "1\n").getBytes(StandardCharsets.UTF_8), "", "Prefer", "wait=0");

        JsonNode dataset = ticket.json();
        while (dataset.get("status").asString().equals("reading")) {
            dataset = client.get(ticket.header("Location")).json();
        }
        assertThat(dataset.get("status").asString()).isEqualTo("failed");
        assertThat(dataset.at("/failure/line").asInt()).isEqualTo(300_002);
        assertThat(client.delete(ticket.header("Location")).status()).isEqualTo(204);
        assertThat(client.get(ticket.header("Location")).status()).isEqualTo(404);
    }
}
