package io.descent.web.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some tables, newest first. */
@Schema(name = "DatasetPage")
record DatasetPage(
        List<DatasetAnswer> data,
        @JsonProperty("has_more") boolean hasMore,

        @Schema(description = "the value of `after` for the next page; null on the last")
        @JsonProperty("next_cursor")
        @Nullable
        String nextCursor) {}
