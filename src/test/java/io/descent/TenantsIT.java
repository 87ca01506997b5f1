package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.Operations.Operation;
import io.descent.ServiceClient.Answer;
import io.descent.access.Scope;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What belongs to one tenant does not exist for another, by whatever route it is asked for. */
class TenantsIT extends AccessTest {

    private static final String LINE = "{\"x\": [1, 2, 3, 4], \"y\": [24.6, 45.3, 64.8, 85.5]}";
    private static final String NOBODYS = "0000000000000000000000";

    private ServiceClient acme;
    private ServiceClient bolt;
    private String fit;
    private String dataset;
    private String model;
    private String keyId;

    @BeforeEach
    void storeSomething() {
        acme = caller("acme", Scope.READ, Scope.FIT, Scope.PREDICT, Scope.ADMIN);
        bolt = caller("bolt", Scope.READ, Scope.FIT, Scope.PREDICT, Scope.ADMIN);
        fit = acme.fit(LINE).json().get("id").asString();
        Answer table = acme.post("/v1/datasets", "{\"columns\": {\"a\": [1, 2, 3, 4], \"b\": [2, 4, 6, 9]}}");
        assertThat(table.status()).as(table.body()).isEqualTo(201);
        dataset = table.json().get("id").asString();
        model = "line-" + fit.substring(20).toLowerCase(Locale.ROOT);
        named(acme, fit);
        Answer key = acme.post("/v1/keys", "{\"name\": \"k\", \"scopes\": [\"read\"]}");
        keyId = key.json().get("id").asString();
    }

    private void named(ServiceClient caller, String version) {
        Answer made = caller.post("/v1/models/" + model + "/versions", "{\"fit\": \"" + version + "\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        Answer moved = caller.send(
                "PUT",
                "/v1/models/" + model + "/aliases/champion",
                BodyPublishers.ofString("{\"version\": 1}"),
                "Content-Type",
                "application/json");
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    }

    /** Another one of the same form, which nobody has. */
    private static String unknown(String id) {
        return id.substring(0, id.length() - NOBODYS.length()) + NOBODYS;
    }

    private String path(Operation operation, boolean theirs) {
        String template = operation.template();
        Map<String, String> ids = template.startsWith("/v1/fits")
                ? Map.of("id", fit)
                : template.startsWith("/v1/datasets")
                        ? Map.of("id", dataset)
                        : template.startsWith("/v1/keys") ? Map.of("id", keyId) : Map.of();
        String path = template;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", theirs ? id.getValue() : unknown(id.getValue()));
        }
        path = path.replace("{name}", theirs ? model : model.replace("line", "none"))
                .replace("{version}", "1")
                .replace("{alias}", "champion");
        assertThat(path).as("a variable that this test does not know").doesNotContain("{");
        return path.endsWith("/export") ? path + "?format=json" : path;
    }

    private String body(Operation operation) {
        return switch (operation.template()) {
            case "/v1/models/{name}/versions" -> "{\"fit\": \"" + fit + "\"}";
            case "/v1/models/{name}/aliases/{alias}" -> "{\"version\": 1}";
            default -> "{\"x\": [[1]], \"y\": [1]}";
        };
    }

    @Test
    void byNoOperationCanWhatIsAnothersBeToldFromWhatIsNotThere() {
        List<Operation> operations = Operations.of(acme).stream()
                .filter(Operation::hasVariables)
                .filter(operation -> !operation.template().startsWith("/v1/examples"))
                .toList();
        assertThat(operations).hasSizeGreaterThan(35);
        for (Operation operation : operations) {
            Answer theirs = operation.call(bolt, path(operation, true), body(operation));
            Answer nobodys = operation.call(bolt, path(operation, false), body(operation));
            assertThat(theirs.status()).as(operation + ": " + theirs.body()).isEqualTo(404);
            assertThat(nobodys.status()).as(operation.toString()).isEqualTo(404);
            assertThat(withUnknown(theirs.body())).as(operation.toString()).isEqualTo(withUnknown(nobodys.body()));
        }
        Stream.of(
                        "/v1/fits/" + fit,
                        "/v1/datasets/" + dataset,
                        "/v1/models/" + model,
                        "/v1/models/" + model + "/aliases/champion",
                        "/v1/keys/" + keyId)
                .forEach(path -> assertThat(acme.get(path).status()).as(path).isEqualTo(200));
    }

    private String withUnknown(String body) {
        return body.replace(fit, unknown(fit))
                .replace(dataset, unknown(dataset))
                .replace(keyId, unknown(keyId))
                .replace(model, model.replace("line", "none"));
    }

    @Test
    void listsHoldOnesOwn() {
        for (String path : List.of("/v1/fits?limit=100", "/v1/datasets?limit=100", "/v1/models?limit=100")) {
            assertThat(acme.get(path).body()).as(path).containsAnyOf(fit, dataset, model);
            assertThat(bolt.get(path).body()).as(path).doesNotContain(fit, dataset, model);
            assertThat(caller("default", Scope.ADMIN).get(path).body()).as(path).doesNotContain(fit, dataset, model);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\": [1, 2, 3, 4], \"y\": [1, 2, 3, 5], \"init\": {\"fit\": \"FIT\"}}",
                "{\"dataset\": {\"id\": \"DATASET\", \"target\": \"b\"}}",
                "{\"x\": [1, 2, 3, 4], \"y\": [1, 2, 3, 5], \"validation\": {\"dataset\": {\"id\": \"DATASET\", \"target\": \"b\"}}}"
            })
    void aRequestCannotReferToWhatIsAnothers(String request) {
        String theirs = request.replace("FIT", fit).replace("DATASET", dataset);
        String nobodys = request.replace("FIT", unknown(fit)).replace("DATASET", unknown(dataset));
        Answer refused = bolt.post("/v1/fits", theirs);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(withUnknown(refused.body()))
                .isEqualTo(bolt.post("/v1/fits", nobodys).body());
    }

    @Test
    void rowsToPredictCannotBeAnothers() {
        String own = bolt.fit(
                        "{\"dataset\": {\"columns\": {\"a\": [1, 2, 3, 4], \"b\": [2, 4, 6, 9]}, \"target\": \"b\"}}")
                .json()
                .get("id")
                .asString();
        for (String route : List.of("/predict", "/evaluate")) {
            String body = "{\"dataset\": {\"id\": \"" + dataset + "\", \"target\": \"b\"}}";
            Answer refused = bolt.post("/v1/fits/" + own + route, body);
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(withUnknown(refused.body()))
                    .isEqualTo(bolt.post("/v1/fits/" + own + route, withUnknown(body))
                            .body());
        }
    }

    @Test
    void namesAndKeysOfOthersAreFree() {
        String own = bolt.fit(LINE.replace("85.5", "99.5")).json().get("id").asString();
        named(bolt, own);
        assertThat(bolt.get("/v1/models/" + model).json().at("/versions/0/fit").asString())
                .isEqualTo(own);
        assertThat(acme.get("/v1/models/" + model).json().at("/versions/0/fit").asString())
                .isEqualTo(fit);

        String key = "retry-" + model;
        String first = acme.post("/v1/fits", LINE, "Idempotency-Key", key)
                .json()
                .get("id")
                .asString();
        Answer second = bolt.post("/v1/fits", LINE.replace("85.5", "85.6"), "Idempotency-Key", key);
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(second.json().get("id").asString()).isNotEqualTo(first);
        assertThat(acme.post("/v1/fits", LINE, "Idempotency-Key", key)
                        .json()
                        .get("id")
                        .asString())
                .isEqualTo(first);
    }

    @Test
    void aFitThatAnotherHasExportedComesInUnderANewId() {
        String exported = acme.get("/v1/fits/" + fit + "/export?format=json").body();
        Answer taken = bolt.post("/v1/fits/import", exported);
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        String own = taken.json().get("id").asString();
        assertThat(own).isNotEqualTo(fit);
        assertThat(bolt.get("/v1/fits/" + own).json().get("result"))
                .isEqualTo(acme.get("/v1/fits/" + fit).json().get("result"));
        assertThat(acme.post("/v1/fits/import", exported).status()).isEqualTo(200);
    }

    @Test
    void aTokenSeesWhatItsTenantHas() {
        ServiceClient anna = stranger().as(ISSUER.token(Map.of("tenant", "acme", "scope", "read")));
        assertThat(anna.get("/v1/fits/" + fit).status()).isEqualTo(200);
        ServiceClient bob = stranger().as(ISSUER.token(Map.of("tenant", "bolt", "scope", "read")));
        assertThat(bob.get("/v1/fits/" + fit).status()).isEqualTo(404);
    }
}
