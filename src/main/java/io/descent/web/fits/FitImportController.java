package io.descent.web.fits;

import io.descent.access.Tenant;
import io.descent.fit.OptimizerService;
import io.descent.job.FitDocuments;
import io.descent.job.Job;
import io.descent.job.UnreadableDocumentException;
import io.descent.predict.ImportedFit;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.web.body.DecodedBody;
import io.descent.web.body.WebLimits;
import io.descent.web.openapi.AnswersProblems;
import io.descent.web.problem.ConflictingStateException;
import io.descent.web.problem.UnknownResourceException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Fits that come back as they were exported. */
@RestController
@Tag(name = "fits")
class FitImportController {

    static final String IMPORT = "importFit";

    private final OptimizerService service;
    private final FitDocuments documents;
    private final WebLimits limits;
    private final JsonMapper json;

    FitImportController(OptimizerService service, FitDocuments documents, WebLimits limits, JsonMapper json) {
        this.json = json;
        this.service = service;
        this.documents = documents;
        this.limits = limits;
    }

    @PostMapping(
            path = "/v1/fits/import",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = IMPORT,
            summary = "Import a fit that was exported as JSON",
            description =
                    "The fit keeps its id, unless another tenant has one of it, and is kept here as long as one that has ended now. Exported again it gives "
                            + "the same bytes.")
    @ApiResponse(
            responseCode = "201",
            description = "the fit, which is new here",
            headers =
                    @Header(
                            name = "Location",
                            description = "of the fit",
                            schema = @Schema(type = "string", format = "uri-reference")),
            content = @Content(schema = @Schema(implementation = FitAnswer.class)))
    @ApiResponse(
            responseCode = "200",
            description = "the same fit was here before",
            content = @Content(schema = @Schema(implementation = FitAnswer.class)))
    @AnswersProblems({400, 406, 409, 413, 415, 422, 503, 507})
    ResponseEntity<FitAnswer> create(Tenant tenant, @Parameter(hidden = true) HttpServletRequest http)
            throws IOException {
        Job exported = read(DecodedBody.of(http, limits).readAllBytes());
        return service.adopt(tenant, exported)
                .map(added -> ResponseEntity.created(Waiting.location(added)).body(FitAnswers.summary(added)))
                .orElseGet(() -> ResponseEntity.ok(FitAnswers.summary(sameAs(tenant, exported))));
    }

    private Job sameAs(Tenant tenant, Job exported) {
        Job here = service.find(tenant, exported.id()).orElseThrow(() -> UnknownResourceException.fit(exported.id()));
        if (here.ending() == null || !Arrays.equals(documents.write(here), documents.write(exported))) {
            throw new ConflictingStateException("There is another fit with the id " + exported.id() + ".");
        }
        return here;
    }

    private Job read(byte[] document) {
        try {
            Job job = documents.read(document);
            check(job);
            return job;
        } catch (UnreadableDocumentException unreadable) {
            Mistakes mistakes = new Mistakes();
            mistakes.add("", Mistake.Code.MALFORMED, unreadable.detail());
            mistakes.throwIfAny();
            throw unreadable;
        }
    }

    /** What could not be answered later is not taken. */
    private void check(Job job) {
        try {
            ImportedFit.check(job);
            json.writeValue(OutputStream.nullOutputStream(), FitAnswers.whole(job, ParamsForm.BY_NAME));
            documents.write(job);
        } catch (RuntimeException broken) {
            throw broken instanceof UnreadableDocumentException
                    ? broken
                    : new UnreadableDocumentException("holds a fit that could not be answered; export the fit again");
        }
    }
}
