package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.descent.ServiceClient.Answer;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI description tells the truth: about routes, about requests, and about what is answered. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    /** All of API.md's example that this version has. */
    private static final String WHOLE = """
            {
              "label": "house prices",
              "dataset": {"x": [[1, 2], [2, 1], [3, 5], [4, 3]], "y": [1, 2, 3, 5], "weight": [1, 1, 2, 1], "features": ["a", "b"]},
              "model": {"type": "linear", "fit_intercept": true},
              "loss": "squared_error",
              "penalty": {"type": "elasticnet", "alpha": 1e-4, "l1_ratio": 0.15},
              "optimizer": {"type": "sgd", "learning_rate": 0.01, "momentum": 0.8, "dampening": 0.8, "nesterov": false},
              "schedule": {"type": "inverse_scaling", "power": 0.1},
              "batch_size": 20,
              "shuffle": "batches",
              "epochs": 100,
              "scaling": "standardize",
              "init": {"coef": [-1, 2], "intercept": 1},
              "stopping": {"monitor": "objective", "patience": 5, "min_delta": 1e-4, "time_limit_seconds": 60},
              "seed": 42,
              "store": true,
              "history": {
                "every": 1, "unit": "epoch", "include": ["params", "gradient", "direction"], "metrics": ["batch_sse"],
                "evaluate": "epoch_end"
              }
            }""";

    private static final String LOGISTIC = """
            {
              "model": "logistic", "epochs": 5, "batch_size": 2,
              "x": [[0.2, 1], [0.4, 0], [1.1, 1], [2.2, 0.5]], "y": [false, false, true, true],
              "history": {
                "unit": "update", "include": ["params", "gradient", "direction"], "metrics": ["batch_sse", "accuracy"],
                "evaluate": "running"
              }
            }""";

    private static final String DIVERGING = """
            {
              "x": [100, 200, 300], "y": [1, 2, 3], "epochs": 500,
              "optimizer": {"type": "sgd", "learning_rate": 10},
              "history": {"include": ["params"]}
            }""";

    private final ServiceClient service;
    private final String text;
    private final JsonNode description;
    private final Map<JsonNode, Schema> schemas = new HashMap<>();

    OpenApiIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
        this.text = service.get("/v3/api-docs").body();
        this.description = ServiceClient.JSON.readTree(text);
    }

    @Test
    void aParserOfAClientGeneratorHasNothingToSay() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);

        SwaggerParseResult result = new OpenAPIV3Parser().readContents(text, null, options);

        assertThat(result.getMessages()).isEmpty();
        OpenAPI parsed = result.getOpenAPI();
        assertThat(parsed.getInfo().getTitle()).isEqualTo("Descent");
        assertThat(parsed.getInfo().getLicense().getName()).isEqualTo("Apache-2.0");
    }

    @Test
    void everyRouteIsThere(@Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
        Set<String> served = routes.getHandlerMethods().keySet().stream()
                .flatMap(route -> route.getPatternValues().stream()
                        .filter(path -> path.startsWith("/v1/"))
                        .flatMap(path -> route.getMethodsCondition().getMethods().stream()
                                .map(method -> method.name().toLowerCase(Locale.ROOT) + " " + path)))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> described = description
                .get("paths")
                .propertyStream()
                .flatMap(path -> path.getValue().propertyNames().stream().map(method -> method + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described)
                .isEqualTo(served)
                .contains("post /v1/fits", "get /v1/fits/{id}/history", "get /v1/catalog");
    }

    @Test
    void everyOperationHasANameAndSaysWhatItAnswers() {
        List<JsonNode> operations = description
                .get("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .toList();

        assertThat(operations.stream()
                        .map(operation -> operation.get("operationId").asString()))
                .doesNotHaveDuplicates()
                .noneMatch(name -> name.contains("_"));
        for (JsonNode operation : operations) {
            assertThat(operation.get("responses").propertyNames())
                    .as(operation.get("operationId").asString())
                    .contains("500")
                    .anyMatch(status -> status.startsWith("2"));
        }
    }

    @TestFactory
    Stream<DynamicTest> aRequestThatWorksIsValid() {
        Stream<JsonNode> examples = operation("/v1/fits", "post")
                .at("/requestBody/content/application~1json/examples")
                .valueStream()
                .map(example -> example.get("value"));
        Stream<JsonNode> ready = service.get("/v1/examples")
                .json()
                .get("data")
                .valueStream()
                .map(example -> service.get(example.get("href").asString()).json());
        Stream<JsonNode> others = Stream.of(
                        "{\"x\": [1, 2, 3, 4], \"y\": [24.6, 45.3, 64.8, 85.5]}",
                        WHOLE,
                        LOGISTIC,
                        DIVERGING,
                        "{\"x\": [[1], [2]], \"y\": [1, 2], \"dataset\": null, \"weight\": null, \"label\": null}",
                        "{\"x\": [1, 2], \"y\": [1, 2], \"optimizer\": {\"type\": \"sgd\", \"lr\": 0.1}, \"max_iter\": 3}",
                        "{\"x\": [1, 2], \"y\": [1, 2], \"init\": {\"uniform\": [-1, 1]}, \"stopping\": null, \"epochs\": 2}",
                        "{\"x\": [1, 2], \"y\": [1, 2], \"init\": {\"coef\": [1], \"uniform\": null}, \"epochs\": 2}",
                        "{\"dataset\": {\"generator\": \"line\"}, \"penalty\": \"l1\", \"batch_size\": \"full\"}",
                        "{\"dataset\": {\"generator\": {\"type\": \"line\", \"x\": {\"range\": [-5, 5]}}}}",
                        "{\"dataset\": {\"generator\": {\"type\": \"linear\", \"coef\": [1, 2]}}}",
                        "{\"dataset\": {\"columns\": {\"a\": [1, 2], \"b\": [3, 4]}, \"target\": \"b\", \"weight\": [1, 2]}}",
                        "{\"x\": [1, 2], \"y\": [1, 2], \"model\": \"logistic\", \"class_weight\": \"balanced\"}",
                        "{\"x\": [1, 2], \"y\": [1, 2], \"model\": \"logistic\", \"class_weight\": {\"1\": 3}}",
                        "{\"dataset\": {\"csr\": {\"data\": [1.5, 2], \"indices\": [0, 1], \"indptr\": [0, 1, 2], "
                                + "\"shape\": [2, 2]}, \"y\": [1, 2], \"weight\": [1, 2], \"features\": [\"a\", \"b\"]}}")
                .map(ServiceClient.JSON::readTree);
        return Stream.of(examples, ready, others).flatMap(requests -> requests).map(request -> {
            String body = request.toString();
            return DynamicTest.dynamicTest(body.substring(0, Math.min(body.length(), 120)), () -> {
                assertThat(errors(request, reference("FitRequest"))).isEmpty();
                Answer answer = service.post("/v1/fits", body);
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertDescribed(answer, "/v1/fits", "post", JSON);
            });
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'x': [1, 2]}",
                "{'y': [1, 2]}",
                "{'x': 1, 'y': [1]}",
                "{'x': ['a'], 'y': [1]}",
                "{'x': [[['a']]], 'y': [1]}",
                "{'x': [1, null], 'y': [1, 2]}",
                "{'x': [1, 2], 'y': [1, {}]}",
                "{'x': [], 'y': []}",
                "{'x': [1, 2], 'y': [1, 2], 'weight': [1, -1]}",
                "{'x': [1, 2], 'y': [1, 2], 'features': [1]}",
                "{'x': [1, 2], 'y': [1, 2], 'dataset': {'generator': 'line'}}",
                "{'dataset': {}}",
                "{'dataset': {'x': [1, 2]}}",
                "{'dataset': {'x': [1, 2], 'y': [1, 2], 'generator': 'line'}}",
                "{'dataset': {'columns': {'a': [1]}}}",
                "{'dataset': {'csr': {'data': [1], 'indices': [0], 'indptr': [0, 1], 'shape': [1, 1]}}}",
                "{'dataset': {'csr': {'data': [1], 'indices': [-1], 'indptr': [0, 1], 'shape': [1, 1]}, 'y': [1]}}",
                "{'dataset': {'csr': {'data': [1], 'indices': [0], 'indptr': [0, 1], 'shape': [1]}, 'y': [1]}}",
                "{'dataset': {'csr': {'data': [1], 'indices': [0], 'indptr': [0, 1]}, 'y': [1]}}",
                "{'dataset': {'generator': 'line', 'weight': [1]}}",
                "{'dataset': {'generator': 'linear'}}",
                "{'dataset': {'generator': {'type': 'line', 'x': {'range': [0, 5], 'uniform': [0, 1]}}}}",
                "{'dataset': {'generator': {'type': 'blobs', 'slope': 3}}}",
                "{'x': [1, 2], 'y': [1, 2], 'model': 'logistic', 'class_weight': 'balancd'}",
                "{'x': [1, 2], 'y': [1, 2], 'model': 'logistic', 'class_weight': {'1': -1}}",
                "{'x': [1, 2], 'y': [1, 2], 'batchsize': 2}",
                "{'x': [1, 2], 'y': [1, 2], 'batch_size': 0}",
                "{'x': [1, 2], 'y': [1, 2], 'batch_size': 'half'}",
                "{'x': [1, 2], 'y': [1, 2], 'epochs': 1.5}",
                "{'x': [1, 2], 'y': [1, 2], 'epochs': 0}",
                "{'x': [1, 2], 'y': [1, 2], 'max_iter': 0}",
                "{'x': [1, 2], 'y': [1, 2], 'model': 'liner'}",
                "{'x': [1, 2], 'y': [1, 2], 'model': {'fit_intercept': true}}",
                "{'x': [1, 2], 'y': [1, 2], 'penalty': {'type': 'l2', 'l1_ratio': 0.5}}",
                "{'x': [1, 2], 'y': [1, 2], 'penalty': {'type': 'elasticnet', 'l1_ratio': 1.5}}",
                "{'x': [1, 2], 'y': [1, 2], 'optimizer': {'type': 'sgd', 'learning_rate': 0}}",
                "{'x': [1, 2], 'y': [1, 2], 'optimizer': {'type': 'sgd', 'learning_rate': 'automatic'}}",
                "{'x': [1, 2], 'y': [1, 2], 'optimizer': {'type': 'sgd', 'momentum': 1}}",
                "{'x': [1, 2], 'y': [1, 2], 'init': {'uniform': [1]}}",
                "{'x': [1, 2], 'y': [1, 2], 'init': {'uniform': [0, 1], 'intercept': 1}}",
                "{'x': [1, 2], 'y': [1, 2], 'init': {'intercept': 1}}",
                "{'x': [1, 2], 'y': [1, 2], 'stopping': {'patience': 0}}",
                "{'x': [1, 2], 'y': [1, 2], 'history': {'include': ['coef']}}",
                "{'x': [1, 2], 'y': [1, 2], 'history': {'include': ['params', 'params']}}",
                "{'x': [1, 2], 'y': [1, 2], 'store': 'yes'}",
                "[]"
            })
    void aRequestThatTheSchemaRefusesIsRefused(String quoted) {
        String request = quoted.replace('\'', '"');

        assertThat(errors(ServiceClient.JSON.readTree(request), reference("FitRequest")))
                .isNotEmpty();
        Answer answer = service.post("/v1/fits", request);

        assertThat(answer.status()).isIn(400, 422);
        assertDescribed(answer, "/v1/fits", "post", PROBLEM);
    }

    @Test
    void fitsAreAnsweredAsDescribed() {
        for (String request : List.of(WHOLE, LOGISTIC, DIVERGING)) {
            Answer created = service.post("/v1/fits", request);
            assertDescribed(created, "/v1/fits", "post", JSON);
            assertThat(errors(created.json(), reference("Fit"))).isEmpty();
            assertThat(errors(created.json(), reference("ResolvedFit"))).isNotEmpty();

            String location = created.header("Location");
            assertDescribed(service.get(location), "/v1/fits/{id}", "get", JSON);
            assertDescribed(service.get(location + "/history"), "/v1/fits/{id}/history", "get", JSON);
            Answer csv = service.get(location + "/history", "Accept", "text/csv");
            assertThat(csv.header("Content-Type")).startsWith("text/csv");
            assertThat(response("/v1/fits/{id}/history", "get", 200)
                            .get("content")
                            .propertyNames())
                    .containsExactlyInAnyOrder(JSON, "text/csv");
        }
        assertDescribed(service.get("/v1/fits?limit=3"), "/v1/fits", "get", JSON);
        assertDescribed(service.get("/v1/fits?label=nobody"), "/v1/fits", "get", JSON);
    }

    @Test
    void aDivergedFitIsAnsweredAsDescribed() {
        JsonNode fit = service.fit(DIVERGING).json();

        assertThat(fit.get("stop_reason").asString()).isEqualTo("diverged");
        assertThat(errors(fit, reference("Fit"))).isEmpty();
        assertThat(errors(fit.get("error"), reference("FitError"))).isEmpty();
    }

    @Test
    void aSchemaOfAnAnswerMissesWhatIsNotThere() {
        ObjectNode fit = (ObjectNode) service.fit(LOGISTIC).json();
        for (String name : List.of("id", "label", "status", "result", "error", "config", "progress", "warnings")) {
            ObjectNode without = fit.deepCopy();
            without.remove(name);
            assertThat(errors(without, reference("Fit"))).as(name).isNotEmpty();
            assertThat(errors(without, reference("FitOrValidation"))).as(name).isNotEmpty();
        }
        assertThat(errors(fit.deepCopy().put("status", "done"), reference("Fit")))
                .isNotEmpty();
        assertThat(errors(fit.deepCopy().putNull("dataset"), reference("Fit"))).isNotEmpty();
    }

    @Test
    void aValidationIsAnsweredAsDescribed() {
        Answer answer = service.post("/v1/fits?validate_only=true", WHOLE);

        assertDescribed(answer, "/v1/fits", "post", JSON);
        assertThat(errors(answer.json(), reference("ResolvedFit"))).isEmpty();
        assertThat(errors(answer.json(), reference("Fit"))).isNotEmpty();
    }

    @Test
    void aConfigurationCanBePostedAgainWithItsData() {
        ObjectNode again = (ObjectNode) service.fit(LOGISTIC).json().get("config");
        JsonNode data = ServiceClient.JSON.readTree(LOGISTIC);
        again.set("x", data.get("x"));
        again.set("y", data.get("y"));

        assertThat(errors(again, reference("FitRequest"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/v1/catalog,/v1/catalog", "/v1/examples,/v1/examples", "/v1/examples/sgd,/v1/examples/{name}"})
    void readingIsAnsweredAsDescribed(String path, String template) {
        assertDescribed(service.get(path), template, "get", JSON);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/fits/fit_none,/v1/fits/{id},404",
        "/v1/fits/fit_none/history,/v1/fits/{id}/history,404",
        "/v1/examples/none,/v1/examples/{name},404",
        "/v1/fits?limit=0,/v1/fits,400",
        "/v1/fits?status=done,/v1/fits,400",
        "/v1/fits/fit_none/history?from_epoch=x,/v1/fits/{id}/history,400"
    })
    void problemsAreAnsweredAsDescribed(String path, String template, int status) {
        Answer answer = service.get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertDescribed(answer, template, "get", PROBLEM);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/fits,/v1/fits",
        "/v1/fits/fit_none,/v1/fits/{id}",
        "/v1/fits/fit_none/history,/v1/fits/{id}/history",
        "/v1/catalog,/v1/catalog",
        "/v1/examples,/v1/examples",
        "/v1/examples/sgd,/v1/examples/{name}"
    })
    void aMediaTypeThatIsNotAnsweredIsAProblemAsDescribed(String path, String template) {
        Answer answer = service.get(path, "Accept", "image/png");

        assertThat(answer.status()).isEqualTo(406);
        assertDescribed(answer, template, "get", PROBLEM);
    }

    @Test
    void aBodyOfAnotherKindIsAProblemAsDescribed() {
        Answer answer = service.send(
                "POST", "/v1/fits", HttpRequest.BodyPublishers.ofString("x"), "Content-Type", "text/plain");

        assertThat(answer.status()).isEqualTo(415);
        assertDescribed(answer, "/v1/fits", "post", PROBLEM);
    }

    @Test
    void deletingIsAnsweredAsDescribed() {
        String location = service.post("/v1/fits", WHOLE).header("Location");

        assertThat(service.delete(location).status()).isEqualTo(204);
        assertThat(response("/v1/fits/{id}", "delete", 204).has("content")).isFalse();
        assertDescribed(service.delete(location), "/v1/fits/{id}", "delete", PROBLEM);
    }

    @Test
    void theHeadersThatAreAnsweredAreDescribed() {
        Answer created = service.post("/v1/fits", WHOLE);
        String location = created.header("Location");
        Answer fit = service.get(location);

        assertThat(response("/v1/fits", "post", 200).get("headers").propertyNames())
                .containsExactly("Location");
        assertThat(response("/v1/fits/{id}", "get", 200).get("headers").propertyNames())
                .containsExactly("ETag");
        assertThat(service.get(location, "If-None-Match", fit.header("ETag")).status())
                .isEqualTo(304);
        assertThat(response("/v1/fits/{id}", "get", 304).has("content")).isFalse();
    }

    @Test
    void thePageIsServed() {
        Answer page = service.get("/swagger-ui/index.html");

        assertThat(page.status()).isEqualTo(200);
        assertThat(service.get("/swagger-ui.html").header("Location")).endsWith("/swagger-ui/index.html");
    }

    private JsonNode operation(String path, String method) {
        return description.get("paths").get(path).get(method);
    }

    private JsonNode response(String path, String method, int status) {
        JsonNode response = operation(path, method).get("responses").get(Integer.toString(status));
        assertThat(response).as(method + " " + path + " answers " + status).isNotNull();
        return response;
    }

    private void assertDescribed(Answer answer, String path, String method, String mediaType) {
        assertThat(answer.header("Content-Type")).startsWith(mediaType);
        JsonNode content =
                response(path, method, answer.status()).get("content").get(mediaType);
        assertThat(content).as(mediaType).isNotNull();
        assertThat(errors(answer.json(), content.get("schema")))
                .as(answer.body())
                .isEmpty();
    }

    private static JsonNode reference(String name) {
        return ServiceClient.JSON.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private List<String> errors(JsonNode value, JsonNode schema) {
        return schemas.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(String::valueOf)
                .toList();
    }

    private Schema compile(JsonNode schema) {
        ObjectNode root = ((ObjectNode) schema).deepCopy();
        root.set("components", description.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
    }
}
