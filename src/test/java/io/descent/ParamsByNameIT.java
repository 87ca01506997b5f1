package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Parameters as objects, so that nobody has to know the order of the features. */
@ServiceTest
class ParamsByNameIT {

    private final ServiceClient service;

    ParamsByNameIT(@LocalServerPort int port) {
        service = new ServiceClient(port);
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }

    @Test
    void paramsCanBeReadByName() {
        Answer answer = service.post(
                "/v1/fits?params=by_name",
                quoted(
                        "{'dataset': {'columns': {'sqft': [800, 950, 1100, 1400], 'city': ['Paris', 'Rome', 'Paris', 'Rome'], "
                                + "'price': [9.5, 11.2, 12.4, 16.1]}, 'target': 'price'}, 'penalty': 'l2'}"));
        JsonNode params = answer.json().at("/result/params");
        JsonNode listed = service.get("/v1/fits/" + answer.json().get("id").asString())
                .json()
                .get("result");

        List<String> features =
                listed.get("features").valueStream().map(JsonNode::asString).toList();
        assertThat(List.copyOf(params.get("coef").propertyNames())).isEqualTo(features);
        IntStream.range(0, features.size())
                .forEach(j ->
                        assertThat(params.get("coef").get(features.get(j))).isEqualTo(listed.at("/params/coef/" + j)));
        assertThat(params.get("intercept")).isEqualTo(listed.at("/params/intercept"));
        new ApiDescription(service).assertDescribed(answer, "/v1/fits", "post", ApiDescription.JSON);
    }

    @Test
    void paramsOfSeveralClassesAreByClassAndByName() {
        String id = service.fit(
                        quoted("{'model': 'softmax', 'x': [1, 2, 3, 4, 5, 6], 'y': ['a', 'b', 'c', 'a', 'b', 'c'], "
                                + "'penalty': 'l2', 'features': ['size']}"))
                .json()
                .get("id")
                .asString();

        Answer named = service.get("/v1/fits/" + id + "?params=by_name");
        JsonNode params = named.json().at("/result/params");
        assertThat(List.copyOf(params.get("coef").propertyNames())).containsExactly("a", "b", "c");
        assertThat(params.at("/coef/b/size").isNumber()).isTrue();
        assertThat(params.at("/intercept/c").isNumber()).isTrue();
        new ApiDescription(service).assertDescribed(named, "/v1/fits/{id}", "get", ApiDescription.JSON);

        String tag = named.header("ETag");
        Answer listed = service.get("/v1/fits/" + id, "If-None-Match", tag);
        assertThat(listed.status()).isEqualTo(200);
        assertThat(listed.header("ETag")).isNotEqualTo(tag);
        assertThat(service.get("/v1/fits/" + id + "?params=by_name", "If-None-Match", tag)
                        .status())
                .isEqualTo(304);
        assertThat(service.get("/v1/fits/" + id + "?params=by_nam").status()).isEqualTo(400);
    }
}
