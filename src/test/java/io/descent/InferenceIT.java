package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.ServiceClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** How sure parameters and predictions are, over HTTP. */
@ServiceTest
class InferenceIT {

    private static final String LINE = "\"x\": [1, 2, 3, 4, 5, 6], \"y\": [1.1, 1.9, 3.2, 3.9, 5.1, 5.8]";

    @LocalServerPort
    private int port;

    private ServiceClient service;

    @BeforeEach
    void connect() {
        service = new ServiceClient(port);
    }

    private static JsonNode reference(String file) {
        try (InputStream in = InferenceIT.class.getResourceAsStream("/inference/" + file)) {
            return ServiceClient.JSON.readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode inferred(String body) {
        return service.fit(body).json().get("result").get("inference");
    }

    private JsonNode longley(String more) {
        JsonNode set = reference("strd.json")
                .valueStream()
                .filter(one -> one.get("name").asString().equals("Longley"))
                .findFirst()
                .orElseThrow();
        return service.fit("{\"x\": " + set.get("x") + ", \"y\": " + set.get("y")
                        + ", \"features\": [\"deflator\", \"gnp\", \"unemployed\", \"armed\", \"population\", \"year\"]"
                        + more + "}")
                .json();
    }

    @Test
    void theSummaryOfLongleyShowsTheDigitsThatNistCertifies() {
        JsonNode fit = longley(", \"optimizer\": \"exact\", \"inference\": {}");
        Answer summary = service.get("/v1/fits/" + fit.get("id").asString() + "/summary");

        assertThat(summary.header("Content-Type")).startsWith("text/plain");
        assertThat(summary.body())
                .contains("-3482258.6346    890420.38361")
                .contains("15.061872271    84.914925775")
                .contains("-0.035819179293  0.033491007772")
                .contains("-2.0202298038   0.48839968165")
                .contains("-1.0332268672   0.21427416316")
                .contains("-0.051104105654   0.22607320007")
                .contains("1829.1514646    455.47849914")
                .contains("304.85407356")
                .contains("0.99547900458")
                .contains("330.28533923");
    }

    @Test
    void aSummaryIsJsonAndCsvToo() {
        String path = "/v1/fits/"
                + longley(", \"optimizer\": \"exact\", \"inference\": {\"covariance\": \"HC3\"}")
                        .get("id")
                        .asString();
        JsonNode json =
                service.get(path + "/summary", "Accept", "application/json").json();
        List<String> csv = service.get(path + "/summary", "Accept", "text/csv")
                .body()
                .lines()
                .toList();

        assertThat(json.get("inference"))
                .isEqualTo(service.get(path).json().get("result").get("inference"));
        assertThat(csv).hasSize(8);
        assertThat(csv.getFirst()).isEqualTo("name,class,estimate,std_error,statistic,p_value,lower,upper");
        assertThat(csv.get(1))
                .startsWith("intercept,,"
                        + json.get("inference").get("parameters").get(0).get("estimate"));
        assertThat(service.get(path + "/summary", "Accept", "application/xml").status())
                .isEqualTo(406);
    }

    @Test
    void aSummaryWithoutStandardErrorsSaysHowToGetThem() {
        String plain = service.fit("{" + LINE + "}").json().get("id").asString();
        assertThat(service.get("/v1/fits/" + plain + "/summary").body()).contains("give \"inference\": {}");
        String refused = service.fit("{" + LINE + ", \"penalty\": \"l2\", \"inference\": {}}")
                .json()
                .get("id")
                .asString();
        assertThat(service.get("/v1/fits/" + refused + "/summary").body()).contains("No standard errors (penalised)");
        assertThat(service.get("/v1/fits/fit_none/summary").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"x": [1, 2, 3, 4], "y": [1, 2, 2, 4], "penalty": "l2"} | penalised | leave `penalty`
            {"x": [1, 2, 3, 4], "y": [1, 2, 2, 4], "optimizer": {"type": "adamw", "weight_decay": 0.1}} | penalised | weight decay
            {"x": [1, 2, 3, 4], "y": ["a", "a", "b", "b"], "model": "logistic"} | separable | x0
            {"x": [[1, 0], [2, 0], [1, 0], [2, 0], [1, 1], [2, 1]], "y": [0, 1, 1, 0, 1, 1], "model": "logistic"} | separable | x1
            {"x": [[1, 2], [2, 4], [3, 6], [4, 8]], "y": [1, 2, 2, 4]} | rank_deficient | x1
            {"x": [[1, 7], [2, 7], [3, 7], [4, 7]], "y": [1, 2, 2, 4]} | rank_deficient | x1
            {"x": [1, 2], "y": [1, 2]} | no_degrees_of_freedom | more rows than parameters
            {"x": [1, 2, 3, 4], "y": [2, 4, 6, 8]} | exact_fit | rounding
            {"x": [[1, 0], [2, 0], [3, 0], [4, 1]], "y": [1, 2, 2, 4], "inference": {"covariance": "HC3"}} | leverage_one | row 3
            {"x": [1, 2, 3, 4, 5], "y": [1, 2, 2, 4, 5], "optimizer": {"type": "sgd", "learning_rate": 0.001}, "epochs": 1} | not_converged | standard errors from the optimum
            {"x": [1, 2, 3, 4, 5, 6, 7, 8], "y": [1, 2, 2, 4, 5, 5, 7, 9], "optimizer": "adam", "validation": {"fraction": 0.3}, "stopping": {"monitor": "val_loss", "patience": 1, "restore_best": true}} | early_stopping | minimum
            """)
    void whereANumberWouldMisleadThereIsAReason(String body, String code, String detail) {
        String asked =
                body.contains("inference") ? body : body.substring(0, body.length() - 1) + ", \"inference\": {}}";
        JsonNode refused = inferred(asked);

        assertThat(refused.propertyNames()).containsExactly("refused");
        assertThat(refused.get("refused").get("code").asString()).isEqualTo(code);
        assertThat(refused.get("refused").get("detail").asString()).contains(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "model": "svm", "y": [0, 1, 0, 1], "inference": {} | /inference | no likelihood
            "loss": "epsilon_insensitive", "y": [0, 1, 0, 1], "inference": {} | /inference | squared_error
            "loss": "quantile", "y": [0, 1, 0, 1], "inference": {"covariance": "HC3"} | /inference/covariance | HC0, HC1
            "loss": "huber", "y": [0, 1, 0, 1], "inference": {"covariance": "classic"} | /inference/covariance | HC0, HC1
            "model": "logistic", "y": [0, 1, 0, 1], "class_weight": "balanced", "inference": {} | /inference | class_weight
            "model": "softmax", "y": [0, 1, 0, 1], "inference": {"covariance": "HC3"} | /inference/covariance | no single leverage
            "y": [0, 1, 0, 1], "inference": {"covariance": "HC4"} | /inference/covariance | "HC3"
            "y": [0, 1, 0, 1], "inference": {"level": 95} | /inference/level | less than 1
            "y": [0, 1, 0, 1], "inference": {"covariance": {"cluster": "g"}} | /inference/covariance/cluster | no named columns
            """)
    void whatHasNoInferenceIsRefusedBeforeItRuns(String settings, String pointer, String detail) {
        Answer answer = service.post("/v1/fits", "{\"x\": [1, 2, 3, 4], " + settings + "}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        JsonNode error = answer.json().get("errors").get(0);
        assertThat(error.get("pointer").asString()).isEqualTo(pointer);
        assertThat(error.get("detail").asString()).contains(detail);
    }

    @Test
    void theNumbersBelongToTheOptimumAlsoWhereTheParametersAreALittleOff() {
        Random random = new Random(1);
        int rows = 60_000;
        StringBuilder x = new StringBuilder();
        StringBuilder y = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            double value = random.nextGaussian();
            x.append(i == 0 ? "" : ",").append(value);
            y.append(i == 0 ? "" : ",").append(random.nextDouble() < 1 / (1 + Math.exp(-value)) ? 1 : 0);
        }
        String body =
                "{\"x\": [" + x + "], \"y\": [" + y + "], \"model\": \"logistic\", \"inference\": {}, \"optimizer\": ";
        JsonNode stepped = service.fit(body + "\"adam\"}").json();
        JsonNode found = stepped.get("result").get("inference");
        JsonNode optimum = inferred(body + "\"lbfgs\"}");

        assertThat(stepped.get("stop_reason").asString()).isEqualTo("converged");
        double off = found.get("params_off").asDouble();
        assertThat(off).isBetween(0.01, 0.2);
        assertThat(optimum.has("params_off")).isFalse();
        assertThat(service.get("/v1/fits/" + stepped.get("id").asString() + "/summary")
                        .body())
                .contains("standard errors from it");
        double farthest = 0;
        for (int j = 0; j < 2; j++) {
            JsonNode one = found.get("parameters").get(j);
            double error = one.get("std_error").asDouble();
            JsonNode params = stepped.get("result").get("params");
            double own = (j == 0 ? params.get("intercept") : params.get("coef").get(0)).asDouble();
            farthest = Math.max(farthest, Math.abs(own - one.get("estimate").asDouble()) / error);
            JsonNode exact = optimum.get("parameters").get(j);
            assertThat(one.get("estimate").asDouble())
                    .isCloseTo(exact.get("estimate").asDouble(), within(1e-9 * error));
            assertThat(error).isCloseTo(exact.get("std_error").asDouble(), within(1e-9 * error));
        }
        assertThat(farthest).isCloseTo(off, within(1e-6));
    }

    /** Beyond the size up to which it is decided exactly whether there is a minimum. */
    @ParameterizedTest
    @ValueSource(strings = {"logistic", "poisson", "softmax"})
    void manyFeaturesOfWhichOneSetsRowsApartHaveNoStandardErrors(String model) {
        Random random = new Random(7);
        int features = 131;
        List<double[]> x = new ArrayList<>();
        List<Integer> y = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            double[] row = random.doubles(features, -1, 1).toArray();
            row[features - 1] = i % 12 == 0 ? 1 : 0;
            boolean one = random.nextDouble() < 1 / (1 + Math.exp(-row[0]));
            x.add(row);
            y.add(
                    row[features - 1] == 1
                            ? (model.equals("poisson") ? 0 : 1)
                            : one ? 1 : model.equals("poisson") ? 2 : 0);
        }
        JsonNode refused = service.fitted(Map.of("x", x, "y", y, "model", model, "inference", Map.of()))
                .get("result")
                .get("inference")
                .get("refused");

        assertThat(refused).isNotNull();
        assertThat(refused.get("code").asString()).as(refused.toString()).isEqualTo("separable");
        assertThat(refused.get("features").toString()).contains("x130");
    }

    @Test
    void featuresThatFollowFromOthersButForTheRoundingOfTheirValuesHaveNoStandardErrors() {
        Random random = new Random(3);
        List<double[]> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double start = 1.7e9 + random.nextDouble() * 1e6;
            double duration = random.nextDouble() * 100;
            x.add(new double[] {start, start + duration, duration});
            y.add(0.1 * duration + random.nextGaussian());
        }
        JsonNode refused = service.fitted(Map.of("x", x, "y", y, "inference", Map.of()))
                .get("result")
                .get("inference")
                .get("refused");

        assertThat(refused).isNotNull();
        assertThat(refused.get("code").asString()).isEqualTo("rank_deficient");
    }

    @Test
    void targetsFarFromZeroAreNoExactFit() {
        JsonNode inference = inferred(
                "{\"x\": [1, 2, 3, 4, 5, 6], \"y\": [1700000000001.5, 1700000000001.25, 1700000000003.5, "
                        + "1700000000003.75, 1700000000005.5, 1700000000005.25], \"optimizer\": \"exact\", \"inference\": {}}");

        assertThat(inference.get("parameters").get(1).get("std_error").asDouble())
                .isBetween(0.05, 0.5);
    }

    @Test
    void theRowsOfMostInfluenceAreCountedAsTheyWereGiven() {
        JsonNode influence = inferred(
                        "{\"x\": [9, 9, 9, 1, 2, 3, 4, 5, 30], \"y\": [9, 9, 9, 1.1, 1.9, 3.2, 3.9, 5.1, 2], "
                                + "\"weight\": [0, 0, 0, 1, 1, 1, 1, 1, 1], \"inference\": {}}")
                .get("influence");

        assertThat(influence.get(0).get("row").asInt()).isEqualTo(8);
        JsonNode dropped = inferred("{\"dataset\": {\"columns\": {\"x\": [null, null, 1, 2, 3, 4, 5, 30], "
                        + "\"y\": [9, 9, 1.1, 1.9, 3.2, 3.9, 5.1, 2]}, \"target\": \"y\"}, \"encoding\": {\"missing\": \"drop\"}, "
                        + "\"inference\": {}}")
                .get("influence");
        assertThat(dropped.get(0).get("row").asInt()).isEqualTo(7);
    }

    @Test
    void huberHasNoLikelihoodAndSaysOnlyWhatFollowsFromItsSlopes() {
        JsonNode fit = service.fit(
                        "{\"x\": [1, 2, 3, 4, 5, 6, 7], \"y\": [1.1, 1.9, 3.2, 3.9, 5.1, 5.8, 40], \"loss\": \"huber\", "
                                + "\"inference\": {}}")
                .json();
        JsonNode inference = fit.get("result").get("inference");

        assertThat(inference.get("covariance").asString()).isEqualTo("HC0");
        assertThat(fit.get("config").get("inference").get("covariance").asString())
                .isEqualTo("HC0");
        assertThat(inference.has("log_likelihood")).isFalse();
        assertThat(inference.get("parameters").get(1).get("std_error").asDouble())
                .isPositive();
        String path = "/v1/fits/" + fit.get("id").asString();
        assertThat(service.get(path + "/summary").body()).contains("P>|t|").doesNotContain("AIC");
        JsonNode intervals = service.post(path + "/predict?interval=0.9", "{\"x\": [3]}")
                .json()
                .get("intervals");
        assertThat(intervals.has("observation")).isFalse();
        assertThat(intervals.get("mean").get(0).get(0).asDouble())
                .isLessThan(intervals.get("mean").get(0).get(1).asDouble());
    }

    @Test
    void countsThatVaryMoreThanPoissonsAreToldOf() {
        JsonNode fit = service.fit(
                        "{\"x\": [1, 2, 3, 4, 5, 6, 7, 8], \"y\": [0, 9, 1, 14, 0, 30, 2, 41], \"model\": \"poisson\", \"inference\": {}}")
                .json();

        assertThat(fit.get("result").get("inference").get("dispersion").asDouble())
                .isGreaterThan(1.5);
        assertThat(fit.get("warnings")).anySatisfy(warning -> {
            assertThat(warning.get("code").asString()).isEqualTo("overdispersion");
            assertThat(warning.get("pointer").asString()).isEqualTo("/inference/covariance");
            assertThat(warning.get("detail").asString()).contains("HC3");
        });
    }

    private static final String FIRMS =
            "{\"dataset\": {\"columns\": {\"x\": [1, 2, 3, 4, 5, 6], \"firm\": [\"a\", \"a\", \"b\", \"b\", \"c\", \"c\"], "
                    + "\"y\": [1.1, 1.9, 3.2, 3.9, 5.1, 5.8]}, \"target\": \"y\"}, \"inference\": {\"covariance\": {\"cluster\": %s}}}";

    @Test
    void theColumnOfClustersIsNoFeature() {
        JsonNode fit = service.fit(FIRMS.formatted("\"firm\"")).json();
        JsonNode inference = fit.get("result").get("inference");

        assertThat(fit.get("result").get("features")).hasToString("[\"x\"]");
        assertThat(inference.get("covariance")).hasToString("{\"cluster\":\"firm\"}");
        assertThat(inference.get("clusters").asInt()).isEqualTo(3);
        assertThat(fit.get("config").get("inference").get("covariance")).hasToString("{\"cluster\":\"firm\"}");
        String path = "/v1/fits/" + fit.get("id").asString();
        assertThat(service.get(path).json().get("result").get("inference")).isEqualTo(inference);
        assertThat(service.get(path + "/summary").body()).contains("3 clusters");
        assertThat(service.post(path + "/predict", "{\"columns\": {\"x\": [1]}}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"firn, did you mean `firm`", "y, another column than the target"})
    void aColumnThatTellsNoClustersApartIsRefused(String column, String detail) {
        Answer answer = service.post("/v1/fits", FIRMS.formatted("\"" + column + "\""));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("pointer").asString())
                .isEqualTo("/inference/covariance/cluster");
        assertThat(answer.json().get("errors").get(0).get("detail").asString()).contains(detail);
    }

    @Test
    void rowsOfOneClusterAloneTellNothing() {
        JsonNode refused = inferred(FIRMS.formatted("\"firm\"").replaceAll("\"[bc]\"", "\"a\""));

        assertThat(refused.get("refused").get("code").asString()).isEqualTo("no_degrees_of_freedom");
        assertThat(refused.get("refused").get("detail").asString()).contains("one cluster");
    }

    @Test
    void anImportedFitIsAsSureAsTheOneThatWasExported() {
        String path = "/v1/fits/"
                + longley(", \"inference\": {\"covariance\": \"HC1\"}")
                        .get("id")
                        .asString();
        String document = service.get(path + "/export?format=json").body();
        JsonNode before = service.get(path).json().get("result");
        service.delete(path);
        Answer imported = service.post("/v1/fits/import", document);

        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        assertThat(service.get(path).json().get("result")).isEqualTo(before);
        assertThat(service.get(path + "/export?format=json").body()).isEqualTo(document);
    }

    @Test
    void aQuantileIsAsSureAsInR() {
        JsonNode expected = reference("reference.json").get("quantile").get(1);
        JsonNode data = reference("reference.json").get("data");
        JsonNode fit = service.fit(
                        "{\"dataset\": {\"columns\": {\"x0\": " + data.get("x0") + ", \"x1\": " + data.get("x1")
                                + ", \"x2\": " + data.get("x2") + ", \"y\": " + data.get("lin")
                                + "}, \"target\": \"y\"}, \"loss\": \"absolute_error\", \"inference\": {}}")
                .json();
        JsonNode inference = fit.get("result").get("inference");

        assertThat(fit.get("stop_reason").asString()).isEqualTo("converged");
        for (int j = 0; j < 4; j++) {
            double error = expected.get("HC0").get(j).asDouble();
            assertThat(inference.get("parameters").get(j).get("std_error").asDouble())
                    .isCloseTo(error, within(1e-3 * error));
        }
    }

    /** The rows and models of the reference values, as the service takes them. */
    private String reference(String target, String model) {
        JsonNode data = reference("reference.json").get("data");
        return service.fitted(Map.of(
                        "dataset",
                        Map.of(
                                "columns",
                                Map.of(
                                        "x0",
                                        data.get("x0"),
                                        "x1",
                                        data.get("x1"),
                                        "x2",
                                        data.get("x2"),
                                        "y",
                                        data.get(target)),
                                "target",
                                "y",
                                "features",
                                List.of("x0", "x1", "x2")),
                        "model",
                        model,
                        "inference",
                        Map.of()))
                .get("id")
                .asString();
    }

    @Test
    void predictionsHaveTheIntervalsThatRGivesThemInEveryFormat() {
        String path = "/v1/fits/" + reference("lin", "linear") + "/predict?interval=0.95";
        JsonNode expected = reference("reference.json").get("predictions");
        JsonNode answer =
                service.post(path, "{\"x\": " + expected.get("rows") + "}").json();

        for (int i = 0; i < 3; i++) {
            for (int end = 0; end < 2; end++) {
                near(
                        answer.get("intervals").get("mean").get(i).get(end),
                        expected.get("linear_mean").get(i).get(end + 1));
                near(
                        answer.get("intervals").get("observation").get(i).get(end),
                        expected.get("linear_observation").get(i).get(end + 1));
            }
        }
        assertThat(answer.get("intervals").get("level").asDouble()).isEqualTo(0.95);
        String rows = "x1,x0,x2\n1,1998,0\n2.2,2003.5,0.01\n0.1,2020,-0.02\n";
        JsonNode byFile = service.send("POST", path, BodyPublishers.ofString(rows), "Content-Type", "text/csv")
                .json();
        assertThat(byFile.get("intervals")).isEqualTo(answer.get("intervals"));
        List<String> csv = service.send(
                        "POST", path, BodyPublishers.ofString(rows), "Content-Type", "text/csv", "Accept", "text/csv")
                .body()
                .lines()
                .toList();
        assertThat(csv.getFirst()).isEqualTo("prediction,mean_lower,mean_upper,observation_lower,observation_upper");
        assertThat(List.of(csv.get(3).split(",", -1)).get(4))
                .isEqualTo(
                        answer.get("intervals").get("observation").get(2).get(1).asString());
        JsonNode line = ServiceClient.JSON.readTree(
                service.post(path, "{\"x\": " + expected.get("rows") + "}", "Accept", "application/x-ndjson")
                        .body()
                        .lines()
                        .findFirst()
                        .orElseThrow());
        assertThat(line.get("mean_interval"))
                .isEqualTo(answer.get("intervals").get("mean").get(0));
        assertThat(line.get("observation_interval"))
                .isEqualTo(answer.get("intervals").get("observation").get(0));
    }

    private static void near(JsonNode found, JsonNode expected) {
        assertThat(found.asDouble()).isCloseTo(expected.asDouble(), within(1e-8 * Math.abs(expected.asDouble())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistic", "poisson"})
    void intervalsOfProbabilitiesAndMeansAreThoseOfTheMargin(String model) {
        String path =
                "/v1/fits/" + reference(model.equals("logistic") ? "logi" : "poi", model) + "/predict?interval=0.95";
        JsonNode expected = reference("reference.json").get("predictions");
        JsonNode intervals = service.post(path, "{\"x\": " + expected.get("rows") + "}")
                .json()
                .get("intervals");

        assertThat(intervals.has("observation")).isFalse();
        for (int i = 0; i < 3; i++) {
            double margin = expected.get(model).get("fit").get(i).asDouble();
            double reach =
                    1.959963984540054 * expected.get(model).get("se").get(i).asDouble();
            double upper = model.equals("logistic") ? 1 / (1 + Math.exp(-margin - reach)) : Math.exp(margin + reach);
            assertThat(intervals.get("mean").get(i).get(1).asDouble()).isCloseTo(upper, within(1e-7 * upper));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '' | 0.95 | "inference": {}
            , "inference": {} | 95 | between 0 and 1
            , "penalty": "l2", "inference": {} | 0.95 | a penalty draws
            """)
    void withoutAnInferenceThereAreNoIntervals(String settings, String level, String detail) {
        String id = service.fit("{" + LINE + settings + "}").json().get("id").asString();
        Answer answer = service.post("/v1/fits/" + id + "/predict?interval=" + level, "{\"x\": [1]}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("pointer").asString()).isEqualTo("/interval");
        assertThat(answer.json().get("errors").get(0).get("detail").asString()).contains(detail);
    }
}
