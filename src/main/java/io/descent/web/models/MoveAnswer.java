package io.descent.web.models;

import io.descent.registry.Move;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A move of an alias. */
@Schema(name = "AliasMove")
record MoveAnswer(
        Instant at,

        @Schema(description = "who moved it, as the caller said, else the caller's address") @Nullable
        String by,

        @Schema(description = "null where it was new") @Nullable
        Integer from,

        @Schema(description = "null where it was deleted") @Nullable
        Integer to) {

    static MoveAnswer of(Move move) {
        return new MoveAnswer(move.at(), move.by(), move.from(), move.to());
    }
}
