package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The same request gives the same bytes, and so does the configuration that was answered. */
@ServiceTest
class ReproducibleFitsIT {

    private static final String ROWS =
            "\"x\": [[1, 2], [2, 1], [3, 5], [4, 4], [5, 9], [7, 7], [8, 1]], " + "\"y\": [3, 1, 4, 1, 5, 9, 2.6]";
    private static final String CLASSES = "\"dataset\": {\"x\": [1, 2, 3, 4, 5, 6, 7], "
            + "\"y\": [\"no\", \"no\", \"yes\", \"no\", \"yes\", \"yes\", \"yes\"], \"weight\": [1, 2, 1, 0.5, 1, 1, 3]}";

    private final ServiceClient service;

    ReproducibleFitsIT(@LocalServerPort int port) {
        service = new ServiceClient(port);
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("the defaults", "", ROWS),
                Arguments.of("epochs with the default optimizer", "\"epochs\": 20", ROWS),
                Arguments.of(
                        "a rate of the caller",
                        "\"optimizer\": {\"type\": \"sgd\", \"lr\": 0.003}, \"batch_size\": 2, \"max_iter\": 30",
                        ROWS),
                Arguments.of(
                        "momentum over shuffled batches with a whole history",
                        "\"optimizer\": {\"type\": \"sgd\", \"momentum\": 0.5, \"dampening\": 0.25}, \"batch_size\": 3, "
                                + "\"shuffle\": \"batches\", \"seed\": -7, \"epochs\": 12, \"history\": {\"every\": 2, "
                                + "\"unit\": \"epoch\", \"include\": [\"direction\", \"params\", \"gradient\"], "
                                + "\"metrics\": [\"batch_sse\"], \"evaluate\": \"epoch_end\"}",
                        ROWS),
                Arguments.of(
                        "drawn parameters, a schedule and a penalty",
                        "\"init\": {\"uniform\": [-1, 1]}, \"schedule\": {\"type\": \"inverse_scaling\", \"power\": 0.3}, "
                                + "\"penalty\": {\"type\": \"elasticnet\", \"alpha\": 0.01}, \"seed\": 5, "
                                + "\"batch_size\": 1, \"epochs\": 15",
                        ROWS),
                Arguments.of(
                        "given parameters without an intercept",
                        "\"init\": {\"coef\": [1, -1]}, \"model\": {\"type\": \"linear\", \"fit_intercept\": false}, "
                                + "\"scaling\": \"standardize\"",
                        ROWS),
                Arguments.of(
                        "a stopping rule of the caller",
                        "\"stopping\": {\"patience\": 2, \"min_delta\": 0.001}, \"epochs\": 400, \"label\": \"again\"",
                        ROWS),
                Arguments.of("no stopping rule", "\"stopping\": null", ROWS),
                Arguments.of(
                        "classes and weights",
                        "\"model\": \"logistic\", \"penalty\": \"l2\", \"batch_size\": 2, "
                                + "\"history\": {\"metrics\": [\"accuracy\", \"batch_sse\"]}",
                        CLASSES),
                Arguments.of(
                        "a generator",
                        "\"seed\": 42, \"batch_size\": 8",
                        "\"dataset\": {\"generator\": {\"type\": \"linear\", \"coef\": [1, -2, 3], \"noise\": 0.5}}"));
    }

    private static String body(String settings, String data) {
        return "{" + settings + (settings.isEmpty() ? "" : ", ") + data + "}";
    }

    /** Cuts a member out of an answer as it was written; the one that follows it is named, too. */
    private static String written(ServiceClient.Answer answer, String member, String next) {
        String body = answer.body();
        int from = body.indexOf("\"" + member + "\":");
        int to = body.indexOf(",\"" + next + "\":", from);
        assertThat(from).as(member).isPositive();
        assertThat(to).as(next).isGreaterThan(from);
        return body.substring(from, to);
    }

    private static void assertSameFit(ServiceClient.Answer again, ServiceClient.Answer first) {
        assertThat(first.json().at("/result/params/coef").isArray()).isTrue();
        assertThat(written(again, "result", "history")).isEqualTo(written(first, "result", "history"));
        assertThat(written(again, "history", "config")).isEqualTo(written(first, "history", "config"));
        assertThat(again.json().get("dataset")).isEqualTo(first.json().get("dataset"));
        assertThat(again.json().get("stop_reason")).isEqualTo(first.json().get("stop_reason"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void theSameRequestGivesTheSameBytes(String name, String settings, String data) {
        String body = body(settings, data);
        assertSameFit(service.fit(body), service.fit(body));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void theAnsweredConfigurationWithTheDataGivesTheSameBytes(String name, String settings, String data) {
        ServiceClient.Answer first = service.fit(body(settings, data));
        JsonMapper json = new JsonMapper();
        ObjectNode again = (ObjectNode) json.readTree(body("", data));
        first.json().get("config").properties().forEach(setting -> again.set(setting.getKey(), setting.getValue()));

        ServiceClient.Answer second = service.fit(again.toString());
        assertSameFit(second, first);
        assertThat(withoutExplanation(second)).isEqualTo(withoutExplanation(first));
    }

    /** What was found from the data the first time is given the second time, so there is nothing to explain. */
    private static JsonNode withoutExplanation(ServiceClient.Answer answer) {
        ObjectNode config = (ObjectNode) answer.json().get("config");
        config.remove("explanation");
        return config;
    }
}
