package io.descent.web.fits;

import io.descent.access.Tenant;
import io.descent.fit.OptimizerService;
import io.descent.job.Intent;
import io.descent.job.Job;
import io.descent.job.JobStatus;
import io.descent.job.JobStore;
import io.descent.schema.Names;
import io.descent.web.NameOf;
import io.descent.web.Preference;
import io.descent.web.datasets.TakesFile;
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
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Fits: made by POST, found again by their id. */
@RestController
@RequestMapping("/v1/fits")
@Tag(name = "fits")
class FitController {

    private static final String PARAMS =
            "how result.params is answered: listed in the order of result.features, which is "
                    + "the default, or by_name as objects: coef by feature, and of softmax both by class";

    private final OptimizerService service;
    private final Bodies bodies;
    private final PostedFits posts;
    private final Waiting waiting;

    FitController(OptimizerService service, Bodies bodies, PostedFits posts, Waiting waiting) {
        this.service = service;
        this.bodies = bodies;
        this.posts = posts;
        this.waiting = waiting;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = DescribedFits.CREATE,
            summary = "Fit a model",
            description = "Fits a model to a dataset and answers with its parameters and loss history. A fit that "
                    + "diverges is an answer, too: status \"failed\", with the history so far and a suggestion. A fit that "
                    + "takes longer than the caller waits, " + Preference.USUAL_SECONDS
                    + " s unless Prefer says otherwise, keeps running, and the answer "
                    + "is 202 with its URL. With validate_only=true nothing is run, and the answer is a ResolvedFit.")
    @ApiResponse(
            responseCode = "200",
            description = "the finished fit",
            headers =
                    @Header(
                            name = "Location",
                            description = "of the fit; not with validate_only=true",
                            schema = @Schema(type = "string", format = "uri-reference")),
            content = @Content(schema = @Schema(ref = "#/components/schemas/" + DescribedFits.FIT_OR_VALIDATION)))
    @ApiResponse(
            responseCode = "202",
            description = "the fit is kept and will be run; its URL shows its progress",
            headers = {
                @Header(
                        name = "Location",
                        description = "of the fit",
                        schema = @Schema(type = "string", format = "uri-reference")),
                @Header(
                        name = "Retry-After",
                        description = "after how many seconds to ask again",
                        schema = @Schema(type = "integer"))
            },
            content = @Content(schema = @Schema(implementation = FitAnswer.class)))
    @Parameter(
            name = "Content-Encoding",
            in = ParameterIn.HEADER,
            description = "gzip for a compressed body",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "Prefer",
            in = ParameterIn.HEADER,
            description =
                    "wait=N: answer after N seconds at the latest; respond-async: answer at once. What was honoured "
                            + "stands in Preference-Applied",
            schema = @Schema(type = "string"))
    @TakesFile
    @Parameter(
            name = FileFits.TARGET,
            in = ParameterIn.QUERY,
            description = "of a file, the column that is to be predicted",
            schema = @Schema(type = "string"))
    @Parameter(
            name = FileFits.FEATURES,
            in = ParameterIn.QUERY,
            description = "of a file, the columns it is predicted from, with commas between; all others by default",
            schema = @Schema(type = "string"))
    @Parameter(
            name = FileFits.WEIGHT,
            in = ParameterIn.QUERY,
            description = "of a file, the column of the weights",
            schema = @Schema(type = "string"))
    @Parameter(
            name = FileFits.MODEL,
            in = ParameterIn.QUERY,
            description = "beside a file, the model",
            schema = @Schema(type = "string"))
    @Parameter(
            name = FileFits.SETTINGS,
            in = ParameterIn.QUERY,
            description = "beside a file, the other fields of a request as a JSON object",
            schema = @Schema(type = "string"))
    @AnswersProblems({400, 404, 406, 409, 413, 415, 422, 429, 503, 507})
    Object create(
            Tenant tenant,
            @RequestParam(name = "validate_only", defaultValue = "false")
                    @Parameter(description = "only resolve the settings and estimate the work")
                    boolean validateOnly,
            @RequestParam(defaultValue = "0")
                    @Min(0)
                    @Max(PostedFits.MOST_SAMPLED)
                    @Parameter(
                            description = "with validate_only=true, how many rows are answered as the model would get "
                                    + "them, spread over all")
                    int sample,
            @RequestParam(name = "params", required = false)
                    @NameOf(ParamsForm.class)
                    @Parameter(description = PARAMS)
                    @Nullable
                    String params,
            @RequestHeader(name = "Idempotency-Key", required = false)
                    @Size(min = 1, max = 255)
                    @Parameter(description = "makes a retry safe: the same key and body find the same fit")
                    @Nullable
                    String key,
            @Parameter(hidden = true) HttpServletRequest http)
            throws IOException {
        Bodies.Read read = bodies.read(http, validateOnly ? null : key);
        return validateOnly
                ? posts.validated(tenant, read.request(), sample)
                : posts.answer(tenant, read.request(), read.key(), ParamsForm.of(params), http);
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "listFits", summary = "List fits, newest first, without their histories")
    @ApiResponse(responseCode = "200", description = "some fits")
    @AnswersProblems({400, 406})
    FitPage list(
            Tenant tenant,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Parameter(description = "the next_cursor of the page before") @Nullable
                    String after,
            @RequestParam(required = false) @NameOf(JobStatus.class) @Nullable String status,
            @RequestParam(required = false) @Nullable String label) {
        JobStatus wanted = status == null ? null : Names.constant(JobStatus.class, status);
        String before = after == null || after.isEmpty() ? null : after;
        JobStore.Page page = service.list(new JobStore.Query(tenant, limit, before, wanted, label));
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
    @Parameter(
            name = "Prefer",
            in = ParameterIn.HEADER,
            description =
                    "wait=N: while the fit has not ended, answer only when it has changed, after N seconds at the "
                            + "latest; with If-None-Match any progress counts as a change, else only another status",
            schema = @Schema(type = "string"))
    @AnswersProblems({400, 404, 406, 503})
    Object get(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(name = "params", required = false)
                    @NameOf(ParamsForm.class)
                    @Parameter(description = PARAMS)
                    @Nullable
                    String params,
            @Parameter(hidden = true) HttpServletRequest http) {
        Preference preference = Preference.of(Collections.list(http.getHeaders(Preference.HEADER)));
        return waiting.forChange(
                find(tenant, id), http.getHeader(HttpHeaders.IF_NONE_MATCH), preference, ParamsForm.of(params));
    }

    @PostMapping("/{id}/cancel")
    @Operation(
            operationId = "cancelFit",
            summary = "Cancel a fit",
            description = "Returns at once; the fit ends within a batch or a tenth of a second, and its parameters "
                    + "are discarded.")
    @ApiResponse(
            responseCode = "202",
            description = "the fit is about to end",
            content = @Content(schema = @Schema(implementation = FitAnswer.class)))
    @ApiResponse(
            responseCode = "200",
            description = "the fit has ended",
            content = @Content(schema = @Schema(implementation = FitAnswer.class)))
    @AnswersProblems({404, 503})
    ResponseEntity<FitAnswer> cancel(Tenant tenant, @PathVariable String id) {
        return end(tenant, id, Intent.CANCEL);
    }

    @PostMapping("/{id}/stop")
    @Operation(
            operationId = "stopFit",
            summary = "Stop a fit and keep what it has learned",
            description = "Like cancel, but the parameters reached so far are kept: status succeeded, stop_reason "
                    + "stopped. A fit that has not begun has none, and is cancelled.")
    @ApiResponse(
            responseCode = "202",
            description = "the fit is about to end",
            content = @Content(schema = @Schema(implementation = FitAnswer.class)))
    @ApiResponse(
            responseCode = "200",
            description = "the fit has ended",
            content = @Content(schema = @Schema(implementation = FitAnswer.class)))
    @AnswersProblems({404, 503})
    ResponseEntity<FitAnswer> stop(Tenant tenant, @PathVariable String id) {
        return end(tenant, id, Intent.STOP);
    }

    private ResponseEntity<FitAnswer> end(Tenant tenant, String id, Intent intent) {
        Job job = service.end(tenant, id, intent).orElseThrow(() -> UnknownResourceException.fit(id));
        return ResponseEntity.status(job.status().done() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .location(Waiting.location(job))
                .body(FitAnswers.summary(job));
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "deleteFit", summary = "Delete a fit that has ended")
    @ApiResponse(responseCode = "204", description = "deleted", content = @Content)
    @AnswersProblems({404, 409})
    ResponseEntity<Void> delete(Tenant tenant, @PathVariable String id) {
        return switch (service.delete(tenant, id)) {
            case DELETED -> ResponseEntity.noContent().build();
            case NOT_FOUND -> throw UnknownResourceException.fit(id);
            case STILL_RUNNING -> throw new ConflictingStateException("The fit is still running.");
            case STILL_NEEDED -> throw new ConflictingStateException("A fit that has not ended continues this one.");
            case IN_A_MODEL ->
                throw new ConflictingStateException(
                        "A named model has this fit as a version; GET /v1/models lists them, "
                                + "and DELETE /v1/models/{name} lets its fits go.");
        };
    }

    private Job find(Tenant tenant, String id) {
        return service.find(tenant, id).orElseThrow(() -> UnknownResourceException.fit(id));
    }
}
