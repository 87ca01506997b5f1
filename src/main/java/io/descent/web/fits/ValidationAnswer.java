package io.descent.web.fits;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.fit.DryRun;
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

        Estimate estimate) {

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

    static ValidationAnswer of(DryRun validation) {
        return new ValidationAnswer(
                true,
                validation.config(),
                FitAnswers.dataset(validation.dataset()),
                FitAnswers.warnings(validation.diagnosis()),
                new Estimate(validation.updates(), validation.multiplyAdds(), validation.memoryBytes()));
    }
}
