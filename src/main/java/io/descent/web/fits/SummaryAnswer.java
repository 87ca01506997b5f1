package io.descent.web.fits;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.data.Classes;
import io.descent.job.Ending;
import io.descent.job.Job;
import io.descent.model.LinearModel;
import io.descent.model.ModelType;
import io.descent.schema.Names;
import io.descent.web.NameOf;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fit as a table. */
@Schema(name = "FitSummary")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SummaryAnswer(
        String id,
        @Nullable String label,

        @NameOf(ModelType.class) String model,

        @JsonProperty("stop_reason") String stopReason,

        @Schema(description = "how many the model was trained on") @JsonProperty("training_rows")
        int trainingRows,

        FitAnswer.MetricValues metrics,

        @Schema(description = "as `params` has them, each intercept before its weights")
        List<Estimate> params,

        @Schema(description = "how sure they are, or why that cannot be said; where it was asked for") @Nullable
        InferenceAnswer inference) {

    /** A parameter of the fit. */
    @Schema(name = "Estimate")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Estimate(
            String name,

            @Schema(description = "of softmax") @JsonProperty("class") @Nullable
            Object label,

            double value) {}

    /** Returns that of a fit that has succeeded. */
    static SummaryAnswer of(Job job) {
        if (!(job.ending() instanceof Ending.Success success)) {
            throw new IllegalArgumentException("a fit without parameters has no summary");
        }
        LinearModel model = success.model();
        return new SummaryAnswer(
                job.id(),
                job.label(),
                Names.json(model.type()),
                Names.json(success.outcome().reason()),
                job.dataset().trainingRows(),
                FitAnswer.MetricValues.of(success.metrics()),
                estimates(model, success.outcome().parameters().length > model.coef().length),
                InferenceAnswer.of(success.inference(), model));
    }

    private static List<Estimate> estimates(LinearModel model, boolean intercept) {
        List<Estimate> estimates = new ArrayList<>();
        Classes classes = model.outputs() == 1 ? null : model.classes();
        int features = model.features().size();
        for (int k = 0; k < model.outputs(); k++) {
            Object label =
                    classes == null ? null : Classes.written(classes.labels().get(k));
            if (intercept) {
                estimates.add(new Estimate(InferenceAnswer.INTERCEPT, label, model.intercept()[k] + 0.0));
            }
            for (int j = 0; j < features; j++) {
                estimates.add(new Estimate(model.features().get(j), label, model.coef()[k * features + j] + 0.0));
            }
        }
        return estimates;
    }
}
