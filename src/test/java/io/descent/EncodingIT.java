package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.ServiceClient.Answer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** From a table to features. */
@ServiceTest
class EncodingIT {

    private static final String HOUSES = """
            {"sqft": [800, null, 1100, 1400, 1650, 900, 1200, 1000],
             "city": ["Paris", "Rome", "Paris", "Oslo", "Rome", null, "Paris", "Rome"],
             "garden": [true, false, null, true, false, true, true, false],
             "price": [9.5, 11.2, 12.4, 16.1, 17.9, 9.9, 13.1, 11]}""";

    private final ServiceClient service;

    EncodingIT(@LocalServerPort int port) {
        service = new ServiceClient(port);
    }

    private static JsonNode json(String quoted) {
        return ServiceClient.JSON.readTree(quoted.replace('\'', '"'));
    }

    /** Returns a request for columns with further settings. */
    private static ObjectNode request(JsonNode columns, String settings) {
        ObjectNode request = (ObjectNode) json("{" + settings + "}");
        ObjectNode dataset = request.putObject("dataset");
        dataset.set("columns", columns);
        dataset.put("target", "price");
        return request;
    }

    private static ObjectNode houses(String settings) {
        return request(ServiceClient.JSON.readTree(HOUSES), settings);
    }

    private JsonNode fit(JsonNode request) {
        return service.fit(request.toString()).json();
    }

    private Answer post(JsonNode request) {
        return service.post("/v1/fits", request.toString());
    }

    private static List<String> features(JsonNode fit) {
        return fit.at("/result/features").valueStream().map(JsonNode::asString).toList();
    }

    /** Leaves out what tells two fits apart whose answers are the same. */
    private static JsonNode told(JsonNode fit) {
        ObjectNode told = (ObjectNode) fit.deepCopy();
        told.remove(List.of("id", "created_at", "started_at", "finished_at", "expires_at"));
        return told;
    }

    private static ArrayNode asRecords(JsonNode columns) {
        ArrayNode records = ServiceClient.JSON.createArrayNode();
        for (int i = 0; i < columns.get("price").size(); i++) {
            ObjectNode record = records.addObject();
            for (String name : columns.propertyNames()) {
                JsonNode value = columns.get(name).get(i);
                // the first row names the columns in their order
                if (i == 0 || !value.isNull()) {
                    record.set(name, value);
                }
            }
        }
        return records;
    }

    @Test
    void columnsAndRecordsOfTheSameDataHaveTheSameAnswer() {
        String settings = "'encoding': {'missing': {'sqft': 'median', 'city': 'constant', 'garden': 'most_frequent'}, "
                + "'missing_indicator': true}, 'penalty': 'l2', 'validation': {'fraction': 0.25}, 'seed': 3";
        ObjectNode columns = houses(settings);
        ObjectNode records = columns.deepCopy();
        ObjectNode dataset = (ObjectNode) records.get("dataset");
        dataset.set("records", asRecords(dataset.remove("columns")));

        assertThat(told(fit(records)).toString()).isEqualTo(told(fit(columns)).toString());
    }

    @Test
    void theResolvedEncodingStandsInTheConfiguration() {
        JsonNode fit = fit(houses("'encoding': {'missing': {'sqft': 'median', 'city': 'constant', 'garden': "
                + "'most_frequent'}, 'missing_indicator': true, 'min_frequency': 2}, 'penalty': 'l2'"));

        assertThat(features(fit))
                .containsExactly(
                        "sqft",
                        "sqft=missing",
                        "city=Paris",
                        "city=Rome",
                        "city=(missing)",
                        "city=(infrequent)",
                        "garden",
                        "garden=missing");
        assertThat(fit.at("/config/encoding"))
                .isEqualTo(
                        json(
                                "{'missing': {'sqft': 'median', 'city': 'constant', 'garden': 'most_frequent'}, "
                                        + "'missing_indicator': true, 'max_categories': null, 'min_frequency': 2, 'handle_unknown': "
                                        + "'ignore', 'drop': null, 'dates': 'error', 'columns': {'sqft': {'type': 'number', 'fill': 1100.0, "
                                        + "'indicator': true}, 'city': {'type': 'category', 'levels': ['Paris', 'Rome'], 'infrequent': "
                                        + "['Oslo'], 'missing_level': true}, 'garden': {'type': 'boolean', 'fill': 1.0, 'indicator': true}}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'encoding': {'missing': {'sqft': 'mean', 'city': 'constant', 'garden': 'most_frequent'}, "
                        + "'missing_indicator': true, 'max_categories': 2, 'drop': 'first'}",
                "'encoding': {'missing': 'drop', 'types': {'sqft': 'category'}}",
                "'encoding': {'missing': 'most_frequent', 'hashed': {'city': 4}}, 'validation': {'fraction': 0.3}, 'seed': 5"
            })
    void aConfigurationThatIsPostedAgainMakesTheSameFit(String settings) {
        JsonNode fit = fit(houses(settings + ", 'penalty': 'l2'"));
        ObjectNode again = (ObjectNode) fit.get("config").deepCopy();
        again.set("dataset", houses("").get("dataset"));

        JsonNode second = fit(again);

        assertThat(second.get("result").toString()).isEqualTo(fit.get("result").toString());
        assertThat(second.get("history").toString())
                .isEqualTo(fit.get("history").toString());
        assertThat(second.at("/config/encoding").toString())
                .isEqualTo(fit.at("/config/encoding").toString());
    }

    @Test
    void aFitThatWaitsInTheQueueHasTheSameAnswer() {
        ObjectNode request = houses("'encoding': {'missing': {'sqft': 'mean', 'city': 'constant', 'garden': 'drop'}}");
        JsonNode now = fit(request);
        Answer ticket = service.post("/v1/fits", request.toString(), "Prefer", "respond-async");

        JsonNode later = ticket.json();
        while (!later.get("done").asBoolean()) {
            later = service.get(ticket.header("Location"), "Prefer", "wait=30").json();
        }

        assertThat(told(later).toString()).isEqualTo(told(now).toString());
    }

    @Test
    void missingValuesAreRefusedWithTheirCountAndWhatToDo() {
        Answer answer = post(houses(""));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("pointer").asString()))
                .containsExactlyInAnyOrder(
                        "/dataset/columns/sqft/1", "/dataset/columns/city/5", "/dataset/columns/garden/2");
        assertThat(answer.json().at("/errors/0/detail").asString()).contains("encoding.missing");
    }

    @Test
    void rowsWithMissingValuesMayBeLeftOut() {
        JsonNode fit = fit(houses("'encoding': {'missing': 'drop'}, 'penalty': 'l2'"));

        assertThat(fit.at("/dataset/rows").asInt()).isEqualTo(8);
        assertThat(fit.at("/dataset/training_rows").asInt()).isEqualTo(5);
        assertThat(Answered.warning(fit, "dropped_rows")).startsWith("3 of 8 rows");
    }

    @Test
    void aMissingTargetIsRefusedUnlessItsRowIsLeftOut() {
        ObjectNode columns = (ObjectNode) json("{'a': [1, 2, 3, 5], 'price': [1, null, 3, 4]}");

        Answer refused = post(request(columns, "'encoding': {'missing': 'mean'}"));
        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/dataset/columns/price/1");
        assertThat(fit(request(columns, "'encoding': {'missing': {'price': 'drop'}}"))
                        .at("/dataset/training_rows")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void nothingIsLearnedOfValidationRows() {
        int n = 40;
        ObjectNode columns = ServiceClient.JSON.createObjectNode();
        ArrayNode row = columns.putArray("row");
        ArrayNode price = columns.putArray("price");
        IntStream.range(0, n).forEach(i -> {
            row.add(i);
            price.add((i * 13) % 17);
        });
        // a level of its own for each row tells which ones are trained on
        ArrayNode city = columns.putArray("city");
        IntStream.range(0, n).forEach(i -> city.add("row" + i));
        String settings =
                "'validation': {'fraction': 0.25}, 'seed': 11, 'penalty': 'l2', 'encoding': {'missing': 'mean', "
                        + "'min_frequency': 1}";
        List<String> trained = features(fit(request(columns, settings))).stream()
                .filter(name -> name.startsWith("city=row"))
                .map(name -> name.substring("city=row".length()))
                .toList();
        assertThat(trained).hasSize(30);

        // the leak: outliers, missing values and a level of their own in the validation rows alone
        ObjectNode leaking = columns.deepCopy();
        ObjectNode clean = columns.deepCopy();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            boolean training = trained.contains(Integer.toString(i));
            sum += training ? i : 0;
            ((ArrayNode) leaking.get("city")).set(i, training ? (i % 2 == 0 ? "even" : "odd") : "leak");
            ((ArrayNode) clean.get("city")).set(i, i % 2 == 0 ? "even" : "odd");
            if (!training) {
                ((ArrayNode) leaking.get("row")).set(i, 1e6 + i);
            }
        }
        JsonNode fit = fit(request(leaking, settings));

        assertThat(features(fit)).containsExactly("row", "city=even", "city=odd");
        assertThat(fit.at("/config/encoding/columns/row/fill").asDouble()).isEqualTo(sum / 30, within(1e-12));
        assertThat(fit.at("/result/params").toString())
                .isEqualTo(fit(request(clean, settings)).at("/result/params").toString());
        assertThat(Answered.warning(fit, "unknown_categories")).contains("city: 10");
    }

    @Test
    void unknownLevelsOfValidationRowsMayBeRefused() {
        ObjectNode request = request(
                json("{'city': ['a', 'b', 'a', 'b'], 'price': [1, 2, 3, 4]}"),
                "'encoding': {'handle_unknown': 'error'}");
        request.set(
                "validation",
                json("{'dataset': {'records': [{'city': 'a', 'price': 1}, {'city': 'c', 'price': 2}], "
                        + "'target': 'price'}}"));

        Answer refused = post(request);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/validation/dataset/records/1/city");

        ((ObjectNode) request.get("encoding")).put("handle_unknown", "ignore");
        JsonNode fit = fit(request);
        assertThat(Answered.warning(fit, "unknown_categories")).contains("city: 1");
        assertThat(fit.at("/dataset/validation_rows").asInt()).isEqualTo(2);
    }

    @Test
    void aRowOfWeightZeroTeachesNothing() {
        String columns = "{'city': ['a', 'b', 'a', 'b', '%s'], 'w': [1, 1, 1, 1, 0], 'price': [1, 2, 3, 4, 5]}";
        ObjectNode request = request(json(columns.formatted("c")), "'penalty': 'l2'");
        ((ObjectNode) request.get("dataset")).put("weight", "w");
        ObjectNode other = request(json(columns.formatted("a")), "'penalty': 'l2'");
        ((ObjectNode) other.get("dataset")).put("weight", "w");

        JsonNode fit = fit(request);
        assertThat(features(fit)).containsExactly("city=a", "city=b");
        assertThat(fit.get("result").toString())
                .isEqualTo(fit(other).get("result").toString());
        assertThat(fit.at("/dataset/sha256")).isNotEqualTo(fit(other).at("/dataset/sha256"));
    }

    @Test
    void aWideEncodingIsFittedAsSparseRowsToTheSameParameters() {
        ObjectNode columns = ServiceClient.JSON.createObjectNode();
        ArrayNode level = columns.putArray("level");
        ArrayNode price = columns.putArray("price");
        ArrayNode x = ServiceClient.JSON.createArrayNode();
        ArrayNode y = ServiceClient.JSON.createArrayNode();
        for (int i = 0; i < 300; i++) {
            int k = (i * 7) % 100;
            level.add("l%02d".formatted(k));
            price.add(k % 9 + i % 4);
            y.add(k % 9 + i % 4);
            ArrayNode row = x.addArray();
            IntStream.range(0, 100).forEach(j -> row.add(j == k ? 1 : 0));
        }
        ObjectNode dense = ServiceClient.JSON.createObjectNode().put("penalty", "l2");
        dense.set("x", x);
        dense.set("y", y);

        JsonNode sparse = fit(request(columns, "'penalty': 'l2'"));
        JsonNode one = fit(dense);

        assertThat(sparse.at("/dataset/features").asInt()).isEqualTo(100);
        for (int j = 0; j < 100; j++) {
            assertThat(sparse.at("/result/params/coef/" + j).asDouble())
                    .isEqualTo(one.at("/result/params/coef/" + j).asDouble(), within(1e-4));
        }
    }

    @Test
    void columnsOfNumbersAreFittedAsTheirRows() {
        JsonNode columns = fit(request(json("{'b': [1, 0, 1, 2], 'a': [0, 1, 1, 1], 'price': [3, 4, 6, 8]}"), ""));
        JsonNode rows = fit(json("{'x': [[1, 0], [0, 1], [1, 1], [2, 1]], 'y': [3, 4, 6, 8], 'features': ['b', 'a']}"));

        assertThat(columns.get("result").toString())
                .isEqualTo(rows.get("result").toString());
        assertThat(columns.get("dataset").toString())
                .isEqualTo(rows.get("dataset").toString());
        assertThat(rows.get("config").has("encoding")).isFalse();
    }

    @Test
    void aFitThatGoesOnWithAnotherHasItsEncoding() {
        JsonNode first = fit(request(
                json("{'city': ['a', 'b', 'c', 'a', 'b'], 'price': [1, 2, 3, 1.5, 2.5]}"),
                "'optimizer': {'type': 'sgd', 'learning_rate': 0.1}, 'epochs': 3, 'encoding': {'drop': 'first'}"));
        ObjectNode second = request(json("{'city': ['a', 'b', 'b'], 'price': [1, 2, 2]}"), "'epochs': 2");
        second.putObject("init").put("fit", first.get("id").asString());

        assertThat(features(fit(second))).containsExactly("city=b", "city=c");
    }
}
