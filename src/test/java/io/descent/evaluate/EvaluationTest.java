package io.descent.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.Classes;
import io.descent.model.LinearModel;
import io.descent.model.Metrics;
import io.descent.model.ModelType;
import io.descent.model.Predictions;
import io.descent.model.Truth;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares with scikit-learn; the file says which one. */
class EvaluationTest {

    private static final double DIGITS = 1e-12;

    private static JsonNode reference() throws IOException {
        try (InputStream file = EvaluationTest.class.getResourceAsStream("/evaluate/reference.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(file));
        }
    }

    static Stream<Arguments> cases(String... models) throws IOException {
        return StreamSupport.stream(reference().get("cases").spliterator(), false)
                .filter(one -> List.of(models).contains(one.get("model").asString()))
                .map(one -> Arguments.of(Named.of(one.get("name").asString(), one)));
    }

    static Stream<Arguments> regressions() throws IOException {
        return cases("linear", "poisson");
    }

    static Stream<Arguments> classifiers() throws IOException {
        return cases("logistic", "softmax", "svm");
    }

    static Stream<Arguments> twoClasses() throws IOException {
        return cases("logistic", "svm");
    }

    private static Predictions predictions(JsonNode one) {
        ModelType type = ModelType.valueOf(one.get("model").asString().toUpperCase(Locale.ROOT));
        int classes = type == ModelType.SOFTMAX ? 4 : 2;
        return predictions(type, numbers(one.get("margins")), classes);
    }

    private static Predictions predictions(ModelType type, double[] margins, int classes) {
        int outputs = type == ModelType.SOFTMAX ? classes : 1;
        List<Object> labels =
                IntStream.range(0, classes).mapToObj(k -> (Object) (double) k).toList();
        return new Predictions(
                new LinearModel(
                        type,
                        List.of("x"),
                        new double[outputs],
                        new double[outputs],
                        type.classifies() ? new Classes(labels) : null),
                margins);
    }

    private static Truth truth(JsonNode one) {
        return new Truth(numbers(one.get("targets")), one.get("weights").isNull() ? null : numbers(one.get("weights")));
    }

    private static Evaluation evaluated(JsonNode one) {
        return Evaluation.of(
                ScoredRows.of(predictions(one), truth(one)),
                new Evaluation.Settings(number(one, "threshold"), number(one, "quantile")));
    }

    private static @Nullable Double number(JsonNode one, String name) {
        return one.has(name) && !one.get(name).isNull() ? (Double) one.get(name).asDouble() : null;
    }

    private static double[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(value -> value.isNull() ? Double.NaN : value.asDouble())
                .toArray();
    }

    private static void same(double actual, JsonNode expected, String name) {
        JsonNode value = expected.get(name);
        if (value == null || value.isNull()) {
            assertThat(actual).as(name).isNaN();
        } else {
            assertThat(actual).as(name).isCloseTo(value.asDouble(), within(DIGITS));
        }
    }

    private static void same(double[] actual, JsonNode expected) {
        assertThat(actual).containsExactly(numbers(expected), within(DIGITS));
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void theMetricsOfARegressionAreThoseOfScikitLearn(JsonNode one) {
        RegressionEvaluation found = (RegressionEvaluation) evaluated(one);
        JsonNode expected = one.get("expected");

        same(found.rmse(), expected, "rmse");
        same(found.medianAbsoluteError(), expected, "median_absolute_error");
        switch (found.metrics()) {
            case Metrics.Regression metrics -> {
                same(metrics.mse(), expected, "mse");
                same(metrics.mae(), expected, "mae");
                same(metrics.r2(), expected, "r2");
                same(found.mape(), expected, "mape");
                same(found.pinballLoss(), expected, "pinball_loss");
            }
            case Metrics.Counts metrics -> {
                same(metrics.deviance(), expected, "deviance");
                same(metrics.d2(), expected, "d2");
                same(metrics.mse(), expected, "mse");
                same(metrics.mae(), expected, "mae");
            }
            case Metrics other -> throw new AssertionError(other);
        }
    }

    @ParameterizedTest
    @MethodSource("classifiers")
    void theMetricsOfAClassifierAreThoseOfScikitLearn(JsonNode one) {
        ClassEvaluation found = (ClassEvaluation) evaluated(one);
        JsonNode expected = one.get("expected");

        same(found.accuracy(), expected, "accuracy");
        same(found.balancedAccuracy(), expected, "balanced_accuracy");
        same(found.rocAuc(), expected, "roc_auc");
        same(found.averagePrecision(), expected, "average_precision");
        same(average(found.macro()), expected.get("macro"));
        same(average(found.weighted()), expected.get("weighted"));
        same(average(found.micro()), expected.get("micro"));
        for (int k = 0; k < found.confusion().length; k++) {
            same(found.confusion()[k], expected.get("confusion").get(k));
            ClassEvaluation.OfClass own = found.classes().get(k);
            orZero(own.precision(), expected.get("precision").get(k));
            orZero(own.recall(), expected.get("recall").get(k));
            orZero(own.f1(), expected.get("f1").get(k));
            orZero(own.support(), expected.get("support").get(k));
        }
        switch (found.metrics()) {
            case Metrics.TwoClasses metrics -> {
                same(metrics.logLoss(), expected, "log_loss");
                same(metrics.brier(), expected, "brier");
            }
            case Metrics.ManyClasses metrics -> {
                same(metrics.logLoss(), expected, "log_loss");
                same(metrics.brier(), expected, "brier");
            }
            case Metrics _ -> {}
        }
    }

    private static double[] average(ClassEvaluation.Average average) {
        return new double[] {average.precision(), average.recall(), average.f1()};
    }

    /** What is not defined is 0 for scikit-learn. */
    private static void orZero(double actual, JsonNode expected) {
        assertThat(Double.isNaN(actual) ? 0 : actual).isCloseTo(expected.asDouble(), within(DIGITS));
    }

    @ParameterizedTest
    @MethodSource("twoClasses")
    void theCurvesAreThoseOfScikitLearn(JsonNode one) {
        JsonNode roc = one.get("expected").get("roc");
        Curves.Roc found = Curves.roc(ScoredRows.of(predictions(one), truth(one)), 1);
        same(found.fpr(), roc.get("fpr"));
        same(found.tpr(), roc.get("tpr"));
        assertThat(found.threshold()[0]).isInfinite();
        assertThat(Arrays.copyOfRange(found.threshold(), 1, found.threshold().length))
                .containsExactly(thresholds(one, roc), within(DIGITS));

        JsonNode pr = one.get("expected").get("pr");
        Curves.PrecisionRecall precisionRecall = Curves.precisionRecall(ScoredRows.of(predictions(one), truth(one)), 1);
        same(precisionRecall.precision(), pr.get("precision"));
        same(precisionRecall.recall(), pr.get("recall"));
        assertThat(Arrays.copyOfRange(precisionRecall.threshold(), 1, precisionRecall.threshold().length))
                .containsExactly(thresholds(one, pr), within(DIGITS));
    }

    /** Those of the file are margins. */
    private static double[] thresholds(JsonNode one, JsonNode curve) {
        boolean probable = one.get("model").asString().equals("logistic");
        return Arrays.stream(numbers(curve.get("threshold")))
                .map(margin -> probable ? ModelType.sigmoid(margin) : margin)
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("twoClasses")
    void theCalibrationIsThatOfScikitLearn(JsonNode one) {
        Curves.Calibration found = Curves.calibration(ScoredRows.of(predictions(one), truth(one)), 1);
        JsonNode expected = one.get("expected").get("calibration");
        if (expected == null) {
            assertThat(found).isNull();
        } else {
            same(Objects.requireNonNull(found).predicted(), expected.get("predicted"));
            same(found.observed(), expected.get("observed"));
        }
    }

    @ParameterizedTest
    @MethodSource("classifiers")
    void aRowOfWeightNoneChangesNothing(JsonNode one) {
        Truth truth = truth(one);
        Predictions predictions = predictions(one);
        int outputs = predictions.model().outputs();
        double[] margins = Arrays.copyOf(predictions.margins(), predictions.margins().length + outputs);
        double[] targets = Arrays.copyOf(truth.targets(), truth.rows() + 1);
        double[] weights = new double[truth.rows()];
        Arrays.setAll(weights, truth::weight);
        Arrays.fill(margins, predictions.margins().length, margins.length, 77);

        assertThat(Evaluation.of(
                        ScoredRows.of(
                                new Predictions(predictions.model(), margins),
                                new Truth(targets, Arrays.copyOf(weights, targets.length))),
                        Evaluation.Settings.DEFAULT))
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
                .isEqualTo(Evaluation.of(
                        ScoredRows.of(predictions, new Truth(truth.targets(), weights)), Evaluation.Settings.DEFAULT));
    }

    @Test
    void marginsBeyondAllProbabilitiesAreMeasured() {
        Predictions certain = predictions(ModelType.LOGISTIC, new double[] {1e300, -1e300, 800, -800}, 2);
        ClassEvaluation right = (ClassEvaluation) Evaluation.of(
                ScoredRows.of(certain, new Truth(new double[] {1, 0, 1, 0}, null)), Evaluation.Settings.DEFAULT);
        assertThat(right.accuracy()).isEqualTo(1);
        assertThat(right.rocAuc()).isEqualTo(1);
        assertThat(((Metrics.TwoClasses) right.metrics()).logLoss()).isZero();
    }

    @Test
    void rowsAreRankedByTheProbabilitiesThatAreAnswered() {
        // beyond 37 a probability is 1 in double precision, so that these rows are tied, as they are for scikit-learn
        Predictions certain = predictions(ModelType.LOGISTIC, new double[] {40, 50, 60, -1}, 2);
        ClassEvaluation found = (ClassEvaluation) Evaluation.of(
                ScoredRows.of(certain, new Truth(new double[] {1, 0, 1, 0}, null)), Evaluation.Settings.DEFAULT);

        assertThat(found.rocAuc()).isEqualTo(0.75);
    }

    @Test
    void longCurvesAreThinnedButForTheirEnds() {
        int n = 10_000;
        double[] margins = IntStream.range(0, n).mapToDouble(i -> i / 1000.0).toArray();
        double[] y = IntStream.range(0, n).mapToDouble(i -> i % 3 == 0 ? 1 : 0).toArray();
        Curves.Roc roc = Curves.roc(ScoredRows.of(predictions(ModelType.LOGISTIC, margins, 2), new Truth(y, null)), 1);

        assertThat(roc.fpr()).hasSize(Curves.MOST_POINTS).startsWith(0).endsWith(1);
        assertThat(roc.tpr()).startsWith(0).endsWith(1).isSorted();
        Curves.Residuals residuals =
                Curves.residuals(ScoredRows.of(predictions(ModelType.LINEAR, margins, 2), new Truth(margins, null)));
        assertThat(residuals.step()).isEqualTo(10);
        assertThat(residuals.residual()).hasSize(1000).containsOnly(0);
    }
}
