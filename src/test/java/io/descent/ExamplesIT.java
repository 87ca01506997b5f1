package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.Generator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The five programs that the service grew from, each as one request, against the numbers that they printed. */
@ServiceTest
class ExamplesIT {

    private static final double DIGITS = 1e-9;

    private final ServiceClient service;

    ExamplesIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void theListNamesAllFive() {
        JsonNode list = service.get("/v1/examples").json();

        assertThat(list.get("data")
                        .valueStream()
                        .map(example -> example.get("name").asString()))
                .containsExactly("sgd", "minibatch", "momentum", "line", "logistic");
        for (JsonNode example : list.get("data")) {
            assertThat(service.get(example.get("href").asString()).status()).isEqualTo(200);
        }
    }

    @Test
    void anUnknownExampleIsNotFound() {
        assertThat(service.get("/v1/examples/sdg").status()).isEqualTo(404);
    }

    @Test
    void sgdGoesThroughAllPrintedParameters() {
        JsonNode printed = TestData.json("/seeds/sgd.json").get("params_after_epoch");

        JsonNode params = service.fitted(example("sgd")).at("/history/params");

        assertThat(params.get("intercept").size()).isEqualTo(99);
        for (int k = 0; k < 99; k++) {
            JsonNode row = printed.get(k + 1);
            assertRelative(params.at("/coef/" + k + "/0"), row.get(1).asDouble());
            assertRelative(params.at("/intercept/" + k), row.get(2).asDouble());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -7, 123456789012345L})
    void minibatchSettlesOnTheLineFromAnySeed(long seed) {
        ObjectNode request = example("minibatch").put("seed", seed);

        JsonNode params = service.fitted(request).at("/history/params");

        assertThat(params.get("intercept").size()).isEqualTo(1000);
        for (int k = 980; k < 1000; k++) {
            assertThat(params.at("/coef/" + k + "/0").asDouble()).isCloseTo(20, within(1e-5));
            assertThat(params.at("/intercept/" + k).asDouble()).isCloseTo(5, within(1e-4));
        }
    }

    @Test
    void unshuffledBatchesOfFiveAreTwentyStretchesInOrder() {
        // a rate so small that nothing moves, so that each update tells the loss of its batch at (1, 2)
        ObjectNode request =
                example("minibatch").put("batch_size", 5).put("shuffle", "none").put("epochs", 1);
        request.putObject("init").put("intercept", 2).putArray("coef").add(1);
        request.putObject("optimizer").put("type", "sgd").put("learning_rate", 1e-300);
        request.putObject("history").put("unit", "update");

        JsonNode history = service.fitted(request).get("history");

        assertThat(history.get("update").size()).isEqualTo(20);
        for (int k = 0; k < 20; k++) {
            double loss = 0;
            for (int x = -50 + 5 * k; x < -45 + 5 * k; x++) {
                double error = (x + 2) - (20 * x + 5);
                loss += error * error / 5;
            }
            assertRelative(history.at("/loss/" + k), loss);
        }
    }

    @Test
    void momentumGivesThePrintedTable() {
        JsonNode expected = TestData.json("/seeds/momentum.json");

        JsonNode fit = service.fitted(example("momentum"));

        JsonNode history = fit.get("history");
        assertThat(history.get("loss").size()).isEqualTo(50);
        for (int k = 0; k < 50; k++) {
            List<JsonNode> told = List.of(
                    history.at("/loss/" + k),
                    history.at("/gradient/coef/" + k + "/0"),
                    history.at("/gradient/coef/" + k + "/1"),
                    history.at("/direction/coef/" + k + "/0"),
                    history.at("/direction/coef/" + k + "/1"));
            for (int c = 0; c < told.size(); c++) {
                double printed = expected.at("/printed_rows/" + k + "/" + c).asDouble();
                assertThat(told.get(c).asDouble()).isCloseTo(printed, within(6e-5));
            }
        }
        for (int j = 0; j < 2; j++) {
            assertThat(fit.at("/result/params/coef/" + j).asDouble())
                    .isCloseTo(expected.at("/final_params/" + j).asDouble(), within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {42, 0, 7})
    void lineEqualsLeastSquaresOnThePointsThatWereGenerated(long seed) {
        Generator.Generated points = new Generator.Line(50, 3, 8, new Generator.X.Uniform(0, 1), 0.3).generate(seed);

        JsonNode fit = service.fitted(example("line").put("seed", seed));

        double[] line = leastSquares(points.values(), points.targets());
        JsonNode params = fit.at("/result/params");
        assertThat(params.at("/coef/0").asDouble()).isCloseTo(line[0], within(1e-6 * Math.abs(line[0])));
        assertThat(params.get("intercept").asDouble()).isCloseTo(line[1], within(1e-6 * Math.abs(line[1])));
    }

    @Test
    void lineGeneratesPointsWithTheMomentsThatWereAskedFor() {
        ObjectNode request = example("line");
        ((ObjectNode) request.at("/dataset/generator")).put("n", 100_000);

        JsonNode fit = service.fitted(request);

        // y = 3 x + 8 + 0.3 N(0, 1): four standard errors of each estimate
        assertThat(fit.at("/result/params/coef/0").asDouble())
                .isCloseTo(3, within(4 * 0.3 / Math.sqrt(100_000 / 12.0)));
        assertThat(fit.at("/result/params/intercept").asDouble())
                .isCloseTo(8, within(4 * 0.3 * 2 / Math.sqrt(100_000)));
        assertThat(fit.at("/result/metrics/rmse").asDouble()).isCloseTo(0.3, within(4 * 0.3 / Math.sqrt(200_000)));
        // r2 = variance of the line / variance of y, with x uniform in [0, 1)
        assertThat(fit.at("/result/metrics/r2").asDouble()).isCloseTo(0.75 / (0.75 + 0.09), within(0.005));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void logisticGivesTheReferenceWeightsAndEveryEpochsLoss(int run) {
        JsonNode reference =
                TestData.json("/seeds/logistic.json").get("reference_runs").get(run);
        ObjectNode request = example("logistic");
        ObjectNode init = request.putObject("init")
                .put("intercept", reference.at("/init/0").asDouble());
        init.putArray("coef")
                .add(reference.at("/init/1").asDouble())
                .add(reference.at("/init/2").asDouble());

        JsonNode fit = service.fitted(request);

        JsonNode params = fit.at("/result/params");
        assertRelative(params.get("intercept"), reference.at("/final/0").asDouble());
        assertRelative(params.at("/coef/0"), reference.at("/final/1").asDouble());
        assertRelative(params.at("/coef/1"), reference.at("/final/2").asDouble());
        JsonNode losses = fit.at("/history/batch_sse");
        assertThat(losses.size()).isEqualTo(100);
        for (int k = 0; k < 100; k++) {
            assertRelative(losses.get(k), reference.at("/loss_per_epoch/" + k).asDouble());
        }
    }

    private ObjectNode example(String name) {
        return (ObjectNode) service.get("/v1/examples/" + name).json();
    }

    private static void assertRelative(JsonNode actual, double expected) {
        assertThat(actual.asDouble()).isCloseTo(expected, within(DIGITS * Math.abs(expected)));
    }

    private static double[] leastSquares(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < x.length; i++) {
            covariance += (x[i] - meanX) * (y[i] - meanY);
            variance += (x[i] - meanX) * (x[i] - meanX);
        }
        double slope = covariance / variance;
        return new double[] {slope, meanY - slope * meanX};
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
