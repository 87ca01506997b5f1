package io.descent.web.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some keys, newest first. */
@Schema(name = "KeyPage")
record KeyPage(
        List<KeyAnswer> data,
        @JsonProperty("has_more") boolean hasMore,

        @Schema(description = "the value of `after` for the next page; null on the last")
        @JsonProperty("next_cursor")
        @Nullable
        String nextCursor) {}
