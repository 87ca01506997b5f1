package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.descent.ServiceClient.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI description of the service under test, and what it says of requests and answers. */
final class ApiDescription {

    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";

    /** All of API.md's example that this version has. */
    static final String WHOLE = """
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

    static final String LOGISTIC = """
            {
              "model": "logistic", "epochs": 5, "batch_size": 2,
              "x": [[0.2, 1], [0.4, 0], [1.1, 1], [2.2, 0.5]], "y": [false, false, true, true],
              "history": {
                "unit": "update", "include": ["params", "gradient", "direction"], "metrics": ["batch_sse", "accuracy"],
                "evaluate": "running"
              }
            }""";

    static final String DIVERGING = """
            {
              "x": [100, 200, 300], "y": [1, 2, 3], "epochs": 500,
              "optimizer": {"type": "sgd", "learning_rate": 10},
              "history": {"include": ["params"]}
            }""";

    private final JsonNode description;
    private final Map<JsonNode, Schema> schemas = new HashMap<>();

    ApiDescription(ServiceClient service) {
        this.description = service.get("/v3/api-docs").json();
    }

    JsonNode operation(String path, String method) {
        return description.get("paths").get(path).get(method);
    }

    /** Returns the description of an answer, which must be there. */
    JsonNode response(String path, String method, int status) {
        JsonNode response = operation(path, method).get("responses").get(Integer.toString(status));
        assertThat(response).as(method + " " + path + " answers " + status).isNotNull();
        return response;
    }

    /** Checks that an answer is as described. */
    void assertDescribed(Answer answer, String path, String method, String mediaType) {
        assertThat(answer.header("Content-Type")).startsWith(mediaType);
        JsonNode content =
                response(path, method, answer.status()).get("content").get(mediaType);
        assertThat(content).as(mediaType).isNotNull();
        assertThat(errors(answer.json(), content.get("schema")))
                .as(answer.body())
                .isEmpty();
    }

    /** Returns a schema by its name. */
    static JsonNode reference(String name) {
        return ServiceClient.JSON.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    /** Returns what a schema finds wrong with a value. */
    List<String> errors(JsonNode value, JsonNode schema) {
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
