package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.descent.ServiceClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fits of datasets that were stored before. */
@ServiceTest
class StoredDatasetIT {

    private static final String HOUSES = """
            sqft,city,garden,price
            800,Paris,true,9.5
            950,Rome,false,11.2
            ,Paris,,12.4
            1400,Oslo,true,16.1
            1500,Rome,true,17.9
            820,,false,9.9
            1100,Paris,true,13.1
            930,Rome,false,11
            """;

    private static final String COLUMNS = """
            {"sqft": [800, 950, null, 1400, 1500, 820, 1100, 930],
             "city": ["Paris", "Rome", "Paris", "Oslo", "Rome", null, "Paris", "Rome"],
             "garden": [true, false, null, true, true, false, true, false],
             "price": [9.5, 11.2, 12.4, 16.1, 17.9, 9.9, 13.1, 11]}""";

    private static final String SETTINGS =
            ", \"encoding\": {\"missing\": {\"sqft\": \"median\", \"city\": \"constant\", \"garden\": \"most_frequent\"}}, "
                    + "\"penalty\": \"l2\"";

    private final ServiceClient service;
    private final EndlessFits endless;

    StoredDatasetIT(@LocalServerPort int port) {
        service = new ServiceClient(port);
        endless = new EndlessFits(service);
    }

    @AfterEach
    void cancel() {
        endless.cancel();
    }

    private String stored(String csv) {
        Answer answer = service.send("POST", "/v1/datasets", BodyPublishers.ofString(csv), "Content-Type", "text/csv");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asString();
    }

    private static String body(String id, String more, String settings) {
        return "{\"dataset\": {\"id\": \"" + id + "\"" + more + "}" + settings + "}";
    }

    private JsonNode refused(String body) {
        Answer answer = service.post("/v1/fits", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        return answer.json().get("errors");
    }

    /** Leaves out what tells two fits apart whose answers are the same. */
    private static String told(JsonNode fit) {
        ObjectNode told = (ObjectNode) fit.deepCopy();
        told.remove(List.of("id", "created_at", "started_at", "finished_at", "expires_at"));
        return told.toString();
    }

    /** Its rows are read once, by the thread that answers, or twice, by that of a worker, too. */
    @Test
    void aFitIsAnsweredTheSameWhoeverRunsIt() {
        int features = 28;
        Random random = new Random(3);
        StringBuilder csv = new StringBuilder();
        for (int j = 0; j < features; j++) {
            csv.append('x').append(j).append(',');
        }
        csv.append("y\n");
        // more than a fit that is run at once whatever its rows are
        for (int i = 0; i < 60_000; i++) {
            for (int j = 0; j < features; j++) {
                csv.append(random.nextInt(10)).append(',');
            }
            csv.append(random.nextInt(100)).append('\n');
        }
        String body = body(
                stored(csv.toString()),
                ", \"target\": \"y\"",
                ", \"optimizer\": \"exact\", \"inference\": {\"covariance\": \"HC3\"}");

        Answer atOnce = service.post("/v1/fits", body, "Prefer", "wait=60");
        Answer ticket = service.post("/v1/fits", body, "Prefer", "respond-async");
        JsonNode later = LongFits.ended(service, ticket.header("Location"));

        assertThat(atOnce.status()).as(atOnce.body()).isEqualTo(200);
        assertThat(ticket.status()).isEqualTo(202);
        for (String part : List.of("status", "stop_reason", "config", "result", "history", "dataset", "warnings")) {
            assertThat(later.get(part).toString())
                    .as(part)
                    .isEqualTo(atOnce.json().get(part).toString());
        }
    }

    @Test
    void aStoredTableIsFittedAsTheColumnsOfARequest() {
        String inline =
                told(service.fit("{\"dataset\": {\"columns\": " + COLUMNS + ", \"target\": \"price\"}" + SETTINGS + "}")
                        .json());

        String body = body(stored(HOUSES), ", \"target\": \"price\"", SETTINGS);

        assertThat(told(service.fit(body).json())).isEqualTo(inline);
        String location = LongFits.accepted(service, body);
        assertThat(told(LongFits.ended(service, location))).isEqualTo(inline);
    }

    @Test
    void featuresAndWeightsAreChosenByTheirNames() {
        String id = stored("a,b,w,y\n1,5,1,3\n2,7,0,99\n3,1,2,7\n4,0,1,9\n");

        JsonNode fit = service.fit(body(
                        id,
                        ", \"target\": \"y\", \"features\": [\"a\"], \"weight\": \"w\"",
                        ", \"optimizer\": \"exact\""))
                .json();

        assertThat(fit.at("/result/features").toString()).isEqualTo("[\"a\"]");
        assertThat(fit.at("/result/params/coef/0").asDouble()).isCloseTo(2, offset(1e-12));
    }

    @Test
    void aStoredTableMayBeValidatedWith() {
        String id = stored("a,y\n1,3\n2,5\n3,7\n");

        JsonNode fit = service.fit(body(
                        id,
                        ", \"target\": \"y\"",
                        ", \"validation\": {\"dataset\": {\"id\": \"" + stored("y,a\n9,4\n")
                                + "\", \"target\": \"y\"}}"))
                .json();

        assertThat(fit.at("/dataset/validation_rows").asInt()).isEqualTo(1);
    }

    @Test
    void anUnknownIdIsTold() {
        JsonNode errors = refused(body("ds_nothing", ", \"target\": \"y\"", ", \"epochs\": 0"));

        assertThat(errors.findValuesAsString("pointer")).contains("/dataset/id", "/epochs");
    }

    @Test
    void withoutATargetTheColumnsAreNamed() {
        JsonNode errors = refused(body(stored(HOUSES), "", ""));

        assertThat(errors).hasSize(1);
        assertThat(errors.at("/0/pointer").asString()).isEqualTo("/dataset/target");
        assertThat(errors.at("/0/detail").asString()).contains("`sqft`, `city`, `garden`, `price`");
    }

    @Test
    void whatIsWrongWithAValueIsToldByItsColumnAndRow() {
        JsonNode errors = refused(body(stored(HOUSES), ", \"target\": \"price\"", ""));

        assertThat(errors.findValuesAsString("pointer")).containsOnly("/dataset/id");
        assertThat(errors.findValuesAsString("detail"))
                .anyMatch(detail -> detail.startsWith("column `sqft` in row 2, the first being 0, is missing"))
                .anyMatch(detail -> detail.startsWith("column `city` in row 5, the first being 0, is missing"));
    }

    @Test
    void aTextTargetOfALinearModelIsRefused() {
        JsonNode errors = refused(body(stored(HOUSES), ", \"target\": \"city\"", ", \"model\": \"linear\""));

        assertThat(errors.findValuesAsString("detail")).anyMatch(detail -> detail.contains("column `city`"));
    }

    @Test
    void aDatasetStaysWhileAFitNeedsIt() {
        String training = stored("a,y\n" + "1,2\n2,3.5\n3,7\n".repeat(3000));
        String validation = stored("a,y\n1,2\n");
        String location = LongFits.accepted(
                service,
                body(
                        training,
                        ", \"target\": \"y\"",
                        ", \"optimizer\": {\"type\": \"sgd\", \"learning_rate\": 1e-6}, \"epochs\": 1000000, "
                                + "\"validation\": {\"dataset\": {\"id\": \"" + validation
                                + "\", \"target\": \"y\"}}"));
        endless.begun(location);

        assertThat(service.delete("/v1/datasets/" + training).status()).isEqualTo(409);
        assertThat(service.delete("/v1/datasets/" + validation).status()).isEqualTo(409);
        endless.cancel();
        assertThat(service.delete("/v1/datasets/" + training).status()).isEqualTo(204);
        assertThat(service.delete("/v1/datasets/" + validation).status()).isEqualTo(204);
    }
}
