package io.descent.web;

import io.descent.fit.FitRequest;
import io.descent.fit.OptimizerService;
import io.descent.fit.Validation;
import io.descent.job.Ending;
import io.descent.job.Job;
import io.descent.job.JobStatus;
import io.descent.job.JobStore;
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
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Fits: made by POST, found again by their id. */
@RestController
@RequestMapping("/v1/fits")
@Tag(name = "fits")
class FitController {

    private static final String CSV = "text/csv";

    private final OptimizerService service;
    private final FitRequestReader reader;
    private final WebLimits limits;

    FitController(OptimizerService service, FitRequestReader reader, WebLimits limits) {
        this.service = service;
        this.reader = reader;
        this.limits = limits;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "createFit",
            summary = "Fit a model",
            description = "Fits a model to a dataset and answers with its parameters and loss history. A fit that "
                    + "diverges is an answer, too: status \"failed\", with the history so far and a suggestion. With "
                    + "validate_only=true nothing is run, and the answer is a ResolvedFit.")
    @ApiResponse(
            responseCode = "200",
            description = "the finished fit",
            headers =
                    @Header(
                            name = "Location",
                            description = "of the fit; not with validate_only=true",
                            schema = @Schema(type = "string", format = "uri-reference")),
            content = @Content(schema = @Schema(ref = "#/components/schemas/FitOrValidation")))
    @AnswersProblems({400, 406, 413, 415, 422, 503, 507})
    ResponseEntity<Object> create(
            @RequestParam(name = "validate_only", defaultValue = "false")
                    @Parameter(description = "only resolve the settings and estimate the work")
                    boolean validateOnly,
            @Parameter(hidden = true) HttpServletRequest http)
            throws IOException {
        FitRequest request = read(http);
        if (validateOnly) {
            Validation validation = service.validate(request);
            return ResponseEntity.ok(ValidationAnswer.of(validation));
        }
        Job job = service.fit(request);
        if (job.ending() instanceof Ending.Cancellation) {
            throw new DrainingException();
        }
        return ResponseEntity.ok().location(URI.create("/v1/fits/" + job.id())).body(FitAnswers.whole(job));
    }

    private FitRequest read(HttpServletRequest http) throws IOException {
        long limit = limits.maxBodyBytes();
        if (http.getContentLengthLong() > limit) {
            throw new BodyTooLargeException(limit);
        }
        return reader.read(new LimitedInputStream(http.getInputStream(), limit));
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "listFits", summary = "List fits, newest first, without their histories")
    @ApiResponse(responseCode = "200", description = "some fits")
    @AnswersProblems({400, 406})
    FitPage list(
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Parameter(description = "the next_cursor of the page before") @Nullable
                    String after,
            @RequestParam(required = false)
                    @Pattern(
                            regexp = "queued|running|cancelling|succeeded|failed|cancelled",
                            message = "must be queued, running, cancelling, succeeded, failed or cancelled")
                    @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "queued",
                                                "running",
                                                "cancelling",
                                                "succeeded",
                                                "failed",
                                                "cancelled"
                                            }))
                    @Nullable
                    String status,
            @RequestParam(required = false) @Nullable String label) {
        JobStatus wanted = status == null ? null : JobStatus.valueOf(status.toUpperCase(Locale.ROOT));
        JobStore.Page page = service.list(new JobStore.Query(limit, after, wanted, label));
        List<FitAnswer> data = page.jobs().stream().map(FitAnswers::summary).toList();
        return new FitPage(data, page.hasMore(), page.hasMore() ? data.getLast().id() : null);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getFit", summary = "Get a fit")
    @ApiResponse(
            responseCode = "200",
            description = "the fit",
            headers =
                    @Header(name = "ETag", description = "of this state of the fit", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = FitAnswer.class)))
    @ApiResponse(responseCode = "304", description = "unchanged since the ETag in If-None-Match", content = @Content)
    @Parameter(
            name = "If-None-Match",
            in = ParameterIn.HEADER,
            description = "an ETag; where the fit is still the same, the answer is 304 without a body",
            schema = @Schema(type = "string"))
    @AnswersProblems({404, 406})
    @Nullable
    ResponseEntity<FitAnswer> get(@PathVariable String id, @Parameter(hidden = true) WebRequest request) {
        Job job = find(id);
        // the epoch of a running fit changes without a new version
        String etag = "\"" + job.version() + "." + job.epoch() + "\"";
        if (request.checkNotModified(etag)) {
            return null;
        }
        return ResponseEntity.ok().eTag(etag).body(FitAnswers.whole(job));
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "deleteFit", summary = "Delete a fit that has ended")
    @ApiResponse(responseCode = "204", description = "deleted", content = @Content)
    @AnswersProblems({404, 409})
    ResponseEntity<Void> delete(@PathVariable String id) {
        return switch (service.delete(id)) {
            case DELETED -> ResponseEntity.noContent().build();
            case NOT_FOUND -> throw unknown(id);
            case STILL_RUNNING -> throw new ConflictingStateException("The fit is still running.");
        };
    }

    @GetMapping(path = "/{id}/history", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getHistory", summary = "Get the whole history of a fit, as JSON or as CSV")
    @ApiResponse(
            responseCode = "200",
            description = "the history",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = HistoryAnswer.class)),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    @AnswersProblems({400, 404, 406, 409})
    HistoryAnswer history(
            @PathVariable String id, @RequestParam(name = "from_epoch", defaultValue = "1") @Min(1) int fromEpoch) {
        Job job = find(id);
        return FitAnswers.history(ended(job), fromEpoch);
    }

    @GetMapping(path = "/{id}/history", produces = CSV)
    @Operation(hidden = true)
    ResponseEntity<String> historyAsCsv(
            @PathVariable String id, @RequestParam(name = "from_epoch", defaultValue = "1") @Min(1) int fromEpoch) {
        Job job = find(id);
        StringWriter csv = new StringWriter();
        Ending ending = ended(job);
        HistoryCsv.write(
                FitAnswers.history(ending, fromEpoch),
                job.dataset().featureNames(),
                FitAnswers.outputNames(job, ending),
                csv);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(csv.toString());
    }

    private Job find(String id) {
        return service.find(id).orElseThrow(() -> unknown(id));
    }

    private static Ending ended(Job job) {
        Ending ending = job.ending();
        if (ending == null) {
            throw new ConflictingStateException("The fit is still running; its history is told when it has ended.");
        }
        return ending;
    }

    private static UnknownResourceException unknown(String id) {
        return new UnknownResourceException(
                "There is no fit with the id " + (id.length() > 40 ? id.substring(0, 40) + "…" : id)
                        + "; it may have been deleted, or forgotten for newer ones.");
    }
}
