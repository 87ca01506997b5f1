package io.descent.web.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.access.QuotaExceededException;
import io.descent.dataset.KeptTable;
import io.descent.schema.InvalidRequestException;
import io.descent.schema.Mistake;
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

        @Schema(description = "ready, reading or failed; only what is ready outlives this process")
        String status,

        @Schema(description = "csv, tsv, ndjson, parquet, libsvm or json")
        String format,

        @Schema(description = "while reading, those so far") long rows,

        @Schema(description = "of the file, after decompression")
        long bytes,

        @Schema(description = "of the same bytes") String sha256,
        @Nullable DialectAnswer dialect,

        @Schema(description = "none before all rows are read")
        List<ColumnAnswer> columns,

        @Schema(description = "why the file cannot be read, of failed") @Nullable
        Failure failure) {

    static final String READY = "ready";
    static final String READING = "reading";

    /** Why a file cannot be read, as the answer of its request would have said. */
    @Schema(name = "DatasetFailure")
    record Failure(String code, String detail, @Nullable Integer line) {

        static Failure of(Throwable reason) {
            if (reason instanceof InvalidRequestException invalid) {
                Mistake first = invalid.mistakes().getFirst();
                return new Failure(
                        first.code().json(),
                        first.detail(),
                        first.place() == null ? null : (Integer) first.place().line());
            }
            if (reason instanceof QuotaExceededException over) {
                return new Failure("quota_exceeded", String.valueOf(over.getMessage()), null);
            }
            return new Failure("internal_error", "the service could not read or keep the file; post it again", null);
        }
    }

    static DatasetAnswer of(KeptTable table) {
        Description read = Description.read(table.description());
        return new DatasetAnswer(
                table.id(),
                table.name(),
                table.createdAt(),
                table.expiresAt(),
                READY,
                read.format(),
                read.rows(),
                read.bytes(),
                read.sha256(),
                read.dialect(),
                read.columns(),
                null);
    }

    static DatasetAnswer of(Reading reading) {
        Description received = reading.file().received();
        boolean failed = reading.end().isCompletedExceptionally();
        return new DatasetAnswer(
                reading.id(),
                reading.name(),
                reading.createdAt(),
                reading.expiresAt(),
                failed ? "failed" : READING,
                received.format(),
                reading.rows(),
                received.bytes(),
                received.sha256(),
                null,
                List.of(),
                failed ? Failure.of(reading.end().exceptionNow()) : null);
    }
}
