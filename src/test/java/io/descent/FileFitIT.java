package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Files that are posted straight to a fit. */
@ServiceTest
class FileFitIT {

    private static final String HOUSES = """
            sqft,city,price
            800,Paris,9.5
            950,Rome,11.2
            ,Paris,12.4
            1400,Oslo,16.1
            1500,Rome,17.9
            820,Oslo,9.9
            """;

    private static final String COLUMNS = """
            {"sqft": [800, 950, null, 1400, 1500, 820], "city": ["Paris", "Rome", "Paris", "Oslo", "Rome", "Oslo"],
             "price": [9.5, 11.2, 12.4, 16.1, 17.9, 9.9]}""";

    private static final String SETTINGS = "{\"encoding\": {\"missing\": \"median\"}, \"penalty\": \"l2\"}";

    private final ServiceClient service;
    private final EndlessFits endless;
    private final DescentProperties properties;

    FileFitIT(@LocalServerPort int port, @Autowired DescentProperties properties) {
        this.service = new ServiceClient(port);
        this.endless = new EndlessFits(service);
        this.properties = properties;
    }

    @AfterEach
    void nothingIsLeft() {
        endless.cancel();
        assertThat(properties.dataDir().resolve("datasets").toFile().list((_, name) -> name.endsWith(".part")))
                .isEmpty();
    }

    private static String url(String parameters, String settings) {
        return "/v1/fits?" + parameters
                + (settings.isEmpty() ? "" : "&settings=" + URLEncoder.encode(settings, StandardCharsets.UTF_8));
    }

    private Answer post(String url, String file, String... more) {
        String[] headers = new String[more.length + 2];
        headers[0] = "Content-Type";
        headers[1] = "text/csv";
        System.arraycopy(more, 0, headers, 2, more.length);
        return service.send("POST", url, BodyPublishers.ofString(file), headers);
    }

    private static String part(String head, String content) {
        return "--b\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content + "\r\n";
    }

    private Answer form(String... parts) {
        return service.send(
                "POST",
                "/v1/fits",
                BodyPublishers.ofString(String.join("", parts) + "--b--\r\n"),
                "Content-Type",
                "multipart/form-data; boundary=b");
    }

    private int datasets() {
        return service.get("/v1/datasets?limit=100").json().get("data").size();
    }

    /** Leaves out what tells two fits apart whose answers are the same. */
    private static String told(JsonNode fit) {
        ObjectNode told = (ObjectNode) fit.deepCopy();
        told.remove(List.of("id", "created_at", "started_at", "finished_at", "expires_at"));
        return told.toString();
    }

    private String inline() {
        return told(service.fit(
                        "{\"dataset\": {\"columns\": " + COLUMNS + ", \"target\": \"price\"}, " + SETTINGS.substring(1))
                .json());
    }

    @Test
    void aFileIsFittedAsItsColumnsAre() {
        int before = datasets();

        Answer answer = post(url("target=price", SETTINGS), HOUSES);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(told(answer.json())).isEqualTo(inline());
        assertThat(datasets()).isEqualTo(before);
    }

    @Test
    void aFormHasTheFileAndTheSettingsAsParts() {
        Answer answer = form(
                part("name=\"target\"", "price"),
                part("name=\"file\"; filename=\"houses.csv\"", HOUSES),
                part("name=\"settings\"; filename=\"settings.json\"", SETTINGS));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(told(answer.json())).isEqualTo(inline());
    }

    @Test
    void aFileWhoseFitWaitsIsKeptAsADatasetAsLongAsThatNeedsIt() {
        Answer ticket = post(url("target=price", SETTINGS), HOUSES, "Prefer", "respond-async");

        assertThat(ticket.status()).as(ticket.body()).isEqualTo(202);
        assertThat(told(LongFits.ended(service, ticket.header("Location")))).isEqualTo(inline());
    }

    @Test
    void theKeptTableExpires() {
        Answer ticket = post(
                url("target=y", "{\"optimizer\": {\"type\": \"sgd\", \"learning_rate\": 1e-6}, \"epochs\": 1000000}"),
                "x,y\n" + "1,2\n2,3.5\n3,7\n".repeat(3000),
                "Prefer",
                "respond-async");
        endless.begun(ticket.header("Location"));

        JsonNode kept = service.get("/v1/datasets").json().at("/data/0");

        assertThat(kept.get("expires_at").isNull()).isFalse();
        assertThat(service.delete("/v1/datasets/" + kept.get("id").asString()).status())
                .isEqualTo(409);
    }

    @Test
    void aRetryWithTheSameKeyFindsTheSameFit() {
        String url = url("target=price", SETTINGS);
        String key = "key-" + System.nanoTime();

        Answer first = post(url, HOUSES, "Idempotency-Key", key);
        Answer again = post(url, HOUSES, "Idempotency-Key", key);

        assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(post(url("target=sqft", SETTINGS), HOUSES, "Idempotency-Key", key)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void onlyTheSettingsMayBeResolved() {
        JsonNode resolved = post(url("target=price&validate_only=true&model=linear&sample=2", SETTINGS), HOUSES)
                .json();

        assertThat(resolved.get("valid").asBoolean()).isTrue();
        assertThat(resolved.at("/sample/training/x").size()).isEqualTo(2);
    }

    @Test
    void parametersAreAnsweredByName() {
        JsonNode fit =
                post(url("target=price&params=by_name", SETTINGS), HOUSES).json();

        assertThat(fit.at("/result/params/coef").propertyNames()).contains("sqft", "city=Paris");
    }

    @Test
    void withoutATargetTheColumnsAreNamed() {
        Answer answer = post(url("", ""), HOUSES);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/target");
        assertThat(answer.json().at("/errors/0/detail").asString()).contains("`sqft`, `city`, `price`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            target=prize                        | {}                              | 422 | /target
            target=price&features=sqft,town     | {}                              | 422 | /features/1
            target=price&weight=city            | {}                              | 422 | ''
            target=price                        | {"epochs": 0}                   | 422 | /epochs
            target=price&model=linear           | {"model": "linear"}             | 422 | /model
            target=price&model=cubic            | {}                              | 422 | /model
            target=price                        | {"x": [1], "y": [2]}            | 422 | /dataset
            target=price&traget=price           | {}                              | 400 | /traget
            target=price&header=maybe           | {}                              | 422 | /header
            target=price&validate_only=perhaps  | {}                              | 422 | /validate_only
            target=price&params=sorted          | {}                              | 422 | /params
            target=price&sample=some            | {}                              | 422 | /sample
            target=price&sample=10001           | {}                              | 422 | /sample
            target=price                        | {                               | 400 | none
            """)
    void whatIsWrongIsToldByItsParameter(String parameters, String settings, int status, String pointer) {
        Answer answer = post(url(parameters, settings), HOUSES);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (!pointer.equals("none")) {
            assertThat(answer.json().get("errors").findValuesAsString("pointer"))
                    .as(answer.body())
                    .contains(pointer);
        }
    }

    @Test
    void aBrokenFileIsToldByItsLine() {
        Answer answer = post(url("target=y", ""), "x,y\n1,2\n3,4,5\n");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("line 3");
    }

    @Test
    void aFormWithoutAFileOrWithTwoIsRefused() {
        String file = part("name=\"file\"; filename=\"a.csv\"", HOUSES);

        assertThat(form(part("name=\"target\"", "price")).body()).contains("has no file");
        assertThat(form(file, file).body()).contains("must hold one file");
        assertThat(form(part("name=\"file\"; filename=\"a.bin\"", HOUSES)).status())
                .isEqualTo(415);
    }

    @Test
    void aFormThatIsNoneIsRefused() {
        Answer answer =
                service.send("POST", "/v1/fits", BodyPublishers.ofString("x"), "Content-Type", "multipart/form-data");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(form("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n1,2")
                        .status())
                .isBetween(400, 422);
    }
}
