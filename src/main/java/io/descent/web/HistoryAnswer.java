package io.descent.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.data.ParameterShape;
import io.descent.optimize.History;
import io.descent.optimize.RunningMetric;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The course of a fit: parallel series, one entry a record. */
@Schema(name = "History", description = "parallel series, one entry a record; vectors are in the data's own units")
@JsonInclude(JsonInclude.Include.NON_NULL)
record HistoryAnswer(
        int[] epoch,

        @Schema(description = "number of the record's last update, where records are of updates")
        long @Nullable [] update,

        @Schema(description = "mean loss, each row measured before the update that used it")
        double[] loss,

        @JsonProperty("learning_rate") double[] learningRate,

        @Schema(description = "exact objective after each epoch")
        double @Nullable [] objective,

        @Schema(
                description =
                        "objective after each epoch less its minimum, which `exact` or `lbfgs` finds; where the fit "
                                + "itself came lower, that counts as the minimum, so that it is never below 0. All null "
                                + "where the minimum was not found, as the fit was cancelled or its time was up before")
        @JsonProperty("excess_loss")
        double @Nullable [] excessLoss,

        @JsonProperty("batch_sse") double @Nullable [] batchSse,
        double @Nullable [] accuracy,

        @Schema(
                description =
                        "exact mean loss over the validation rows after each epoch; null for an update that does not "
                                + "end its epoch")
        @JsonProperty("val_loss")
        double @Nullable [] valLoss,

        @JsonProperty("val_batch_sse") double @Nullable [] valBatchSse,
        @JsonProperty("val_accuracy") double @Nullable [] valAccuracy,
        @Nullable Vectors params,
        @Nullable Vectors gradient,

        @Schema(description = "what the learning rate multiplied in the record's last update") @Nullable
        Vectors direction) {

    /** A vector for each record, in the shape of the parameters. */
    @Schema(name = "ParamsHistory")
    record Vectors(
            @Schema(ref = "#/components/schemas/" + ParamSchemas.INTERCEPT_SERIES)
            Object[] intercept,

            @Schema(ref = "#/components/schemas/" + ParamSchemas.COEF_SERIES)
            Object[] coef) {

        private static @Nullable Vectors of(double @Nullable [][] vectors, int from, ParameterShape shape) {
            if (vectors == null) {
                return null;
            }
            FitAnswer.Params[] kept = Arrays.stream(vectors, from, vectors.length)
                    .map(vector -> FitAnswer.Params.of(
                            shape.intercept()
                                    ? Arrays.copyOfRange(vector, shape.weights(), shape.size())
                                    : new double[shape.outputs()],
                            Arrays.copyOf(vector, shape.weights())))
                    .toArray(FitAnswer.Params[]::new);
            return new Vectors(
                    Arrays.stream(kept).map(FitAnswer.Params::intercept).toArray(),
                    Arrays.stream(kept).map(FitAnswer.Params::coef).toArray());
        }
    }

    /** Returns the records of a history from an epoch on. */
    static HistoryAnswer of(History history, int fromEpoch) {
        int from = 0;
        while (from < history.size() && history.epoch()[from] < fromEpoch) {
            from++;
        }
        int to = history.size();
        long[] update = history.update();
        return new HistoryAnswer(
                Arrays.copyOfRange(history.epoch(), from, to),
                update == null ? null : Arrays.copyOfRange(update, from, to),
                Arrays.copyOfRange(history.loss(), from, to),
                Arrays.copyOfRange(history.learningRate(), from, to),
                range(history.objective(), from),
                range(history.excessLoss(), from),
                range(history.metrics().get(RunningMetric.BATCH_SSE), from),
                range(history.metrics().get(RunningMetric.ACCURACY), from),
                range(history.valLoss(), from),
                range(history.valMetrics().get(RunningMetric.BATCH_SSE), from),
                range(history.valMetrics().get(RunningMetric.ACCURACY), from),
                Vectors.of(history.params(), from, history.shape()),
                Vectors.of(history.gradient(), from, history.shape()),
                Vectors.of(history.direction(), from, history.shape()));
    }

    private static double @Nullable [] range(double @Nullable [] series, int from) {
        return series == null ? null : Arrays.copyOfRange(series, from, series.length);
    }
}
