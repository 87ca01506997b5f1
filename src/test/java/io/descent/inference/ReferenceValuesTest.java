package io.descent.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.DenseDataset;
import io.descent.data.ParameterShape;
import io.descent.data.TestData;
import io.descent.objective.Huber;
import io.descent.objective.LogLoss;
import io.descent.objective.Loss;
import io.descent.objective.Poisson;
import io.descent.objective.Quantile;
import io.descent.objective.SoftmaxLoss;
import io.descent.objective.SquaredError;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against R's lm, glm and sandwich, and statsmodels' MNLogit; the values lie in a file beside the scripts that have made them. */
class ReferenceValuesTest {

    private static final JsonNode ALL = read();
    private static final double NEAR = 1e-8;

    private static JsonNode read() {
        try (InputStream file = ReferenceValuesTest.class.getResourceAsStream("/inference/reference.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Arguments> cases() {
        return ALL.get("cases")
                .valueStream()
                .flatMap(one -> Stream.of(Covariance.Named.values())
                        .map(covariance -> Arguments.of(one.get("name").asString(), covariance)));
    }

    private static JsonNode named(String name) {
        return ALL.get("cases")
                .valueStream()
                .filter(one -> one.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double[] column(String name) {
        return ALL.get("data")
                .get(name)
                .valueStream()
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static DenseDataset data(String target, JsonNode weight) {
        double[][] columns = {column("x0"), column("x1"), column("x2")};
        double[] x = new double[3 * columns[0].length];
        for (int i = 0; i < x.length; i++) {
            x[i] = columns[i % 3][i / 3];
        }
        List<String> names = List.of("x0", "x1", "x2");
        return weight.isNull()
                ? TestData.dataset(x, names, column(target))
                : TestData.dataset(x, names, column(target), column(weight.asString()));
    }

    private static Inference.Estimated estimated(JsonNode one, Covariance covariance) {
        return (Inference.Estimated) of(one, covariance, Clusters.NONE);
    }

    private static Inference of(JsonNode one, Covariance covariance, Clusters clusters) {
        String model = one.get("model").asString();
        Loss loss = switch (model) {
            case "linear" -> new SquaredError();
            case "logistic" -> new LogLoss();
            default -> new Poisson();
        };
        String target = model.equals("linear") ? "lin" : model.equals("logistic") ? "logi" : "poi";
        InferenceSpec.Weights weights = one.get("meaning").asString().equals("precision")
                ? InferenceSpec.Weights.PRECISION
                : InferenceSpec.Weights.FREQUENCY;
        return Inferences.of(
                data(target, one.get("weight")),
                loss,
                new ParameterShape(3, 1, one.get("intercept").asBoolean()),
                new InferenceSpec(covariance, 0.95, weights),
                clusters);
    }

    private static void near(double[] found, JsonNode expected) {
        assertThat(found).hasSize(expected.size());
        for (int j = 0; j < found.length; j++) {
            near(found[j], expected.get(j).asDouble());
        }
    }

    private static void near(double found, double expected) {
        assertThat(Math.abs(found - expected))
                .as(found + " for " + expected)
                .isLessThanOrEqualTo(NEAR * Math.abs(expected));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void parametersAreAsSureAsInR(String name, Covariance.Named covariance) {
        JsonNode one = named(name);
        Inference.Estimated found = estimated(one, covariance);
        JsonNode expected = one.get("covariance").get(covariance.name());

        near(found.parameters().estimate(), one.get("estimate"));
        near(found.parameters().stdError(), expected.get("std_error"));
        near(found.parameters().statistic(), expected.get("statistic"));
        near(found.parameters().pValue(), expected.get("p_value"));
        near(found.parameters().lower(), expected.get("lower"));
        near(found.parameters().upper(), expected.get("upper"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFitAsAWholeIsAsInR(String name, Covariance.Named covariance) {
        JsonNode one = named(name);
        Inference.Estimated found = estimated(one, covariance);
        FitStatistics fit = found.fit();
        FitStatistics.OfLikelihood likelihood = Objects.requireNonNull(fit.likelihood());

        near(likelihood.log(), one.get("log_likelihood").asDouble());
        near(likelihood.aic(), one.get("aic").asDouble());
        near(likelihood.bic(), one.get("bic").asDouble());
        near(likelihood.deviance(), one.get("deviance").asDouble());
        near(likelihood.nullDeviance(), one.get("null_deviance").asDouble());
        near(fit.dfResidual(), one.get("df_residual").asDouble());
        FitStatistics.Test test = Objects.requireNonNull(likelihood.test());
        near(test.statistic(), one.get("test").get(0).asDouble());
        near(test.pValue(), one.get("test").get(1).asDouble());
        if (one.has("r2")) {
            near(Objects.requireNonNull(likelihood.r2()), one.get("r2").asDouble());
            near(
                    Objects.requireNonNull(likelihood.adjustedR2()),
                    one.get("adjusted_r2").asDouble());
            near(likelihood.scale(), one.get("scale").asDouble());
        }
        if (likelihood.dispersion() != null) {
            near(likelihood.dispersion(), one.get("pearson").asDouble());
        }
        if (!one.get("weight").asString("").equals("w")) {
            for (int i = 0; i < found.influence().size(); i++) {
                Influence row = found.influence().get(i);
                assertThat(row.row()).isEqualTo(one.get("row").get(i).asInt());
                near(row.leverage(), one.get("leverage").get(i).asDouble());
                near(row.cooksDistance(), one.get("cooks_distance").get(i).asDouble());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "linear without intercept", "linear by precision", "logistic", "poisson"})
    void clustersAreTakenTogetherAsInR(String name) {
        JsonNode one = named(name);
        int[] numbers = Arrays.stream(column("g")).mapToInt(g -> (int) g).toArray();
        Inference.Estimated found = (Inference.Estimated) of(one, new Covariance.Clustered("g"), Clusters.of(numbers));
        JsonNode expected = one.get("covariance").get("CLUSTERED");

        near(found.parameters().stdError(), expected.get("std_error"));
        near(found.parameters().statistic(), expected.get("statistic"));
        near(found.parameters().pValue(), expected.get("p_value"));
        near(found.parameters().lower(), expected.get("lower"));
        near(found.parameters().upper(), expected.get("upper"));
        assertThat(found.fit().clusters()).isEqualTo(8);
    }

    /** A row of weight k is one of k copies in its cluster. */
    @Test
    void copiesOfARowAreOfItsCluster() {
        JsonNode one = named("logistic by copies");
        int[] numbers = Arrays.stream(column("g")).mapToInt(g -> (int) g).toArray();
        Inference.Estimated weighted =
                (Inference.Estimated) of(one, new Covariance.Clustered("g"), Clusters.of(numbers));
        double[] w = column("w");
        int[] rows = IntStream.range(0, w.length)
                .flatMap(i -> IntStream.generate(() -> i).limit((int) w[i]))
                .toArray();
        DenseDataset copies = TestData.dataset(
                IntStream.of(rows)
                        .boxed()
                        .flatMapToDouble(i -> DoubleStream.of(column("x0")[i], column("x1")[i], column("x2")[i]))
                        .toArray(),
                List.of("x0", "x1", "x2"),
                IntStream.of(rows).mapToDouble(i -> column("logi")[i]).toArray());
        Inference.Estimated copied = (Inference.Estimated) Inferences.of(
                copies,
                new LogLoss(),
                new ParameterShape(3, 1, true),
                new InferenceSpec(new Covariance.Clustered("g"), 0.95, InferenceSpec.Weights.FREQUENCY),
                Clusters.of(IntStream.of(rows).map(i -> numbers[i]).toArray()));

        for (int j = 0; j < 4; j++) {
            near(weighted.parameters().stdError()[j], copied.parameters().stdError()[j]);
        }
    }

    @Test
    void theFeaturesOfALinearModelAreAsCollinearAsInR() {
        FitStatistics fit = estimated(named("linear"), Covariance.Named.CLASSIC).fit();

        near(Objects.requireNonNull(fit.vif()), ALL.get("linear").get("vif"));
        near(
                Objects.requireNonNull(fit.conditionNumber()),
                ALL.get("linear").get("condition_number").asDouble());
    }

    @ParameterizedTest
    @EnumSource(
            value = Covariance.Named.class,
            names = {"CLASSIC", "HC0"})
    void softmaxIsAsSureAsStatsmodels(Covariance.Named covariance) {
        Inference.Estimated found = (Inference.Estimated) Inferences.of(
                data("sof", JsonMapper.shared().nullNode()),
                new SoftmaxLoss(),
                new ParameterShape(3, 3, true),
                new InferenceSpec(covariance, 0.95, InferenceSpec.Weights.FREQUENCY));
        JsonNode expected = ALL.get("softmax");

        assertThat(found.outputs()).isEqualTo(2);
        for (int k = 0; k < 2; k++) {
            for (int j = 0; j < 4; j++) {
                near(
                        found.parameters().estimate()[k * 4 + j],
                        expected.get("estimate").get(k).get(j).asDouble());
                near(
                        found.parameters().stdError()[k * 4 + j],
                        expected.get(covariance.name()).get(k).get(j).asDouble());
            }
        }
        FitStatistics.OfLikelihood likelihood =
                Objects.requireNonNull(found.fit().likelihood());
        near(likelihood.log(), expected.get("ll").asDouble());
        near(likelihood.nullLog(), expected.get("llnull").asDouble());
        near(likelihood.aic(), expected.get("aic").asDouble());
        near(likelihood.bic(), expected.get("bic").asDouble());
        FitStatistics.Test test = Objects.requireNonNull(likelihood.test());
        near(test.statistic(), expected.get("lr").asDouble());
        near(test.pValue(), expected.get("p").asDouble());
    }

    @ParameterizedTest
    @EnumSource(
            value = Covariance.Named.class,
            names = {"HC0", "HC1"})
    void huberHasTheSandwichOfItsSlopes(Covariance.Named covariance) {
        JsonNode expected = ALL.get("huber");
        // least squares are near enough for Newton's method
        double[] squares = estimated(named("linear"), Covariance.Named.CLASSIC)
                .parameters()
                .estimate();
        double[] start = {squares[1], squares[2], squares[3], squares[0]};
        Inference.Estimated found = (Inference.Estimated) Inferences.of(
                data("lin", JsonMapper.shared().nullNode()),
                new Huber(expected.get("delta").asDouble()),
                new ParameterShape(3, 1, true),
                start,
                new InferenceSpec(covariance, 0.95, InferenceSpec.Weights.FREQUENCY),
                Clusters.NONE);

        near(found.parameters().estimate(), expected.get("estimate"));
        near(found.parameters().stdError(), expected.get(covariance.name()));
        assertThat(found.fit().likelihood()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void quantilesAreAsSureAsByThePowellSandwichOfQuantreg(int which) {
        JsonNode expected = ALL.get("quantile").get(which);
        JsonNode estimate = expected.get("estimate");
        double[] start = {
            estimate.get(1).asDouble(),
            estimate.get(2).asDouble(),
            estimate.get(3).asDouble(),
            estimate.get(0).asDouble()
        };
        Inference.Estimated found = (Inference.Estimated) Inferences.of(
                data("lin", JsonMapper.shared().nullNode()),
                new Quantile(expected.get("tau").asDouble()),
                new ParameterShape(3, 1, true),
                start,
                new InferenceSpec(Covariance.Named.HC0, 0.95, InferenceSpec.Weights.FREQUENCY),
                Clusters.NONE);

        near(found.parameters().estimate(), estimate);
        near(found.parameters().stdError(), expected.get("HC0"));
        for (int j = 0; j < 4; j++) {
            // quantreg takes 1 − p, of which small ones keep few digits
            assertThat(found.parameters().pValue()[j])
                    .isCloseTo(expected.get("p_value").get(j).asDouble(), within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void predictionsAreAsSureAsInR(String model) {
        Inference.Estimated found = estimated(named(model), Covariance.Named.CLASSIC);
        CovarianceFactor.Meter meter = found.covariance().meter();
        JsonNode expected = ALL.get("predictions");
        for (int i = 0; i < expected.get("rows").size(); i++) {
            for (int j = 0; j < 3; j++) {
                meter.feature(j, expected.get("rows").get(i).get(j).asDouble());
            }
            double error = meter.stdError();
            if (model.equals("linear")) {
                FitStatistics.OfLikelihood likelihood =
                        Objects.requireNonNull(found.fit().likelihood());
                JsonNode mean = expected.get("linear_mean").get(i);
                double reach = Reference.of(found.fit()).quantile(0.95);
                near(2 * reach * error, mean.get(2).asDouble() - mean.get(1).asDouble());
                JsonNode observation = expected.get("linear_observation").get(i);
                near(
                        2 * reach * Math.sqrt(error * error + likelihood.scale()),
                        observation.get(2).asDouble() - observation.get(1).asDouble());
            } else {
                near(error, expected.get(model).get("se").get(i).asDouble());
            }
        }
    }

    static Stream<String> models() {
        return Stream.of("linear", "logistic", "poisson");
    }
}
