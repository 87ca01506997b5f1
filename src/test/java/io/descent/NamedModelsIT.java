package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Fits under a name that stays. */
@ServiceTest
class NamedModelsIT {

    private static final int MOVES = 100;

    @LocalServerPort
    private int port;

    private ServiceClient service;
    private String model;

    @BeforeEach
    void connect() {
        service = new ServiceClient(port);
        model = "/v1/models/m" + UUID.randomUUID();
    }

    private String fit(int slope) {
        return service.fitted(ServiceClient.JSON.readTree(
                        "{\"x\": [0, 1, 2], \"y\": [0, %d, %d]}".formatted(slope, 2 * slope)))
                .get("id")
                .asString();
    }

    private JsonNode version(String fit) {
        Answer answer = service.post(model + "/versions", "{\"fit\": \"" + fit + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo(model);
        return answer.json();
    }

    private Answer move(String alias, int version, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return service.send(
                "PUT",
                model + "/aliases/" + alias,
                BodyPublishers.ofString("{\"version\": " + version + "}"),
                all.toArray(String[]::new));
    }

    private int predictingVersion(String path) {
        Answer answer = service.post(model + path + "/predict", "{\"x\": [3]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("model").get("version").asInt();
    }

    @Test
    void aModelPredictsByItsChampionElseByItsNewestVersion() {
        version(fit(1));
        version(fit(2));
        assertThat(predictingVersion("")).isEqualTo(2);
        assertThat(predictingVersion("/versions/1")).isEqualTo(1);
        assertThat(move("champion", 1).status()).isEqualTo(200);
        assertThat(predictingVersion("")).isEqualTo(1);
        assertThat(predictingVersion("/aliases/champion")).isEqualTo(1);
        assertThat(service.get(model).json().get("current_version").asInt()).isEqualTo(1);
        assertThat(service.send(
                                "POST",
                                model + "/predict",
                                BodyPublishers.ofString("x0\n3\n"),
                                "Content-Type",
                                "text/csv",
                                "Accept",
                                "text/csv")
                        .header("Descent-Version"))
                .isEqualTo("1");
    }

    @Test
    void anAliasIsMovedByCompareAndSetAndRemembersItsMoves() {
        version(fit(1));
        version(fit(2));
        assertThat(move("live", 1, "If-Match", "*").status()).isEqualTo(412);
        Answer first = move("live", 1, "If-None-Match", "*");
        assertThat(first.status()).isEqualTo(200);
        assertThat(move("live", 2, "If-None-Match", "*").status()).isEqualTo(412);
        assertThat(move("live", 2, "If-Match", "\"77\"").status()).isEqualTo(412);
        assertThat(move("live", 2, "If-Match", first.header("ETag")).status()).isEqualTo(200);
        assertThat(move("live", 1, "If-Match", first.header("ETag")).status()).isEqualTo(412);
        assertThat(service.get(model + "/aliases/live").json().get("version").asInt())
                .isEqualTo(2);

        JsonNode moves = service.get(model + "/aliases/live/history").json().get("data");
        assertThat(moves).hasSize(2);
        assertThat(moves.get(0).get("from").asInt()).isEqualTo(1);
        assertThat(moves.get(0).get("to").asInt()).isEqualTo(2);
        assertThat(moves.get(0).get("by").asString()).isEqualTo("127.0.0.1");
    }

    @Test
    void theTagOfAModelThatWasDeletedIsNoneOfTheNextOfItsName() {
        version(fit(1));
        String before = move("live", 1).header("ETag");
        service.delete(model + "/aliases/live");
        assertThat(service.delete(model).status()).isEqualTo(204);
        version(fit(1));
        move("live", 1);

        assertThat(move("live", 1, "If-Match", before).status()).isEqualTo(412);
    }

    @Test
    void whatIsNamedStaysUntilItsNameIsGone() {
        String fit = fit(1);
        version(fit);
        move("live", 1);

        Answer refused = service.delete("/v1/fits/" + fit);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("named model");
        assertThat(service.delete(model).status()).isEqualTo(409);
        assertThat(service.delete(model + "/aliases/live").status()).isEqualTo(204);
        assertThat(service.delete(model).status()).isEqualTo(204);
        assertThat(service.post(model + "/predict", "{\"x\": [3]}").status()).isEqualTo(404);
        assertThat(service.delete("/v1/fits/" + fit).status()).isEqualTo(204);
    }

    @Test
    void whatIsNotThereIsTold() {
        assertThat(service.get(model).status()).isEqualTo(404);
        assertThat(service.post(model + "/predict", "{\"x\": [3]}").status()).isEqualTo(404);
        assertThat(service.post(model + "/versions", "{\"fit\": \"fit_none\"}").status())
                .isEqualTo(404);
        version(fit(1));
        assertThat(service.post(model + "/versions/7/predict", "{\"x\": [3]}").body())
                .contains("the last one is 1");
        assertThat(service.post(model + "/aliases/live/predict", "{\"x\": [3]}").body())
                .contains("it has none");
        assertThat(service.get(model + "/aliases/live/history").status()).isEqualTo(404);
        Answer unknown = move("live", 7);
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json().get("errors").get(0).get("pointer").asString())
                .isEqualTo("/version");
        assertThat(service.get("/v1/models?limit=100").body()).contains(model.substring("/v1/models/".length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", ".a", "a%20b", "%C3%A9", "-a", "a%00"})
    void aNameThatCouldMeanAPathIsRefused(String name) {
        String fit = fit(1);
        Answer answer = service.post("/v1/models/" + name + "/versions", "{\"fit\": \"" + fit + "\"}");

        assertThat(answer.status()).as(answer.body()).isIn(400, 422);
    }

    @Test
    void aFitThatHasNotSucceededIsNoVersion() {
        String endless = LongFits.begin(service, LongFits.ENDLESS, "endless");
        Answer answer =
                service.post(model + "/versions", "{\"fit\": \"" + endless.substring("/v1/fits/".length()) + "\"}");
        service.post(endless + "/cancel", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(service.get(model).status()).isEqualTo(404);
        LongFits.ended(service, endless);
    }

    @Test
    void aRollbackUnderLoadShowsNoErrorAndNoWrongVersion() throws Exception {
        version(fit(1));
        version(fit(2));
        move("champion", 1);
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> loads = IntStream.range(0, 4)
                    .mapToObj(_ -> callers.submit((Callable<Integer>) () -> {
                        int count = 0;
                        while (!over.get()) {
                            JsonNode answer = service.post(model + "/predict", "{\"x\": [3]}")
                                    .json();
                            int version = answer.get("model").get("version").asInt();
                            double expected = 3 * version;
                            assertThat(answer.get("predictions").get(0).asDouble())
                                    .isBetween(expected - 1e-6, expected + 1e-6);
                            count++;
                        }
                        return count;
                    }))
                    .toList();
            for (int i = 0; i < MOVES; i++) {
                int version = 2 - i % 2;
                assertThat(move("champion", version).status()).isEqualTo(200);
                assertThat(predictingVersion("")).isEqualTo(version);
            }
            over.set(true);
            for (Future<Integer> load : loads) {
                assertThat(load.get()).isPositive();
            }
        }
        assertThat(service.get(model + "/aliases/champion/history").json().get("data"))
                .hasSize(MOVES + 1);
    }
}
