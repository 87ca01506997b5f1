package io.descent.web.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.registry.Alias;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** Where an alias points. */
@Schema(name = "ModelAlias")
record AliasAnswer(
        String alias, int version, @JsonProperty("moved_at") Instant movedAt) {

    static AliasAnswer of(Alias alias) {
        return new AliasAnswer(alias.name(), alias.version(), alias.movedAt());
    }
}
