package io.descent;

import static io.descent.ApiDescription.DIVERGING;
import static io.descent.ApiDescription.JSON;
import static io.descent.ApiDescription.LOGISTIC;
import static io.descent.ApiDescription.PROBLEM;
import static io.descent.ApiDescription.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The OpenAPI description tells the truth about requests. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DescribedRequestsIT {

    private final ServiceClient service;
    private final ApiDescription description;

    DescribedRequestsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
        this.description = new ApiDescription(service);
    }

    @TestFactory
    Stream<DynamicTest> aRequestThatWorksIsValid() {
        Stream<JsonNode> examples = description
                .operation("/v1/fits", "post")
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
                        "{\"dataset\": {\"columns\": {\"a\": [1, null, 3], \"b\": [3, 4, 5], \"c\": [\"p\", \"q\", null], \"w\": "
                                + "[1, 1, 2]}, \"target\": \"b\", \"features\": [\"a\", \"c\"], \"weight\": \"w\"}, \"encoding\": "
                                + "{\"missing\": {\"a\": \"mean\", \"c\": \"constant\"}, \"missing_indicator\": true, \"drop\": null, "
                                + "\"max_categories\": 40, \"min_frequency\": 1, \"types\": {\"c\": \"category\"}}}",
                        "{\"dataset\": {\"records\": [{\"a\": 1, \"b\": true}, {\"b\": false, \"y\": 3}, {\"y\": 4, \"a\": 2}], "
                                + "\"target\": \"y\"}, \"encoding\": {\"missing\": {\"y\": \"drop\", \"b\": \"most_frequent\", "
                                + "\"a\": \"median\"}, \"min_frequency\": 0.01, \"hashed\": {\"b\": 8}}}",
                        "{\"x\": [1, 2], \"y\": [1, 2], \"model\": \"logistic\", \"class_weight\": \"balanced\"}",
                        "{\"x\": [1, 2], \"y\": [1, 2], \"model\": \"logistic\", \"class_weight\": {\"1\": 3}}",
                        "{\"dataset\": {\"csr\": {\"data\": [1.5, 2], \"indices\": [0, 1], \"indptr\": [0, 1, 2], "
                                + "\"shape\": [2, 2]}, \"y\": [1, 2], \"weight\": [1, 2], \"features\": [\"a\", \"b\"]}}")
                .map(ServiceClient.JSON::readTree);
        return Stream.of(examples, ready, others).flatMap(requests -> requests).map(request -> {
            String body = request.toString();
            return DynamicTest.dynamicTest(body.substring(0, Math.min(body.length(), 120)), () -> {
                assertThat(description.errors(request, ApiDescription.reference("FitRequest")))
                        .isEmpty();
                Answer answer = service.post("/v1/fits", body);
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                description.assertDescribed(answer, "/v1/fits", "post", JSON);
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
                "{'dataset': {'records': []}}",
                "{'dataset': {'records': [{'a': 1, 'y': 2}]}}",
                "{'dataset': {'records': [{'a': [1], 'y': 2}], 'target': 'y'}}",
                "{'dataset': {'columns': {'a': [1], 'y': [2]}, 'target': 'y'}, 'encoding': {'missing': 'mode'}}",
                "{'dataset': {'columns': {'a': [1], 'y': [2]}, 'target': 'y'}, 'encoding': {'min_frequency': 1.5}}",
                "{'dataset': {'columns': {'a': [1], 'y': [2]}, 'target': 'y'}, 'encoding': {'hashed': {'a': 0}}}",
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

        assertThat(description.errors(ServiceClient.JSON.readTree(request), ApiDescription.reference("FitRequest")))
                .isNotEmpty();
        Answer answer = service.post("/v1/fits", request);

        assertThat(answer.status()).isIn(400, 422);
        description.assertDescribed(answer, "/v1/fits", "post", PROBLEM);
    }
}
