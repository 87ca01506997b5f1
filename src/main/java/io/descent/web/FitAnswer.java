package io.descent.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fit as it is answered. */
@Schema(name = "Fit", description = "a fit, its result and its course")
record FitAnswer(
        @Schema(example = "fit_01K9XZ3V8M5T2Q7R4N6P8S0W1Y") String id,
        @Nullable String label,

        @Schema(allowableValues = {"queued", "running", "cancelling", "succeeded", "failed", "cancelled"})
        String status,

        @Schema(description = "whether nothing will change any more")
        boolean done,

        @Schema(
                nullable = true,
                allowableValues = {"epochs", "converged", "early_stopping", "time_limit", "stopped", "diverged"})
        @JsonProperty("stop_reason")
        @Nullable
        String stopReason,

        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("started_at") @Nullable Instant startedAt,
        @JsonProperty("finished_at") @Nullable Instant finishedAt,
        Progress progress,
        @Nullable Result result,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable HistoryAnswer history,

        @Schema(
                ref = "#/components/schemas/FitSettings",
                description = "every setting as it was resolved; with the same dataset it reproduces this fit")
        Map<String, @Nullable Object> config,

        Dataset dataset,
        List<String> warnings,
        @Nullable Failure error) {

    /** How far a fit is. */
    @Schema(name = "Progress")
    record Progress(int epoch, int epochs) {}

    /** What was fitted, in the data's own units. */
    @Schema(name = "Result")
    record Result(
            List<String> features,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "of a classifier, ascending; the second is the positive one")
            @Nullable
            List<Object> classes,

            Params params,

            @Schema(description = "mean loss over the rows that were trained on, exact at these parameters")
            double loss,

            @Schema(description = "loss plus penalty; the penalty is over the weights of the scaled features")
            double objective,

            MetricValues metrics,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonProperty("best_epoch")
            @Schema(description = "with restore_best: the epoch at whose end these were the parameters")
            @Nullable
            Integer bestEpoch,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "the same over the rows that training never saw")
            @Nullable
            ValidationResult validation) {}

    /** How good the parameters are over the validation rows. */
    @Schema(name = "ValidationResult")
    record ValidationResult(
            @Schema(description = "mean loss, exact at the parameters that are answered; null where it is not finite")
            double loss,

            MetricValues metrics) {}

    /** Parameters in the data's own units. */
    @Schema(name = "Params")
    record Params(double intercept, double[] coef) {}

    /** Those that the model has; null where a value is not defined. */
    @Schema(name = "Metrics")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MetricValues(
            @Nullable Double mse,
            @Nullable Double rmse,
            @Nullable Double mae,

            @Schema(description = "null when the target is constant") @Nullable
            Double r2,

            @JsonProperty("log_loss") @Nullable Double logLoss,
            @Nullable Double accuracy,
            @Nullable Double brier,
            @Nullable Double auc,

            @Schema(description = "weight by true class (row) and predicted class (column)")
            @JsonProperty("confusion_matrix")
            double @Nullable [][] confusionMatrix) {}

    /** What is kept of the dataset. */
    @Schema(name = "DatasetSummary")
    record Dataset(
            @Schema(description = "of the dataset as it was given")
            int rows,

            @Schema(description = "how many of them the model was trained on") @JsonProperty("training_rows")
            int trainingRows,

            @Schema(description = "how many rows training never saw; of the same dataset, or of one of their own")
            @JsonProperty("validation_rows")
            int validationRows,

            int features,
            String sha256,

            @Schema(description = "of the validation rows where they were a dataset of their own")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonProperty("validation_sha256")
            @Nullable
            String validationSha256) {}

    /** Why a fit failed. */
    @Schema(name = "FitError")
    record Failure(
            @Schema(example = "diverged") String code,
            String detail,
            int epoch,
            long update,
            @JsonProperty("learning_rate") double learningRate,
            @JsonProperty("largest_stable_learning_rate") double largestStableLearningRate,

            @Schema(
                    ref = "#/components/schemas/FitSettings",
                    description = "settings that converge when they are posted with the same dataset; null where the "
                            + "data are at fault")
            @Nullable
            Map<String, @Nullable Object> suggestion) {}
}
