package io.descent.web.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.registry.NamedModel;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** A model with a name. */
@Schema(name = "NamedModel")
record NamedModelAnswer(
        String name,
        @JsonProperty("created_at") Instant createdAt,

        @Schema(
                description =
                        "the version that predicts where none is named: that of the alias champion, else the newest")
        @JsonProperty("current_version")
        int currentVersion,

        @Schema(description = "in rising order") List<VersionAnswer> versions,
        List<AliasAnswer> aliases) {

    static NamedModelAnswer of(NamedModel model) {
        return new NamedModelAnswer(
                model.name(),
                model.createdAt(),
                model.current().version(),
                model.versions().stream()
                        .map(version -> VersionAnswer.of(model.name(), version))
                        .toList(),
                model.aliases().stream().map(AliasAnswer::of).toList());
    }
}
