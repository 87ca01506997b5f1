package io.descent.web.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.dataset.KeptTable;
import io.descent.web.datasets.Description.ColumnAnswer;
import io.descent.web.datasets.Description.DialectAnswer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table that is kept. */
@Schema(name = "Dataset")
record DatasetAnswer(
        @Schema(example = "ds_01JD8Z0W8M3V2Q5K7N9R1T4X6B") String id,
        @Nullable String name,
        @JsonProperty("created_at") Instant createdAt,

        @Schema(description = "when it is forgotten, unless a fit still needs it; null for never")
        @JsonProperty("expires_at")
        @Nullable
        Instant expiresAt,

        @Schema(description = "csv or tsv") String format,
        long rows,

        @Schema(description = "of the file, after decompression")
        long bytes,

        @Schema(description = "of the same bytes") String sha256,
        @Nullable DialectAnswer dialect,
        List<ColumnAnswer> columns) {

    static DatasetAnswer of(KeptTable table) {
        Description read = Description.read(table.description());
        return new DatasetAnswer(
                table.id(),
                table.name(),
                table.createdAt(),
                table.expiresAt(),
                read.format(),
                read.rows(),
                read.bytes(),
                read.sha256(),
                read.dialect(),
                read.columns());
    }
}
