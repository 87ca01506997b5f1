package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import io.descent.job.JobStore;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Fits that predict. */
@ServiceTest
class PredictIT {

    private static final String ROWS = """
            zip,size,city,sold,price
            01234,80,Paris,2026-01-05,9.5
            75001,95,Rome,2026-02-11,11.2
            01234,,Paris,2026-02-12,12.4
            75001,140,Lyon,2026-03-01,16
            75001,70,Paris,2026-03-02,8
            """;

    private static final String RECORDS = """
            [{"zip": "01234", "size": 80, "city": "Paris", "sold": "2026-01-05"},
             {"zip": "75001", "size": 95, "city": "Rome", "sold": "2026-02-11"},
             {"zip": "01234", "city": "Paris", "sold": "2026-02-12"},
             {"zip": "75001", "size": 140, "city": "Lyon", "sold": "2026-03-01"},
             {"zip": "75001", "size": 70, "city": "Paris", "sold": "2026-03-02"}]""";

    private static final String SETTINGS =
            "%7B%22encoding%22:%7B%22missing%22:%22median%22,%22dates%22:%22seconds%22%7D,"
                    + "%22penalty%22:%7B%22type%22:%22l2%22,%22alpha%22:0.01%7D%7D";

    @LocalServerPort
    private int port;

    @Autowired
    private JobStore store;

    private ServiceClient service;

    @BeforeEach
    void connect() {
        service = new ServiceClient(port);
    }

    private Answer postCsv(String path, String csv, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "text/csv"));
        all.addAll(List.of(headers));
        return service.send("POST", path, BodyPublishers.ofString(csv), all.toArray(String[]::new));
    }

    private String houses() {
        Answer fit = postCsv("/v1/fits?target=price&types=zip:category&settings=" + SETTINGS, ROWS);
        assertThat(fit.status()).as(fit.body()).isEqualTo(200);
        return predict(fit.json());
    }

    private static String predict(JsonNode fit) {
        return "/v1/fits/" + fit.get("id").asString() + "/predict";
    }

    private JsonNode predicted(String path, String rows) {
        Answer answer = service.post(path, rows);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void rowsOfEveryFormGiveTheSameDoubles() {
        String path = houses();
        String expected = predicted(path, "{\"records\": " + RECORDS + "}")
                .get("predictions")
                .toString();
        String columns = """
                {"columns": {"sold": ["2026-01-05", "2026-02-11", "2026-02-12", "2026-03-01", "2026-03-02"],
                  "city": ["Paris", "Rome", "Paris", "Lyon", "Paris"], "size": ["80", "95", null, "140", "70"],
                  "zip": ["01234", "75001", "01234", "75001", "75001"]}}""";
        String id = postCsv("/v1/datasets", ROWS).json().get("id").asString();

        assertThat(predicted(path, columns).get("predictions")).hasToString(expected);
        assertThat(predicted(path, "{\"dataset\": {\"id\": \"" + id + "\"}}").get("predictions"))
                .hasToString(expected);
        assertThat(predicted(path, "{\"dataset\": {\"records\": " + RECORDS + "}}")
                        .get("predictions"))
                .hasToString(expected);
        assertThat(postCsv(path, ROWS).json().get("predictions")).hasToString(expected);
        assertThat(postCsv(path, ROWS, "Accept", "text/csv").body().lines().skip(1))
                .containsExactlyElementsOf(values(expected));
        assertThat(postCsv(path, ROWS, "Accept", "application/x-ndjson").body().lines())
                .containsExactlyElementsOf(values(expected).stream()
                        .map(value -> "{\"prediction\":" + value + "}")
                        .toList());
        String ndjson = RECORDS.substring(1, RECORDS.length() - 1).replace("},", "}");
        assertThat(service.send("POST", path, BodyPublishers.ofString(ndjson), "Content-Type", "application/x-ndjson")
                        .json()
                        .get("predictions"))
                .hasToString(expected);
    }

    private static List<String> values(String list) {
        return List.of(list.substring(1, list.length() - 1).split(","));
    }

    @Test
    void denseAndSparseRowsAndColumnsAreTheFeaturesThemselves() {
        String path = predict(service.fitted(
                ServiceClient.JSON.readTree("{\"x\": [[1, 0], [2, 5], [3, 0], [4, 7]], \"y\": [1, 5, 3, 8]}")));
        String expected = predicted(path, "{\"x\": [[1.5, 0], [0, 3]]}")
                .get("predictions")
                .toString();

        assertThat(predicted(
                                path,
                                "{\"csr\": {\"data\": [1.5, 3], \"indices\": [0, 1], \"indptr\": [0, 1, 2], \"shape\": [2, 2]}}")
                        .get("predictions"))
                .hasToString(expected);
        assertThat(predicted(path, "{\"columns\": {\"x1\": [0, 3], \"x0\": [1.5, 0]}}")
                        .get("predictions"))
                .hasToString(expected);
        assertThat(predicted(path, "{\"x\": [[1.5, 0], [0, 3]], \"y\": [1, 2]}").get("predictions"))
                .hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ["no", "yes", "no", "yes"]   | logistic | ["no","yes"]
            [false, true, false, true]   | logistic | [false,true]
            [1, 2, 1, 2]                 | softmax  | [1,2]
            [0.5, 2, 0.5, 2]             | softmax  | [0.5,2]
            """)
    void classesAreOfTheTypeTheyCameIn(String y, String model, String classes) {
        String path = predict(service.fitted(ServiceClient.JSON.readTree(
                "{\"x\": [1, 2, 1.2, 1.9], \"y\": " + y + ", \"model\": \"" + model + "\"}")));

        JsonNode answer = predicted(path, "{\"x\": [1, 2]}");
        assertThat(answer.get("predictions")).hasToString(classes);
        assertThat(answer.get("classes")).hasToString(classes);
        JsonNode probabilities = answer.get("probabilities");
        assertThat(probabilities.get(0).get(0).asDouble()
                        + probabilities.get(0).get(1).asDouble())
                .isEqualTo(1);
        assertThat(probabilities.get(1).get(1).asDouble()).isGreaterThan(0.5);
        assertThat(answer.has("scores")).isFalse();
        assertThat(predicted(path + "?probabilities=false", "{\"x\": [1, 2]}").has("probabilities"))
                .isFalse();
        assertThat(postCsv(path, "x0\n1\n2\n", "Accept", "text/csv").body())
                .startsWith(
                        "prediction,probability=" + values(classes).getFirst().replace("\"", ""));
    }

    @Test
    void aSupportVectorMachineHasScores() {
        String path = predict(service.fitted(ServiceClient.JSON.readTree(
                "{\"x\": [1, 2, 1.2, 1.9], \"y\": [\"a\", \"b\", \"a\", \"b\"], \"model\": \"svm\"}")));

        JsonNode answer = predicted(path, "{\"x\": [1, 2]}");
        assertThat(answer.get("predictions")).hasToString("[\"a\",\"b\"]");
        assertThat(answer.get("scores").get(0).asDouble()).isNegative();
        assertThat(answer.get("scores").get(1).asDouble()).isPositive();
        assertThat(answer.has("probabilities")).isFalse();
        assertThat(postCsv(path, "x0\n1\n", "Accept", "text/csv").body()).startsWith("prediction,score\r\na,-");
        assertThat(postCsv(path, "x0\n1\n", "Accept", "application/x-ndjson").body())
                .startsWith("{\"prediction\":\"a\",\"score\":-");
    }

    @Test
    void whatAMeanOverflowsToIsNull() {
        String path = predict(service.fitted(
                ServiceClient.JSON.readTree("{\"x\": [1, 2, 3], \"y\": [1, 3, 9], \"model\": \"poisson\"}")));

        assertThat(predicted(path, "{\"x\": [1e6]}").get("predictions")).hasToString("[null]");
        assertThat(postCsv(path, "x0\n1e6\n", "Accept", "text/csv").body()).isEqualTo("prediction\r\n\"\"\r\n");
    }

    @Test
    void unknownLevelsAndSuperfluousColumnsAreCounted() {
        String path = houses();
        String rows = "zip,size,city,sold,id,price\n99999,80,Oslo,2026-01-05,1,2\n01234,80,Oslo,2026-01-05,2,3\n";

        JsonNode answer = postCsv(path, rows).json();
        assertThat(answer.get("unknown_categories")).hasToString("{\"zip\":1,\"city\":2}");
        assertThat(answer.get("ignored_columns").asInt()).isEqualTo(2);
        Answer csv = postCsv(path, rows, "Accept", "text/csv");
        assertThat(csv.header("Descent-Unknown-Categories")).isEqualTo("{\"zip\":1,\"city\":2}");
        assertThat(csv.header("Descent-Ignored-Columns")).isEqualTo("2");
        assertThat(csv.header("Descent-Fit"))
                .isEqualTo(answer.get("model").get("fit").asString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"records": [{"zip": "1", "size": 1, "town": "a", "sold": "2026-01-05"}]} | /records/0/city | is missing; the model needs it
            {"columns": {"zip": ["1"], "siz": [1], "city": ["a"], "sold": [0]}} | /columns/size | did you mean `siz`?
            {"columns": {"zip": ["1"], "size": ["big"], "city": ["a"], "sold": [0]}} | /columns/size/0 | must be a number
            {"columns": {"zip": ["1"], "size": [1], "city": [null], "sold": ["2026-01-05"]}} | /columns/city/0 | the model has no fill
            {"columns": {"zip": ["1"], "size": [1, 2], "city": ["a"], "sold": [0]}} | /columns/size | must be as long
            {"x": [1, 2]} | /x | a single row is a list in a list
            {"x": []} | /x | must hold at least one row
            {"generator": {"type": "line", "n": 5}} | /generator | must be one of x
            {"dataset": {"id": "ds_none"}} | /dataset/id | GET /v1/datasets
            {} | '' | is missing; give one of
            {"rows": [1]} | /rows | is not a field
            """)
    void mistakesAreToldWhereTheyAre(String body, String pointer, String detail) {
        Answer answer = service.post(houses(), body);

        assertThat(answer.status()).as(answer.body()).isIn(400, 422);
        assertThat(answer.json().get("errors")).anySatisfy(error -> {
            assertThat(error.get("pointer").asString()).isEqualTo(pointer);
            assertThat(error.get("detail").asString()).contains(detail);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/csv", "application/x-ndjson"})
    void aMistakeInTheLastRowOfAFileIsToldInPlaceOfPredictions(String accepted) {
        String path = houses();
        Answer broken = postCsv(
                path, ROWS + "75001,big,Paris,2026-03-02,8\n", "Accept", accepted + ", application/problem+json");
        assertThat(broken.status()).isEqualTo(422);
        assertThat(broken.body()).contains("line 7");
        Answer missing =
                postCsv(path, ROWS + "75001,1,,2026-03-02,8\n", "Accept", accepted + ", application/problem+json");
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.body()).contains("column `city` in row 5");
    }

    @Test
    void aFileWithoutAColumnThatIsNeededIsRefused() {
        Answer answer = postCsv(houses(), "zip,size,sold\n1,2,2026-01-05\n");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("column `city` is missing; the model needs it");
    }

    @Test
    void aDayThatTheMonthDoesNotHaveIsNoDate() {
        Answer answer = service.post(
                houses(),
                "{\"columns\": {\"zip\": [\"1\"], \"size\": [1], \"city\": [\"a\"], \"sold\": [\"2026-02-30\"]}}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("/columns/sold/0");
    }

    @Test
    void textsOfLinesOfJsonAreReadAsThoseOfOneDocumentAre() {
        String path = houses();
        String row = "{\"zip\": 75001, \"size\": \"2\", \"city\": \"Paris\", \"sold\": \"2026-01-05\"}";
        Answer lines =
                service.send("POST", path, BodyPublishers.ofString(row + "\n"), "Content-Type", "application/x-ndjson");

        assertThat(lines.status()).as(lines.body()).isEqualTo(200);
        assertThat(lines.json().get("predictions"))
                .isEqualTo(predicted(path, "{\"records\": [" + row + "]}").get("predictions"));
    }

    @Test
    void whatIsBeyondAllDoublesHasNoClass() {
        String path = predict(service.fit("""
                {"x": [[1, 0], [0, 1], [2, 1], [1, 3]], "y": ["a", "b", "c", "a"], "model": "softmax", "penalty": "l2"}""").json());
        JsonNode answer = predicted(path, "{\"x\": [[1.7e308, 1.7e308], [1, 0]]}");
        JsonNode probabilities = answer.get("probabilities").get(0);

        assertThat(answer.get("predictions").get(0).isNull())
                .isEqualTo(probabilities.get(0).isNull());
        assertThat(answer.get("predictions").get(1).isString()).isTrue();
    }

    @Test
    void aColumnThatStandsTwiceIsRefused() {
        Answer answer = postCsv(houses(), "zip,size,city,size,sold\n1,2,Paris,3,2026-01-05\n");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("line 1, cell 4: `size`: stands twice");
    }

    @Test
    void aParameterThatMeansNothingHereIsRefused() {
        Answer answer = service.post(houses() + "?probabilites=false", "{\"x\": [1]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("did you mean `probabilities`?");
    }

    @Test
    void onlyAFitWithParametersPredicts() {
        String endless = LongFits.begin(service, LongFits.ENDLESS, "endless");
        assertThat(service.post(endless + "/predict", "{\"x\": [1]}").status()).isEqualTo(409);
        service.post(endless + "/cancel", "");
        LongFits.ended(service, endless);
        Answer cancelled = service.post(endless + "/predict", "{\"x\": [1]}");
        assertThat(cancelled.status()).isEqualTo(409);
        assertThat(cancelled.body()).contains("has no parameters");
        assertThat(service.post("/v1/fits/fit_none/predict", "{\"x\": [1]}").status())
                .isEqualTo(404);
    }

    @Test
    void aFitThatIsDeletedPredictsNoMore() {
        JsonNode fit = service.fitted(ServiceClient.JSON.readTree("{\"x\": [1, 2, 3], \"y\": [1, 3, 9]}"));
        predicted(predict(fit), "{\"x\": [1]}");
        assertThat(service.delete("/v1/fits/" + fit.get("id").asString()).status())
                .isEqualTo(204);

        assertThat(service.post(predict(fit), "{\"x\": [1]}").status()).isEqualTo(404);
    }

    @Test
    void aFitThatAnotherProcessDeletesPredictsNoMoreWithinASecond() throws InterruptedException {
        JsonNode fit = service.fitted(ServiceClient.JSON.readTree("{\"x\": [1, 2, 3], \"y\": [1, 3, 9]}"));
        predicted(predict(fit), "{\"x\": [1]}");
        assertThat(store.delete(fit.get("id").asString())).isEqualTo(JobStore.Deletion.DELETED);

        Instant deleted = Instant.now();
        while (service.post(predict(fit), "{\"x\": [1]}").status() == 200) {
            assertThat(Instant.now()).isBefore(deleted.plusSeconds(1));
            Thread.sleep(10);
        }
        assertThat(service.post(predict(fit), "{\"x\": [1]}").status()).isEqualTo(404);
    }
}
