package io.descent.web.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.evaluate.ClassEvaluation;
import io.descent.evaluate.Evaluation;
import io.descent.evaluate.RegressionEvaluation;
import io.descent.model.Metrics;
import io.descent.web.models.CurveAnswers.Residuals;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How good predictions are, on rows whose targets are known. */
@Schema(name = "Evaluation")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EvaluationAnswer(
        @Schema(description = "that count: of a weight above 0, and none left out for a missing value")
        int rows,

        @Schema(description = "by name; null for one that is not defined on these rows")
        Map<String, Double> metrics,

        @Schema(description = "of two classes, above which probability, of svm which margin, the second is predicted")
        @Nullable
        Double threshold,

        @Schema(description = "of a classifier, each class against the rest") @Nullable
        List<ClassAnswer> classes,

        @Schema(description = "of a classifier, means over the classes: macro, weighted by their rows, and micro")
        @Nullable
        Map<String, AverageAnswer> averages,

        @Schema(description = "of a classifier, weight by true class (row) and predicted class (column)")
        @JsonProperty("confusion_matrix")
        double @Nullable [][] confusionMatrix,

        @Schema(description = "asked for by include=roc; of two classes that of the second, else one a class") @Nullable
        List<CurveAnswers.Roc> roc,

        @Schema(description = "asked for by include=pr") @Nullable
        List<CurveAnswers.PrecisionRecall> pr,

        @Schema(description = "asked for by include=calibration") @Nullable
        List<CurveAnswers.Calibration> calibration,

        @Schema(description = "asked for by include=residuals, of a regression") @Nullable
        Residuals residuals,

        @Schema(description = "how many rows were left out for a missing value, as the model's encoding has it")
        @JsonProperty("dropped_rows")
        int droppedRows,

        @Schema(description = "by column, how many values are levels that training has not seen")
        @JsonProperty("unknown_categories")
        Map<String, Integer> unknownCategories,

        ModelAnswer model) {

    /** One class against the rest. */
    @Schema(name = "ClassEvaluation")
    record ClassAnswer(
            Object label,

            @Schema(description = "null where the class is never predicted") @Nullable
            Double precision,

            @Schema(description = "null where it has no rows") @Nullable
            Double recall,

            @Nullable Double f1,
            @Schema(description = "the weight of its rows") double support,
            @JsonProperty("roc_auc") @Nullable Double rocAuc,
            @JsonProperty("average_precision") @Nullable Double averagePrecision) {

        static ClassAnswer of(ClassEvaluation.OfClass one) {
            return new ClassAnswer(
                    one.label(),
                    one.precision(),
                    one.recall(),
                    one.f1(),
                    one.support(),
                    one.rocAuc(),
                    one.averagePrecision());
        }
    }

    /** A mean over classes. */
    @Schema(name = "ClassAverage")
    record AverageAnswer(double precision, double recall, double f1) {

        static AverageAnswer of(ClassEvaluation.Average average) {
            return new AverageAnswer(average.precision(), average.recall(), average.f1());
        }
    }

    static EvaluationAnswer of(
            Evaluation evaluation,
            int rows,
            CurveAnswers curves,
            int dropped,
            Map<String, Integer> unknown,
            ModelAnswer model) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        switch (evaluation) {
            case RegressionEvaluation regression -> regression(regression, metrics);
            case ClassEvaluation classes -> classes(classes, metrics);
        }
        ClassEvaluation classes = evaluation instanceof ClassEvaluation some ? some : null;
        return new EvaluationAnswer(
                rows,
                metrics,
                classes == null || Double.isNaN(classes.threshold()) ? null : (Double) classes.threshold(),
                classes == null
                        ? null
                        : classes.classes().stream().map(ClassAnswer::of).toList(),
                classes == null ? null : averages(classes),
                classes == null ? null : classes.confusion(),
                curves.roc(),
                curves.pr(),
                curves.calibration(),
                curves.residuals(),
                dropped,
                unknown,
                model);
    }

    private static Map<String, AverageAnswer> averages(ClassEvaluation classes) {
        Map<String, AverageAnswer> averages = new LinkedHashMap<>();
        averages.put("macro", AverageAnswer.of(classes.macro()));
        averages.put("weighted", AverageAnswer.of(classes.weighted()));
        averages.put("micro", AverageAnswer.of(classes.micro()));
        return averages;
    }

    private static void regression(RegressionEvaluation found, Map<String, Double> to) {
        switch (found.metrics()) {
            case Metrics.Regression metrics -> {
                to.put("mse", metrics.mse());
                to.put("rmse", found.rmse());
                to.put("mae", metrics.mae());
                to.put("median_absolute_error", found.medianAbsoluteError());
                to.put("mape", found.mape());
                to.put("r2", metrics.r2());
                if (!Double.isNaN(found.pinballLoss())) {
                    to.put("pinball_loss", found.pinballLoss());
                }
            }
            case Metrics.Counts metrics -> {
                to.put("deviance", metrics.deviance());
                to.put("d2", metrics.d2());
                to.put("mse", metrics.mse());
                to.put("rmse", found.rmse());
                to.put("mae", metrics.mae());
                to.put("median_absolute_error", found.medianAbsoluteError());
            }
            case Metrics.TwoClasses _, Metrics.ManyClasses _, Metrics.Separation _ ->
                throw new IllegalArgumentException("a regression has no classes");
        }
    }

    private static void classes(ClassEvaluation found, Map<String, Double> to) {
        switch (found.metrics()) {
            case Metrics.TwoClasses metrics -> {
                to.put("log_loss", metrics.logLoss());
                to.put("brier", metrics.brier());
            }
            case Metrics.ManyClasses metrics -> {
                to.put("log_loss", metrics.logLoss());
                to.put("brier", metrics.brier());
            }
            case Metrics.Separation _ -> {}
            case Metrics.Regression _, Metrics.Counts _ ->
                throw new IllegalArgumentException("a classifier predicts classes");
        }
        to.put("accuracy", found.accuracy());
        to.put("balanced_accuracy", found.balancedAccuracy());
        to.put("roc_auc", found.rocAuc());
        to.put("average_precision", found.averagePrecision());
    }
}
