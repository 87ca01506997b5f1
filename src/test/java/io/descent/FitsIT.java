package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A fit as a resource: made, found again, listed, its history read, deleted. */
@ServiceTest
class FitsIT {

    private static final String LINE = "\"x\": [1, 2, 3, 4], \"y\": [25, 45, 65, 85]";

    private final ServiceClient service;

    FitsIT(@LocalServerPort int port) {
        service = new ServiceClient(port);
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.get("data").forEach(fit -> ids.add(fit.get("id").asString()));
        return ids;
    }

    private String made(String label, String settings) {
        return service.fit("{\"label\": \"" + label + "\", " + settings + LINE + "}")
                .json()
                .get("id")
                .asString();
    }

    @Test
    void aFitIsAnsweredWithItsLocationAndFoundThereUnchanged() {
        ServiceClient.Answer made = service.fit("{\"label\": \"a line\", " + LINE + "}");
        String location = made.header("Location");
        assertThat(location)
                .isEqualTo("/v1/fits/" + made.json().get("id").asString())
                .matches("/v1/fits/fit_[0-9A-Z]{26}");
        assertThat(made.header("Content-Type")).isEqualTo("application/json");
        assertThat(made.json().get("label").asString()).isEqualTo("a line");
        assertThat(made.json().get("status").asString()).isEqualTo("succeeded");

        ServiceClient.Answer found = service.get(location);
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body()).isEqualTo(made.body());
    }

    @Test
    void aFitThatHasNotChangedIsNotSentAgain() {
        String location = service.fit("{" + LINE + "}").header("Location");
        String etag = service.get(location).header("ETag");
        assertThat(etag).startsWith("\"").endsWith("\"");

        ServiceClient.Answer unchanged = service.get(location, "If-None-Match", etag);
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(unchanged.header("ETag")).isEqualTo(etag);
        assertThat(service.get(location, "If-None-Match", "\"other\"").status()).isEqualTo(200);
    }

    @Test
    void aListIsReadPageByPageToItsEndNewestFirst() {
        List<String> oldestFirst = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            oldestFirst.add(made("paged", ""));
        }
        made("another label", "");

        List<String> found = new ArrayList<>();
        String path = "/v1/fits?label=paged&limit=2";
        int pages = 0;
        // a cursor that is empty is none
        for (String after = "&after="; ; pages++) {
            JsonNode page = service.get(path + after).json();
            found.addAll(ids(page));
            if (!page.get("has_more").asBoolean()) {
                assertThat(page.get("next_cursor").isNull()).isTrue();
                break;
            }
            assertThat(ids(page)).hasSize(2);
            after = "&after=" + page.get("next_cursor").asString();
        }
        assertThat(pages).isEqualTo(2);
        assertThat(found).isEqualTo(oldestFirst.reversed());
    }

    @Test
    void aPageThatEndsWithTheLastFitHasNoMore() {
        made("pair", "");
        made("pair", "");
        JsonNode page = service.get("/v1/fits?label=pair&limit=2").json();
        assertThat(ids(page)).hasSize(2);
        assertThat(page.get("has_more").asBoolean()).isFalse();
        assertThat(page.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void aListIsFilteredByStatus() {
        String good = made("by status", "");
        String diverged =
                made("by status", "\"optimizer\": {\"type\": \"sgd\", \"learning_rate\": 10}, \"epochs\": 500, ");
        assertThat(ids(service.get("/v1/fits?label=by+status&status=succeeded").json()))
                .containsExactly(good);
        assertThat(ids(service.get("/v1/fits?label=by+status&status=failed").json()))
                .containsExactly(diverged);
        assertThat(ids(service.get("/v1/fits?label=by+status&status=running").json()))
                .isEmpty();
    }

    @Test
    void aListTellsFitsWithoutTheirHistories() {
        made("listed", "");
        JsonNode listed = service.get("/v1/fits?label=listed").json().at("/data/0");
        assertThat(listed.has("history")).isFalse();
        assertThat(listed.at("/result/params/coef/0").asDouble()).isEqualTo(20, within(1e-6));
        assertThat(listed.at("/config/epochs").asInt()).isEqualTo(1000);
    }

    @Test
    void aDeletedFitIsGone() {
        String location = service.fit("{\"label\": \"deleted\", " + LINE + "}").header("Location");
        ServiceClient.Answer deleted = service.delete(location);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(service.get(location).status()).isEqualTo(404);
        assertThat(service.delete(location).status()).isEqualTo(404);
        assertThat(ids(service.get("/v1/fits?label=deleted").json())).isEmpty();
    }

    @Test
    void aFitThatIsNotToBeStoredIsAnsweredAndForgotten() {
        ServiceClient.Answer made = service.fit("{\"store\": false, \"label\": \"fleeting\", " + LINE + "}");
        assertThat(made.json().get("status").asString()).isEqualTo("succeeded");
        assertThat(service.get("/v1/fits/" + made.json().get("id").asString()).status())
                .isEqualTo(404);
        assertThat(ids(service.get("/v1/fits?label=fleeting").json())).isEmpty();
    }

    @Test
    void validatingResolvesTheSettingsAndEstimatesTheWorkWithoutAFit() {
        ServiceClient.Answer answer = service.post(
                "/v1/fits?validate_only=true",
                "{\"label\": \"only validated\", \"epochs\": 50, \"batch_size\": 3, " + LINE + "}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Location")).isEmpty();
        JsonNode validation = answer.json();
        assertThat(validation.get("valid").asBoolean()).isTrue();
        assertThat(validation.has("result")).isFalse();
        assertThat(validation.at("/config/optimizer/learning_rate").isNumber()).isTrue();
        assertThat(validation.at("/config/explanation/learning_rate").asString())
                .startsWith("auto: ");
        assertThat(validation.at("/config/batch_size").asInt()).isEqualTo(3);
        assertThat(validation.at("/dataset/rows").asInt()).isEqualTo(4);
        assertThat(validation.at("/dataset/features").asInt()).isEqualTo(1);
        assertThat(validation.at("/dataset/sha256").asString()).matches("[0-9a-f]{64}");
        assertThat(validation.at("/estimate/updates").asInt()).isEqualTo(100);
        assertThat(validation.at("/estimate/multiply_adds").asDouble()).isEqualTo(400);
        assertThat(validation.at("/estimate/memory_bytes").asInt()).isPositive();
        assertThat(ids(service.get("/v1/fits?label=only+validated").json())).isEmpty();
        // two numbers a row, as given and as scaled
        assertThat(memory("")).isEqualTo(2 * 4 * 2 * Double.BYTES);
        assertThat(memory(", \"validation\": {\"dataset\": {\"x\": [1, 2, 3], \"y\": [1, 2, 3]}}"))
                .isEqualTo(memory("") + 3 * 2 * Double.BYTES);
        // two triangles of two columns, and a block of 256 rows beside their targets
        assertThat(memory(", \"optimizer\": \"exact\"")).isEqualTo(memory("") + (3 * (2 + 256) + 4) * Double.BYTES);
        // a block of 256 rows folded into two columns, which are factored; and the losses
        assertThat(service.post(
                                "/v1/fits?validate_only=true",
                                "{\"optimizer\": \"exact\", \"epochs\": 50, " + LINE + "}")
                        .json()
                        .at("/estimate/multiply_adds")
                        .asDouble())
                .isEqualTo(256 * 4 + 2 * 8 + 4 * 2);
    }

    @Test
    void validatingShowsRowsAsTheModelWouldGetThem() {
        JsonNode sample =
                service.post("/v1/fits?validate_only=true&sample=3", """
                        {"dataset": {"columns": {"city": ["Rome", "Oslo", "Rome", "Oslo", "Rome", "Oslo"], "size": [1, 2, 3, 4, 5, 6],
                         "sold": ["yes", "no", "yes", "no", "yes", "no"], "w": [1, 1, 1, 1, 2, 2]}, "target": "sold", "weight": "w"},
                         "model": "logistic"}""").json().get("sample");
        assertThat(sample.toString()).isEqualTo("""
                {"training":{"of":6,"features":["city=Oslo","city=Rome","size"],\
                "x":[[0.0,1.0,1.0],[0.0,1.0,3.0],[0.0,1.0,5.0]],"y":["yes","yes","yes"],"weight":[1.0,1.0,2.0]}}""");
        assertThat(service.post("/v1/fits?validate_only=true", "{" + LINE + "}")
                        .json()
                        .has("sample"))
                .isFalse();
        JsonNode apart = service.post(
                        "/v1/fits?validate_only=true&sample=10000",
                        "{\"validation\": {\"fraction\": 0.25}, " + LINE + "}")
                .json()
                .get("sample");
        assertThat(apart.at("/training/x").size()).isEqualTo(3);
        assertThat(apart.at("/validation/x").size()).isEqualTo(1);
        // a sample is a dataset but for the number of all rows
        ObjectNode rows = (ObjectNode) apart.get("training");
        assertThat(rows.remove("of").asInt()).isEqualTo(3);
        service.fitted(Map.of("dataset", rows));
    }

    @Test
    void noMoreRowsAreShownThanAnAnswerShouldHold() {
        ServiceClient.Answer answer = service.post("/v1/fits?validate_only=true&sample=10001", "{" + LINE + "}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("sample", "10000");
    }

    @Test
    void aValidatedConfigurationIsTheOneOfTheFit() {
        String body = "{\"epochs\": 50, \"batch_size\": 3, " + LINE + "}";
        JsonNode validated =
                service.post("/v1/fits?validate_only=true", body).json().get("config");
        assertThat(validated).isEqualTo(service.fit(body).json().get("config"));
    }

    @Test
    void aLongHistoryIsAnsweredByItsExtremes() {
        String location = service.fit(
                        "{\"optimizer\": {\"type\": \"sgd\", \"learning_rate\": 0.001}, \"epochs\": 900, " + LINE + "}")
                .header("Location");
        JsonNode few =
                service.get(location + "/history?points=40&reduce=minmax").json();
        List<String> csv = service.get(location + "/history?points=40", "Accept", "text/csv")
                .body()
                .lines()
                .toList();

        assertThat(few.get("epoch").size()).isBetween(10, 40);
        assertThat(few.get("epoch").get(0).asInt()).isEqualTo(1);
        assertThat(few.get("epoch").get(few.get("epoch").size() - 1).asInt()).isEqualTo(900);
        assertThat(few.get("loss").size()).isEqualTo(few.get("epoch").size());
        assertThat(csv).hasSize(few.get("epoch").size() + 1);
        assertThat(service.get(location + "/history?points=3").status()).isEqualTo(400);
        assertThat(service.get(location + "/history?points=40&reduce=mean").status())
                .isEqualTo(400);
    }

    @Test
    void theHistoryIsReadFromAnEpochOn() {
        String location = service.fit("{\"optimizer\": \"sgd\", \"epochs\": 9, "
                        + "\"history\": {\"every\": 4, \"include\": [\"params\"]}, " + LINE + "}")
                .header("Location");
        JsonNode whole = service.get(location + "/history").json();
        assertThat(whole).isEqualTo(service.get(location).json().get("history"));
        assertThat(whole.get("epoch").toString()).isEqualTo("[4,8,9]");

        assertThat(service.get(location + "/history?from_epoch=3&to_epoch=8")
                        .json()
                        .get("epoch")
                        .toString())
                .isEqualTo("[4,8]");
        assertThat(service.get(location + "/history?from_epoch=5&to_epoch=4")
                        .json()
                        .get("epoch")
                        .size())
                .isZero();
        JsonNode late = service.get(location + "/history?from_epoch=5").json();
        assertThat(late.get("epoch").toString()).isEqualTo("[8,9]");
        assertThat(late.get("loss").get(0)).isEqualTo(whole.get("loss").get(1));
        assertThat(late.at("/params/coef/0")).isEqualTo(whole.at("/params/coef/1"));
        assertThat(service.get(location + "/history?from_epoch=10")
                        .json()
                        .get("loss")
                        .toString())
                .isEqualTo("[]");
    }

    @Test
    void theHistoryAsCsvHasTheSameNumbers() {
        ServiceClient.Answer made = service.fit("{\"optimizer\": \"sgd\", \"epochs\": 3, \"history\": {\"include\": "
                + "[\"params\", \"gradient\", \"direction\"], \"metrics\": [\"batch_sse\"], \"evaluate\": \"epoch_end\"}, "
                + LINE + "}");
        ServiceClient.Answer csv = service.get(made.header("Location") + "/history", "Accept", "text/csv");
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Type")).isEqualToIgnoringCase("text/csv;charset=UTF-8");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst())
                .isEqualTo("epoch,loss,learning_rate,objective,batch_sse,intercept,coef_x0,gradient_intercept,"
                        + "gradient_coef_x0,direction_intercept,direction_coef_x0");
        JsonNode history = made.json().get("history");
        for (int i = 0; i < 3; i++) {
            List<String> cells = List.of(lines.get(i + 1).split(","));
            assertThat(cells)
                    .containsExactly(
                            history.at("/epoch/" + i).toString(),
                            history.at("/loss/" + i).toString(),
                            history.at("/learning_rate/" + i).toString(),
                            history.at("/objective/" + i).toString(),
                            history.at("/batch_sse/" + i).toString(),
                            history.at("/params/intercept/" + i).toString(),
                            history.at("/params/coef/" + i + "/0").toString(),
                            history.at("/gradient/intercept/" + i).toString(),
                            history.at("/gradient/coef/" + i + "/0").toString(),
                            history.at("/direction/intercept/" + i).toString(),
                            history.at("/direction/coef/" + i + "/0").toString());
        }
    }

    @Test
    void theHistoryAsCsvIsReadFromAnEpochOn() {
        String location = service.fit("{\"optimizer\": \"sgd\", \"epochs\": 5, " + LINE + "}")
                .header("Location");
        assertThat(service.get(location + "/history?from_epoch=4", "Accept", "text/csv")
                        .body()
                        .lines()
                        .map(line -> line.substring(0, line.indexOf(','))))
                .containsExactly("epoch", "4", "5");
    }

    private long memory(String settings) {
        return service.post("/v1/fits?validate_only=true", "{" + LINE + settings + "}")
                .json()
                .at("/estimate/memory_bytes")
                .asLong();
    }

    @Test
    void namesOfFeaturesAreQuotedInCsv() {
        String location = service.fit("{\"x\": [[1, 2], [3, 5], [6, 6]], \"y\": [1, 2, 3], \"epochs\": 1, "
                        + "\"features\": [\"width, depth\", \"so \\\"called\\\"\"], "
                        + "\"history\": {\"include\": [\"params\"]}}")
                .header("Location");
        assertThat(service.get(location + "/history", "Accept", "text/csv").body())
                .startsWith("epoch,loss,learning_rate,intercept,\"coef_width, depth\",\"coef_so \"\"called\"\"\"\r\n");
    }

    @Test
    void theServiceTellsThatItIsWell() {
        for (String probe : new String[] {"", "/liveness", "/readiness"}) {
            ServiceClient.Answer health = service.get("/actuator/health" + probe);
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.json().get("status").asString()).isEqualTo("UP");
        }
    }

    @Test
    void fitsAreCountedAndTimedForPrometheus() {
        service.fit("{" + LINE + "}");
        ServiceClient.Answer metrics = service.get("/actuator/prometheus");
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.body())
                .containsPattern("descent_fit_seconds_count\\{[^}]*status=\"succeeded\"[^}]*\\} [1-9]")
                .containsPattern("descent_fit_seconds_sum\\{[^}]*stop_reason=\"converged\"[^}]*\\} ");
    }
}
