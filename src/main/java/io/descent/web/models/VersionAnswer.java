package io.descent.web.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.registry.ModelVersion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A version of a model. */
@Schema(name = "ModelVersion")
record VersionAnswer(
        String name,
        int version,
        String fit,
        @JsonProperty("created_at") Instant createdAt,

        @Schema(description = "who made it, as the caller said, else the caller's address") @Nullable
        String by) {

    static VersionAnswer of(String model, ModelVersion version) {
        return new VersionAnswer(model, version.version(), version.fit(), version.createdAt(), version.by());
    }
}
