package io.descent.web.fits;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.data.Classes;
import io.descent.fit.DryRun;
import io.descent.fit.prepare.RowSample;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request would do. */
@Schema(name = "ResolvedFit", description = "what a request would do")
record ValidationAnswer(
        @Schema(description = "true; what is not valid is answered as a problem")
        boolean valid,

        @Schema(ref = "#/components/schemas/FitSettings", description = "every setting as it would be used")
        Map<String, @Nullable Object> config,

        FitAnswer.Dataset dataset,

        @Schema(description = "what can be seen before the fit runs")
        List<FitAnswer.Warning> warnings,

        Estimate estimate,

        @Schema(description = "with sample=N, some of the rows as the model would get them")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Sample sample) {

    /** The work of a fit. */
    @Schema(name = "Estimate")
    record Estimate(
            @Schema(description = "updates of the parameters, at most")
            long updates,

            @Schema(description = "rows × parameters × epochs, at most; of sparse rows, what they store")
            @JsonProperty("multiply_adds")
            double multiplyAdds,

            @Schema(
                    description =
                            "memory for the data, as given and as scaled, the validation rows and what exact holds, about")
            @JsonProperty("memory_bytes")
            long memoryBytes) {}

    /** Some of the rows. */
    @Schema(name = "Sample")
    record Sample(
            @Schema(description = "of the rows to train on") Rows training,

            @Schema(description = "of the rows that training would never see")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Rows validation) {}

    /** Some rows, spread over all; a dataset in the form of rows but for the number of all. */
    @Schema(name = "SampleRows")
    record Rows(
            @Schema(description = "how many rows there are in all")
            int of,

            @Schema(description = "the names of the features")
            List<String> features,

            @Schema(description = "the features of each row, encoded, in the data's own units")
            double[][] x,

            @Schema(description = "the target of each row: a number, or of a classifier the class")
            List<Object> y,

            @Schema(description = "the weight of each row") @JsonInclude(JsonInclude.Include.NON_NULL)
            double @Nullable [] weight) {

        private static @Nullable Rows of(@Nullable RowSample sample) {
            return sample == null
                    ? null
                    : new Rows(
                            sample.of(),
                            sample.features(),
                            sample.x(),
                            sample.targets().stream().map(Classes::written).toList(),
                            sample.weights());
        }
    }

    static ValidationAnswer of(DryRun validation) {
        Rows training = Rows.of(validation.training());
        return new ValidationAnswer(
                true,
                validation.config(),
                FitAnswers.dataset(validation.dataset()),
                FitAnswers.warnings(validation.diagnosis()),
                new Estimate(validation.updates(), validation.multiplyAdds(), validation.memoryBytes()),
                training == null ? null : new Sample(training, Rows.of(validation.validation())));
    }
}
