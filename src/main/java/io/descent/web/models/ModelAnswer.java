package io.descent.web.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What has predicted. */
@Schema(name = "PredictingModel")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelAnswer(
        @Schema(example = "fit_01JD8Z0W8M3V2Q5K7N9R1T4X6B") String fit,

        @Schema(description = "of a named model, the name") @Nullable
        String name,

        @Schema(description = "of a named model, the version") @Nullable
        Integer version) {

    static ModelAnswer of(String fit) {
        return new ModelAnswer(fit, null, null);
    }
}
