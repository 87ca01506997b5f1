package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Clients of the Open Inference Protocol, MLflow and SageMaker. */
@ServiceTest
@TestPropertySource(properties = "descent.serve=served@live")
class ProtocolsIT {

    @LocalServerPort
    private int port;

    private ServiceClient service;

    @BeforeEach
    void connect() {
        service = new ServiceClient(port);
    }

    /** Makes a fit a version of a model, and returns its parameters' predictions as {@code /predict} has them. */
    private void named(String name, String body) {
        String fit = service.fitted(ServiceClient.JSON.readTree(body)).get("id").asString();
        assertThat(service.post("/v1/models/" + name + "/versions", "{\"fit\": \"" + fit + "\"}")
                        .status())
                .isEqualTo(201);
    }

    private void plane() {
        named("plane", "{\"x\": [[1, 0], [2, 5], [3, 1], [4, 7]], \"y\": [1.5, 5, 3, 8.25]}");
    }

    private void houses() {
        named("houses", """
                {"dataset": {"columns": {"sqft": [80, 95, 120, 60], "city": ["Paris", "Rome", "Paris", "Oslo"],
                  "new": [true, false, false, true], "price": [9.5, 11.2, 14, 6]}, "target": "price"},
                 "penalty": {"type": "l2", "alpha": 0.01}}""");
    }

    private String invoked(String model, String body) {
        Answer answer = service.post("/v1/models/" + model + "/invocations", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("predictions").toString();
    }

    private JsonNode inferred(String model, String body) {
        Answer answer = service.post("/v2/models/" + model + "/infer", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String data(JsonNode answer) {
        return answer.get("outputs").get(0).get("data").toString();
    }

    @Test
    void theSameRowsOfNumbersGiveTheSameDoublesByEveryDoor() {
        plane();
        String expected = service.post("/v1/models/plane/predict", "{\"x\": [[1.5, 2], [0.1, 3]]}")
                .json()
                .get("predictions")
                .toString();

        assertThat(data(inferred("plane", """
                {"inputs": [{"name": "input", "shape": [2, 2], "datatype": "FP64", "data": [1.5, 2, 0.1, 3]}]}"""))).isEqualTo(expected);
        assertThat(data(inferred("plane", """
                {"inputs": [{"name": "input", "shape": [2, 2], "datatype": "FP32", "data": [[1.5, 2], [0.1, 3]]}]}"""))).isEqualTo(expected);
        assertThat(data(inferred("plane/versions/1", """
                {"inputs": [{"name": "x1", "shape": [2, 1], "datatype": "INT64", "data": [2, 3]},
                            {"name": "x0", "shape": [2], "datatype": "FP64", "data": [1.5, 0.1]}]}"""))).isEqualTo(expected);
        assertThat(invoked("plane", "{\"instances\": [[1.5, 2], [0.1, 3]]}")).isEqualTo(expected);
        assertThat(invoked("plane", "{\"inputs\": [[1.5, 2], [0.1, 3]]}")).isEqualTo(expected);
        assertThat(invoked("plane", "{\"inputs\": {\"x0\": [[1.5], [0.1]], \"x1\": [2, 3]}}"))
                .isEqualTo(expected);
        assertThat(invoked("plane", "{\"instances\": [{\"x1\": 2, \"x0\": 1.5}, {\"x0\": 0.1, \"x1\": 3}]}"))
                .isEqualTo(expected);
        String lines = expected.substring(1, expected.length() - 1).replace(',', '\n') + "\n";
        assertThat(text("plane", "1.5,2\n0.1,3\n", "text/csv", "text/csv")).isEqualTo(lines);
        assertThat(text("plane", "x1,x0\n2,1.5\n3,0.1\n", "text/csv", "text/csv"))
                .isEqualTo(lines);
        assertThat(text("plane", "[1.5, 2]\n[0.1, 3]\n", "application/jsonlines", "text/csv"))
                .isEqualTo(lines);
        assertThat(text("plane", "{\"x0\": 1.5, \"x1\": 2}\n", "application/jsonlines", "application/jsonlines"))
                .isEqualTo("{\"prediction\":" + lines.lines().findFirst().orElseThrow() + "}\n");
    }

    @Test
    void aFileWithoutAHeaderHasTheColumnsInTheOrderOfTheModel() {
        houses();
        String expected = text("houses", "sqft,city,new\n70,Rome,true\n90,Bern,false\n", "text/csv", "text/csv");

        assertThat(text("houses", "70,Rome,true\n90,Bern,false\n", "text/csv", "text/csv"))
                .isEqualTo(expected);
        assertThat(text("houses", "90,Bern,false\n70,Rome,true\n", "text/csv", "text/csv"))
                .isEqualTo(expected.lines().toList().reversed().stream().collect(Collectors.joining("\n", "", "\n")));
        plane();
        assertThat(refused("plane", "a,b\n1.5,2\n")).contains("`x0` is missing", "`x1` is missing");
        assertThat(refused("plane", "x0,b\n1.5,2\n")).contains("`x1` is missing");
        assertThat(refused("plane", "1.5,2,3\n")).contains("`x0` is missing");
        assertThat(refused("plane", "x0,x0,x1\n1,2,3\n")).contains("line 1, cell 2: `x0`: stands twice");
    }

    private String refused(String model, String csv) {
        Answer answer = service.send(
                "POST",
                "/v1/models/" + model + "/invocations",
                BodyPublishers.ofString(csv),
                "Content-Type",
                "text/csv");
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        return answer.json().get("message").asString();
    }

    @Test
    void listsAreNoColumnsOfWhichTheModelMakesOtherFeatures() {
        houses();
        Answer answer = service.post("/v1/models/houses/invocations", "{\"instances\": [[70, 1, 0, 0, 1]]}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().get("message").asString()).contains("must name the columns", "sqft, city, new");
    }

    @Test
    void aHeaderOfNumbersIsOneWhereTheColumnsAreCalledSo() {
        named("numbers", """
                {"dataset": {"columns": {"0": [1, 2, 3, 5], "1": [0, 5, 1, 7], "y": [1, 2, 2, 4]}, "target": "y"}}""");

        assertThat(text("numbers", "1,0\n4,3\n", "text/csv", "text/csv"))
                .isEqualTo(text("numbers", "3,4\n", "text/csv", "text/csv"));
    }

    @Test
    void theAnswerHasTheFormThatIsLikedBest() {
        plane();
        String liked = "application/x-jsonlines;q=0.2, text/csv;q=0.9, application/json;q=0.5";
        Answer answer = service.post("/v1/models/plane/invocations", "{\"instances\": [[1, 2]]}", "Accept", liked);

        assertThat(answer.header("Content-Type")).startsWith("text/csv");
    }

    @Test
    void whatIsBeyondTheRangeOfADoubleIsNothingInAFile() {
        plane();
        assertThat(text("plane", "1.7e308,1.7e308\n1,2\n", "text/csv", "text/csv")
                        .lines()
                        .findFirst())
                .contains("\"\"");
    }

    @Test
    void recordsWithAFieldOfTheirOwnEachTakeNoMoreThanTheLimit() {
        plane();
        String records = IntStream.range(0, 14_000)
                .mapToObj(i -> "{\"x0\": 1, \"x1\": 2, \"c" + i + "\": 3}")
                .collect(Collectors.joining(",", "{\"dataframe_records\": [", "]}"));
        Answer answer = service.post("/v1/models/plane/invocations", records);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().get("message").asString()).contains("DESCENT_MAX_CELLS");
    }

    private String text(String model, String body, String type, String accept) {
        Answer answer = service.send(
                "POST",
                "/v1/models/" + model + "/invocations",
                BodyPublishers.ofString(body),
                "Content-Type",
                type,
                "Accept",
                accept);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith(accept);
        return answer.body();
    }

    @Test
    void theSameColumnsGiveTheSameDoublesByEveryDoor() {
        houses();
        String expected = service.post(
                        "/v1/models/houses/predict",
                        "{\"columns\": {\"sqft\": [70, 100], \"city\": [\"Rome\", \"Bern\"], \"new\": [true, false]}}")
                .json()
                .get("predictions")
                .toString();

        assertThat(data(inferred("houses", """
                {"id": "42", "inputs": [{"name": "sqft", "shape": [2], "datatype": "INT32", "data": [70, 100]},
                  {"name": "city", "shape": [2], "datatype": "BYTES", "data": ["Rome", "Bern"]},
                  {"name": "new", "shape": [2], "datatype": "BOOL", "data": [true, false]}]}"""))).isEqualTo(expected);
        assertThat(invoked("houses", """
                {"dataframe_split": {"columns": ["city", "sqft", "new"], "data": [["Rome", 70, true], ["Bern", 100, false]]}}""")).isEqualTo(expected);
        assertThat(invoked("houses", """
                {"dataframe_records": [{"city": "Rome", "sqft": 70, "new": true}, {"new": false, "city": "Bern", "sqft": 100}]}""")).isEqualTo(expected);
        String lines = expected.substring(1, expected.length() - 1).replace(',', '\n') + "\n";
        assertThat(text("houses", "sqft,city,new\n70,Rome,true\n100,Bern,false\n", "text/csv", "text/csv"))
                .isEqualTo(lines);
    }

    @Test
    void aClassifierAnswersClassesAndProbabilities() {
        named("spam", "{\"x\": [1, 2, 1.2, 1.9], \"y\": [\"no\", \"yes\", \"yes\", \"no\"], \"model\": \"logistic\"}");
        String input = "\"inputs\": [{\"name\": \"x\", \"shape\": [2, 1], \"datatype\": \"FP64\", \"data\": [1, 2]}]";
        JsonNode answer = inferred("spam", "{\"id\": \"a\", " + input + "}");

        assertThat(answer.get("model_name").asString()).isEqualTo("spam");
        assertThat(answer.get("model_version").asString()).isEqualTo("1");
        assertThat(answer.get("id").asString()).isEqualTo("a");
        assertThat(answer.get("outputs").get(0).get("datatype").asString()).isEqualTo("BYTES");
        assertThat(answer.get("outputs").get(1).get("name").asString()).isEqualTo("probabilities");
        assertThat(answer.get("outputs").get(1).get("shape")).hasToString("[2,2]");
        JsonNode one = inferred("spam", "{" + input + ", \"outputs\": [{\"name\": \"probabilities\"}]}");
        assertThat(one.get("outputs")).hasSize(1);
        assertThat(one.get("outputs").get(0)).isEqualTo(answer.get("outputs").get(1));
    }

    @Test
    void serverAndModelsTellOfThemselves() {
        houses();
        assertThat(service.get("/v2").json().get("name").asString()).isEqualTo("descent");
        assertThat(service.get("/v2/health/live").json().get("live").asBoolean())
                .isTrue();
        assertThat(service.get("/v2/health/ready").json().get("ready").asBoolean())
                .isTrue();
        assertThat(service.get("/v2/models/houses/ready").json().get("ready").asBoolean())
                .isTrue();
        assertThat(service.get("/v2/models/houses/versions/1/ready").status()).isEqualTo(200);
        JsonNode model = service.get("/v2/models/houses").json();
        assertThat(model.get("inputs"))
                .extracting(input ->
                        input.get("name").asString() + input.get("datatype").asString())
                .containsExactly("sqftFP64", "cityBYTES", "newBOOL");
        assertThat(model.get("outputs").get(0).get("name").asString()).isEqualTo("predict");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none | {"inputs": []} | 404 | no model with the name none
            plane/versions/99 | {"inputs": []} | 404 | has no version 99
            plane | {"inputs": []} | 422 | at least one tensor
            plane | {} | 422 | at least one tensor
            plane | {"inputs": {}} | 422 | must be a list of tensors
            plane | {"inputs": [{"name": "x", "shape": [1, 3], "datatype": "FP64", "data": [1, 2, 3]}]} | 422 | as many features
            plane | {"inputs": [{"name": "x", "shape": [2, 2], "datatype": "FP64", "data": [1, 2, 3]}]} | 422 | as many values as the shape says: 4, not 3
            plane | {"inputs": [{"name": "x", "shape": [1, 2], "datatype": "FP64", "data": ["a", "b"]}]} | 422 | must be of the datatype FP64
            plane | {"inputs": [{"name": "x", "shape": [1, 2], "datatype": "UINT8", "data": [1, 300]}]} | 422 | must be of the datatype UINT8
            plane | {"inputs": [{"name": "x", "shape": [1, 2], "datatype": "UINT8", "data": [-2, 3]}]} | 422 | must be of the datatype UINT8
            plane | {"inputs": [{"name": "x", "shape": [1, 2], "datatype": "INT64", "data": [1, 1.5]}]} | 422 | must be of the datatype INT64
            plane | {"inputs": [{"name": "x", "shape": [1, 2], "datatype": "FLOAT", "data": [1, 2]}]} | 422 | must be one of FP64
            plane | {"inputs": [{"name": "x", "shape": [1, 2], "datatype": "FP64", "data": [1, null]}]} | 422 | must be a finite number
            plane | {"inputs": [{"name": "x", "shape": [1, 2], "datatype": "FP64", "data": [1, 1e999]}]} | 422 | beyond the range
            plane | {"inputs": [{"name": "x0", "shape": [1], "datatype": "FP64", "data": [1]}]} | 422 | `x1` is missing
            plane | {"inputs": [{"name": "x0", "shape": [1], "datatype": "FP64", "data": [1]}, {"name": "x0", "shape": [1], "datatype": "FP64", "data": [2]}]} | 422 | is given twice
            plane | {"inputs": [{"name": "x0", "name": "x1", "shape": [1], "datatype": "FP64", "data": [1]}]} | 422 | stands here twice
            plane | {"inputs": [{"name": "x", "shape": [1, 2], "datatype": "FP64", "data": [1, 2]}], "outputs": [{"name": "p"}]} | 422 | must be one of predict
            plane | {"inputs": [{"name": "x", "shape": [9223372036854775807, 2], "datatype": "FP64", "data": [1]}]} | 422 | as the shape says
            plane | {"inputs": [{"name": "x", "shape": [0, 4294967296], "datatype": "FP64", "data": []}]} | 422 | at least one row
            plane | {"inputs": [{"name": "x", "shape": [-1, 2], "datatype": "FP64", "data": []}]} | 422 | a whole number from 0 on
            plane | {"inputs": [{"name": "x", "shape": ["1", 2], "datatype": "FP64", "data": [1, 2]}]} | 422 | a whole number from 0 on
            plane | {"inputs": [{"name": "x", "shape": [1, 2], "data": [1, 2]}]} | 422 | must have name, shape, datatype
            plane | {"inputs": [{"shape": [1, 2], "datatype": "FP64", "data": [1, 2]}]} | 422 | must have name, shape, datatype
            plane | {"inputs": [null]} | 422 | must be an object with name, shape, datatype
            plane | {"inputs": [{"name": "x", "shape": [2, 2], "datatype": "FP64", "data": [[1, 2, 3], [4]]}]} | 422 | lists of one length
            plane | {"inputs": [{"name": "x", "shape": [2, 2], "datatype": "FP64", "data": [[1, 2, 3, 4]]}]} | 422 | in lists of 4
            plane | {"inputs": [{"name": "x", "shape": [1, 2], "datatype": "FP32", "data": [1, 1e39]}]} | 422 | must be of the datatype FP32
            houses | {"inputs": [{"name": "x", "shape": [1, 5], "datatype": "FP64", "data": [1, 2, 3, 4, 5]}]} | 422 | must name the columns
            plane | {"inputs": [{"name": "x", "shape": [0, 2], "datatype": "FP64", "data": []}]} | 422 | at least one row
            plane | {"inputs": | 400 | line 1
            """)
    void mistakesOfTensorsAreToldInTheProtocolsOwnShape(String model, String body, int status, String told) {
        plane();
        houses();
        Answer answer = service.post("/v2/models/" + model + "/infer", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().get("error").asString()).contains(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {} | exactly one of the fields
            {"instances": [[1, 2]], "inputs": [[1, 2]]} | exactly one of the fields
            {"instances": []} | at least one row
            {"instances": 3} | must be a list of rows
            {"instances": [[1, 2], [1]]} | as many features as the first row
            {"instances": [[1, "a"]]} | must be a finite number
            {"instances": [[1, 2], {"x0": 1}]} | must be a list of numbers, as the first row is
            {"instances": [{"x0": 1}, [1, 2]]} | must be an object with a value for each column
            {"dataframe_split": {"columns": ["x0"], "data": [[1]]}} | `x1` is missing
            {"dataframe_split": {"columns": ["x0", "x1"], "data": [[1]]}} | a value for each column: 2
            {"dataframe_split": {"data": [[1, 2], [1]], "columns": ["x0", "x1"]}} | as many values as the first row: 2
            {"dataframe_split": {"columns": ["x0", "x1", "x0"], "data": [[1, 2, 3]]}} | stands here twice
            {"dataframe_split": {"columns": ["x0", "x1"]}} | must have columns and data
            {"dataframe_records": [{"x0": 1, "x1": 2, "x0": 3}]} | stands here twice
            {"inputs": {"x0": [1, 2], "x1": [1]}} | as long as the first column
            {"inputs": {"x0": 1, "x1": [1]}} | must be a list of numbers
            {"inputs": {"x0": [[1, 2]], "x1": [1]}} | must hold one value alone
            {"inputs": {"x0": [1], "x1": [1], "x0": [2]}} | stands here twice
            [1] | must be a JSON object
            """)
    void mistakesOfInvocationsAreToldAsMlflowTellsThem(String body, String told) {
        plane();
        Answer answer = service.post("/v1/models/plane/invocations", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().get("error_code").asString()).isEqualTo("BAD_REQUEST");
        assertThat(answer.json().get("message").asString()).contains(told);
    }

    @Test
    void theModelThatIsServedNeedsNoName() {
        assertThat(service.get("/ping").status()).isEqualTo(404);
        Answer none = service.post("/invocations", "{\"instances\": [[1]]}");
        assertThat(none.json().get("error_code").asString()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        named("served", "{\"x\": [0, 1, 2], \"y\": [0, 2, 4]}");
        service.send(
                "PUT",
                "/v1/models/served/aliases/live",
                BodyPublishers.ofString("{\"version\": 1}"),
                "Content-Type",
                "application/json");

        assertThat(service.get("/ping").status()).isEqualTo(200);
        Answer answer = service.post("/invocations", "{\"instances\": [[3]]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("predictions").get(0).asDouble()).isBetween(6 - 1e-6, 6 + 1e-6);
        assertThat(answer.header("Descent-Model")).isEqualTo("served");
        assertThat(answer.header("Descent-Version")).isEqualTo("1");
    }
}
