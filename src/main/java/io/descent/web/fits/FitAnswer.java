package io.descent.web.fits;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.job.JobStatus;
import io.descent.model.Metrics;
import io.descent.web.NameOf;
import io.descent.web.openapi.Measured;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fit as it is answered. */
@Schema(name = "Fit", description = "a fit, its result and its course")
record FitAnswer(
        @Schema(example = "fit_01K9XZ3V8M5T2Q7R4N6P8S0W1Y") String id,
        @Nullable String label,

        @NameOf(JobStatus.class) String status,

        @Schema(description = "whether nothing will change any more")
        boolean done,

        @Schema(
                nullable = true,
                description =
                        "epochs: all were run; converged: a bound says that the minimum of the objective is reached; "
                                + "stalled: the objective no longer fell, and no bound says so; early_stopping: val_loss "
                                + "no longer fell",
                allowableValues = {
                    "epochs",
                    "converged",
                    "stalled",
                    "early_stopping",
                    "time_limit",
                    "stopped",
                    "diverged"
                })
        @JsonProperty("stop_reason")
        @Nullable
        String stopReason,

        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("started_at") @Nullable Instant startedAt,
        @JsonProperty("finished_at") @Nullable Instant finishedAt,

        @Schema(description = "when it will be forgotten; null until it is done, and for one that is not kept")
        @JsonProperty("expires_at")
        @Nullable
        Instant expiresAt,

        Progress progress,
        @Nullable Result result,

        @Schema(ref = "#/components/schemas/" + HistorySchemas.HISTORY)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        HistoryAnswer history,

        @Schema(
                ref = "#/components/schemas/FitSettings",
                description = "every setting as it was resolved; with the same dataset it reproduces this fit")
        Map<String, @Nullable Object> config,

        Dataset dataset,

        @Schema(description = "what the caller would want to know of the fit; none of them is a mistake")
        List<Warning> warnings,

        Diagnosis diagnosis,
        @Nullable Failure error) {

    /** Something about a fit that its caller would want to know. */
    @Schema(name = "Warning")
    record Warning(
            @Schema(description = "what kind of thing it is; stable") @NameOf(io.descent.job.Warning.Code.class)
            String code,

            @Schema(description = "what it is about, as a JSON pointer", example = "/scaling")
            String pointer,

            @Schema(description = "what was seen, and what to do")
            String detail) {}

    /** What was seen of a fit beside its result. */
    @Schema(name = "Diagnosis")
    record Diagnosis(
            @Schema(
                    description =
                            "the learning rate above which steps grow on a full batch, as estimated: of `sgd` with its "
                                    + "momentum, else of plain gradient descent; null for losses with kinks, which have no "
                                    + "curvature")
            @JsonProperty("largest_stable_learning_rate")
            @Nullable
            Double largestStableLearningRate,

            @Schema(
                    description =
                            "the Euclidean norm of the objective's gradient at the answered parameters, over the scaled "
                                    + "features; left out until the fit has ended and for losses with kinks")
            @JsonProperty("gradient_norm")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Double gradientNorm,

            @Schema(
                    description =
                            "about how far the objective is above its minimum; left out until the fit has ended. For a loss "
                                    + "with a slope everywhere half the Newton decrement, for one with kinks a duality "
                                    + "gap; at most what the objective is above the floor that no parameters can pass")
            @JsonProperty("estimated_excess")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Double estimatedExcess) {}

    /** How far a fit is. */
    @Schema(name = "Progress")
    record Progress(
            @Schema(description = "how many epochs have ended")
            int epoch,

            @Schema(description = "how many there are at most")
            int epochs,

            @Schema(description = "how many rows pass the optimizer in a second; only while it runs")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonProperty("rows_per_second")
            @Nullable
            Double rowsPerSecond,

            @Schema(description = "until all epochs have run, as estimated from that; only while it runs")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonProperty("seconds_left")
            @Nullable
            Double secondsLeft) {}

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
            ValidationResult validation,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "how sure the parameters are, or why that cannot be said; where it was asked for")
            @Nullable
            InferenceAnswer inference) {}

    /** How good the parameters are over the validation rows. */
    @Schema(name = "ValidationResult")
    @Measured
    record ValidationResult(
            @Schema(description = "mean loss, exact at the parameters that are answered; null where it is not finite")
            double loss,

            MetricValues metrics) {}

    /** Parameters in the data's own units. */
    @Schema(name = "Params")
    record Params(
            @Schema(ref = "#/components/schemas/" + ParamSchemas.INTERCEPT)
            Object intercept,

            @Schema(ref = "#/components/schemas/" + ParamSchemas.COEF)
            Object coef) {

        /** Returns those of a model: a number and a list, and of several outputs a list and a list of lists. */
        static Params of(double[] intercept, double[] coef) {
            int outputs = intercept.length;
            return outputs == 1 ? new Params(intercept[0], coef) : new Params(intercept, rows(coef, outputs));
        }

        /** Returns the weights of each output. */
        static double[][] rows(double[] coef, int outputs) {
            int features = coef.length / outputs;
            double[][] rows = new double[outputs][];
            for (int k = 0; k < outputs; k++) {
                rows[k] = Arrays.copyOfRange(coef, k * features, (k + 1) * features);
            }
            return rows;
        }
    }

    /** Those that the model has; null where a value is not defined. */
    @Schema(name = "Metrics")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Measured
    record MetricValues(
            @Nullable Double mse,
            @Nullable Double rmse,
            @Nullable Double mae,

            @Schema(description = "null when the target is constant") @Nullable
            Double r2,

            @JsonProperty("log_loss") @Nullable Double logLoss,
            @Nullable Double accuracy,

            @Schema(
                    description = "of two classes mean (p − y)² with p the probability of the second; of softmax mean "
                            + "Σ (p_k − y_k)² over the classes, from 0 to 2")
            @Nullable
            Double brier,

            @Nullable Double auc,

            @Schema(description = "weight by true class (row) and predicted class (column)")
            @JsonProperty("confusion_matrix")
            double @Nullable [][] confusionMatrix,

            @Schema(description = "of poisson: mean 2·(y·log(y / prediction) − y + prediction)") @Nullable
            Double deviance,

            @Schema(
                    description =
                            "of poisson: the share of the deviance that is explained; null when the target is constant")
            @Nullable
            Double d2) {

        static MetricValues of(Metrics metrics) {
            return switch (metrics) {
                case Metrics.Regression(double mse, double rmse, double mae, double r2) ->
                    new MetricValues(mse, rmse, mae, r2, null, null, null, null, null, null, null);
                case Metrics.TwoClasses(
                        double logLoss,
                        double accuracy,
                        double brier,
                        double auc,
                        double[][] confusion) ->
                    new MetricValues(null, null, null, null, logLoss, accuracy, brier, auc, confusion, null, null);
                case Metrics.ManyClasses(double logLoss, double accuracy, double brier, double[][] confusion) ->
                    new MetricValues(null, null, null, null, logLoss, accuracy, brier, null, confusion, null, null);
                case Metrics.Separation(double accuracy, double auc, double[][] confusion) ->
                    new MetricValues(null, null, null, null, null, accuracy, null, auc, confusion, null, null);
                case Metrics.Counts(double deviance, double d2, double mse, double mae) ->
                    new MetricValues(mse, null, mae, null, null, null, null, null, null, deviance, d2);
            };
        }
    }

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
            @Schema(
                    description =
                            "no_longer_valid: the request was valid when it was accepted, but a limit of the service was "
                                    + "lowered or the fit it refers to was deleted; internal and out_of_memory are the service's fault; "
                                    + "engine_unavailable: there was no cluster for as long as a fit waits; engine_failed: "
                                    + "the cluster could not run it",
                    allowableValues = {
                        "diverged",
                        "no_longer_valid",
                        "internal",
                        "out_of_memory",
                        "engine_unavailable",
                        "engine_failed"
                    })
            String code,

            String detail,

            @Schema(description = "in which a fit diverged") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer epoch,

            @Schema(description = "after how many updates a fit diverged")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Long update,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("learning_rate") @Nullable
            Double learningRate,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("largest_stable_learning_rate") @Nullable
            Double largestStableLearningRate,

            @Schema(
                    ref = "#/components/schemas/FitSettings",
                    description = "settings that converge when they are posted with the same dataset; null where the "
                            + "data are at fault")
            @Nullable
            Map<String, @Nullable Object> suggestion) {}
}
