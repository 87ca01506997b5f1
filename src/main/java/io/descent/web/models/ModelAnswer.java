package io.descent.web.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What has predicted. */
@Schema(name = "PredictingModel")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelAnswer(
        @Schema(example = "fit_01JD8Z0W8M3V2Q5K7N9R1T4X6B") String fit,

        @Schema(description = "of a named model, the name") @Nullable
        String name,

        @Schema(description = "of a named model, the version") @Nullable
        Integer version) {

    private static final String FIT = "Descent-Fit";
    private static final String MODEL = "Descent-Model";
    private static final String VERSION = "Descent-Version";

    static ModelAnswer of(String fit) {
        return new ModelAnswer(fit, null, null);
    }

    /** Returns it as headers, for answers that hold nothing but predictions. */
    public HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(FIT, fit);
        if (name != null) {
            headers.set(MODEL, name);
            headers.set(VERSION, String.valueOf(version));
        }
        return headers;
    }
}
