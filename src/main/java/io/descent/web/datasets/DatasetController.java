package io.descent.web.datasets;

import io.descent.access.Tenant;
import io.descent.data.Table;
import io.descent.dataset.KeptTable;
import io.descent.dataset.TableFiles.Stretch;
import io.descent.dataset.TableStore;
import io.descent.job.StorageException;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.web.Preference;
import io.descent.web.openapi.AnswersProblems;
import io.descent.web.problem.ConflictingStateException;
import io.descent.web.problem.UnknownResourceException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files that are read into tables and kept. */
@RestController
@RequestMapping("/v1/datasets")
@Tag(name = "datasets")
class DatasetController {

    static final String CREATE = "createDataset";

    private static final String NAME = "name";
    private static final String EXPIRES_AT = "expires_at";
    private static final int LONGEST_NAME = 255;

    private final TableStore tables;
    private final FileTables files;
    private final Readings readings;

    DatasetController(TableStore tables, FileTables files, Readings readings) {
        this.tables = tables;
        this.files = files;
        this.readings = readings;
    }

    @PostMapping(
            consumes = {
                FileReading.CSV,
                FileReading.TSV,
                FileReading.NDJSON,
                FileReading.PARQUET,
                FileReading.LIBSVM,
                MediaType.APPLICATION_JSON_VALUE,
                MediaType.MULTIPART_FORM_DATA_VALUE
            },
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = CREATE,
            summary = "Keep the table of a file",
            description =
                    "Reads a file, and answers what was read: how it is written, and of each column the type, which all of "
                            + "its values decide, and why. A file that cannot be read leaves nothing.")
    @ApiResponse(
            responseCode = "201",
            description = "the table",
            headers =
                    @Header(
                            name = "Location",
                            description = "of the table",
                            schema = @Schema(type = "string", format = "uri-reference")),
            content = @Content(schema = @Schema(implementation = DatasetAnswer.class)))
    @ApiResponse(
            responseCode = "202",
            description = "the file is being read; its URL shows how far, and at the end the table or what is wrong",
            content = @Content(schema = @Schema(implementation = DatasetAnswer.class)))
    @Parameter(
            name = Preference.HEADER,
            in = ParameterIn.HEADER,
            description =
                    "wait=N: answer after N seconds at the latest; respond-async: as soon as the file has come in",
            schema = @Schema(type = "string"))
    @AnswersProblems({400, 406, 413, 415, 422, 429, 503, 507})
    @TakesFile
    @Parameter(
            name = "name",
            in = ParameterIn.QUERY,
            description = "what to call it, in place of the name of a form's file",
            schema = @Schema(type = "string", maxLength = LONGEST_NAME))
    @Parameter(
            name = "expires_at",
            in = ParameterIn.QUERY,
            description = "when it is to be forgotten",
            schema = @Schema(type = "string", format = "date-time"))
    ResponseEntity<DatasetAnswer> create(Tenant tenant, @Parameter(hidden = true) HttpServletRequest http)
            throws IOException, HttpMediaTypeNotSupportedException {
        Preference preference = Preference.of(Collections.list(http.getHeaders(Preference.HEADER)));
        Reading reading = begin(tenant, files.receive(http, List.of(NAME, EXPIRES_AT)));
        URI location = URI.create("/v1/datasets/" + reading.id());
        try {
            KeptTable kept = preference.applied() == null
                    ? reading.end().get()
                    : reading.end().get(preference.patience().toMillis(), TimeUnit.MILLISECONDS);
            return ResponseEntity.created(location).headers(applied(preference)).body(DatasetAnswer.of(kept));
        } catch (TimeoutException patienceEnded) {
            return ResponseEntity.accepted()
                    .location(location)
                    .header(HttpHeaders.RETRY_AFTER, "1")
                    .headers(applied(preference))
                    .body(DatasetAnswer.of(reading));
        } catch (ExecutionException unreadable) {
            readings.forget(reading.id());
            throw told(reading.end().exceptionNow());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StorageException(StorageException.Reason.UNAVAILABLE, stopping);
        }
    }

    private Reading begin(Tenant tenant, FileTable file) throws IOException {
        try {
            Mistakes mistakes = file.mistakes();
            String name = name(file, mistakes);
            Instant expiresAt = expiry(file, mistakes);
            mistakes.throwIfAny();
            return readings.begin(tenant, file, name, expiresAt);
        } catch (RuntimeException | Error refused) {
            file.close();
            throw refused;
        }
    }

    private static HttpHeaders applied(Preference preference) {
        HttpHeaders headers = new HttpHeaders();
        String applied = preference.applied();
        if (applied != null) {
            headers.add(Preference.APPLIED, applied);
        }
        return headers;
    }

    private static RuntimeException told(Throwable failure) {
        return switch (failure) {
            case RuntimeException refused -> refused;
            case IOException broken -> new UncheckedIOException(broken);
            default -> new IllegalStateException(failure);
        };
    }

    private static @Nullable String name(FileTable file, Mistakes mistakes) {
        String name = file.parameters().getOrDefault(NAME, file.name());
        if (name != null && name.length() > LONGEST_NAME) {
            mistakes.add("/name", Mistake.Code.OUT_OF_RANGE, "must have at most " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private static @Nullable Instant expiry(FileTable file, Mistakes mistakes) {
        String time = file.parameters().get(EXPIRES_AT);
        try {
            return time == null ? null : Instant.parse(time);
        } catch (DateTimeParseException unreadable) {
            mistakes.add("/expires_at", Mistake.Code.WRONG_TYPE, "must be a time such as 2030-01-31T12:00:00Z");
            return null;
        }
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "listDatasets", summary = "List tables, newest first")
    @ApiResponse(responseCode = "200", description = "some tables")
    @AnswersProblems({400, 406, 503})
    DatasetPage list(
            Tenant tenant,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Parameter(description = "the next_cursor of the page before") @Nullable
                    String after,
            @RequestParam(defaultValue = DatasetAnswer.READY)
                    @Pattern(
                            regexp = DatasetAnswer.READY + "|" + DatasetAnswer.READING,
                            message = "must be ready or reading")
                    @Parameter(description = "reading: all that this process is reading, in place of what is kept")
                    String status) {
        if (status.equals(DatasetAnswer.READING)) {
            return new DatasetPage(
                    readings.underWay(tenant).stream().map(DatasetAnswer::of).toList(), false, null);
        }
        TableStore.Page page = tables.list(tenant, limit, after == null || after.isEmpty() ? null : after);
        List<DatasetAnswer> data = page.tables().stream().map(DatasetAnswer::of).toList();
        return new DatasetPage(
                data, page.hasMore(), page.hasMore() ? data.getLast().id() : null);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getDataset", summary = "Get what is known of a table")
    @ApiResponse(responseCode = "200", description = "the table")
    @AnswersProblems({404, 406, 503})
    DatasetAnswer get(Tenant tenant, @PathVariable String id) {
        return readings.find(tenant, id)
                .map(DatasetAnswer::of)
                .or(() -> tables.find(tenant, id).map(DatasetAnswer::of))
                .orElseThrow(() -> unknown(id));
    }

    @GetMapping(path = "/{id}/rows", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getDatasetRows", summary = "Get some rows of a table, as JSON or as CSV")
    @ApiResponse(
            responseCode = "200",
            description = "the rows",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = RowsAnswer.class)),
                @Content(mediaType = FileReading.CSV, schema = @Schema(type = "string"))
            })
    @AnswersProblems({400, 404, 406, 503})
    RowsAnswer rows(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(defaultValue = "0") @Min(0) long offset,
            @RequestParam(defaultValue = "100") @Min(1) @Max(10_000) int limit) {
        Table rows = tables.rows(tenant, id, null, new Stretch(offset, limit)).orElseThrow(() -> unknown(id));
        return RowsAnswer.of(rows, offset);
    }

    @GetMapping(path = "/{id}/rows", produces = FileReading.CSV)
    @Operation(hidden = true)
    ResponseEntity<String> rowsAsCsv(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(defaultValue = "0") @Min(0) long offset,
            @RequestParam(defaultValue = "100") @Min(1) @Max(10_000) int limit) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(rows(tenant, id, offset, limit).csv());
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "deleteDataset", summary = "Delete a table that no waiting or running fit needs")
    @ApiResponse(responseCode = "204", description = "deleted", content = @Content)
    @AnswersProblems({404, 409, 503})
    ResponseEntity<Void> delete(Tenant tenant, @PathVariable String id) {
        Optional<Reading> reading = readings.find(tenant, id);
        if (reading.isPresent()) {
            if (!reading.get().end().isDone()) {
                throw new ConflictingStateException("The file is still being read.");
            }
            readings.forget(id);
            return ResponseEntity.noContent().build();
        }
        return switch (tables.delete(tenant, id)) {
            case DELETED -> ResponseEntity.noContent().build();
            case NOT_FOUND -> throw unknown(id);
            case IN_USE ->
                throw new ConflictingStateException("A fit that has not ended needs this dataset; cancel it, or wait.");
        };
    }

    private static UnknownResourceException unknown(String id) {
        return UnknownResourceException.dataset(id);
    }
}
