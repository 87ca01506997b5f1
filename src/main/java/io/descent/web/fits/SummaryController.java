package io.descent.web.fits;

import io.descent.access.Tenant;
import io.descent.fit.OptimizerService;
import io.descent.job.Ending;
import io.descent.job.Job;
import io.descent.schema.Names;
import io.descent.web.body.Accepted;
import io.descent.web.datasets.FileReading;
import io.descent.web.openapi.AnswersProblems;
import io.descent.web.problem.ConflictingStateException;
import io.descent.web.problem.UnknownResourceException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Fits as tables that people read. */
@RestController
@Tag(name = "fits")
class SummaryController {

    private static final List<String> FORMS =
            List.of(MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_JSON_VALUE, FileReading.CSV);

    private final OptimizerService service;

    SummaryController(OptimizerService service) {
        this.service = service;
    }

    @GetMapping(
            path = "/v1/fits/{id}/summary",
            produces = {MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_JSON_VALUE, FileReading.CSV})
    @Operation(
            operationId = "getSummary",
            summary = "Get the parameters of a fit and how sure they are, as a table",
            description = "As text like the tables of R and statsmodels; as CSV a row for each parameter.")
    @ApiResponse(
            responseCode = "200",
            description = "the table",
            content = {
                @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string")),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = SummaryAnswer.class)),
                @Content(mediaType = FileReading.CSV, schema = @Schema(type = "string"))
            })
    @AnswersProblems({404, 406, 409, 503})
    ResponseEntity<Object> summary(
            Tenant tenant, @PathVariable String id, @Parameter(hidden = true) HttpServletRequest http) {
        Job job = service.find(tenant, id).orElseThrow(() -> UnknownResourceException.fit(id));
        if (!(job.ending() instanceof Ending.Success)) {
            throw new ConflictingStateException("The fit is " + Names.json(job.status())
                    + (job.status().done() ? ", and has no parameters." : "; it has a summary when it has succeeded."));
        }
        SummaryAnswer summary = SummaryAnswer.of(job);
        String form = Accepted.best(http, FORMS);
        return switch (form) {
            case MediaType.TEXT_PLAIN_VALUE -> text(form, SummaryText.of(summary));
            case FileReading.CSV -> text(form, SummaryText.csv(summary));
            default ->
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(summary);
        };
    }

    private static ResponseEntity<Object> text(String type, String body) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type + ";charset=UTF-8"))
                .body(body);
    }
}
