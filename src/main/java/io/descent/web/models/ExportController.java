package io.descent.web.models;

import io.descent.access.Tenant;
import io.descent.export.NotExportableException;
import io.descent.export.OnnxOptions;
import io.descent.export.SqlDialect;
import io.descent.fit.OptimizerService;
import io.descent.job.Job;
import io.descent.predict.Scorer;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.schema.Names;
import io.descent.web.NameOf;
import io.descent.web.openapi.AnswersProblems;
import io.descent.web.problem.UnknownResourceException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Fits as other programs read them. */
@RestController
@Tag(name = "models")
class ExportController {

    private final OptimizerService service;
    private final Predictors predictors;
    private final Exports exports;

    ExportController(OptimizerService service, Predictors predictors, Exports exports) {
        this.service = service;
        this.predictors = predictors;
        this.exports = exports;
    }

    @GetMapping(Paths.FIT + "/export")
    @Operation(
            operationId = "exportFit",
            summary = "Export a fit in the format of another program",
            description = "json comes back by POST /v1/fits/import; onnx computes in double precision and has an input "
                    + "for each column; pmml is PMML 4.4; python is a program that needs NumPy alone; sql is a query "
                    + "over a table with the model's columns; mlflow is a zip that `mlflow models serve` takes.")
    @ApiResponse(
            responseCode = "200",
            description = "the model",
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    @AnswersProblems({400, 404, 409, 422, 503})
    ResponseEntity<byte[]> export(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam @NameOf(ExportFormat.class) String format,
            @RequestParam(defaultValue = "postgresql")
                    @NameOf(SqlDialect.class)
                    @Parameter(description = "of sql, for which database")
                    String dialect,
            @RequestParam(defaultValue = "rows") @Parameter(description = "of sql, the table that is selected from")
                    String table,
            @RequestParam(defaultValue = "float64")
                    @NameOf(Precision.class)
                    @Parameter(description = "of onnx, in which numbers come in and go out")
                    String precision,
            @RequestParam(defaultValue = "columns")
                    @NameOf(Input.class)
                    @Parameter(description = "of onnx, whether there is an input for each column or one of all")
                    String input,
            @RequestParam(defaultValue = "false")
                    @Parameter(description = "of onnx, whether probabilities come as a map for each row")
                    boolean zipmap) {
        Scorer scorer = predictors.fit(tenant, id).scorer();
        Job job = service.find(tenant, id).orElseThrow(() -> UnknownResourceException.fit(id));
        Exports.Wanted wanted = new Exports.Wanted(
                Names.constant(ExportFormat.class, format),
                Names.constant(SqlDialect.class, dialect),
                table,
                new OnnxOptions(
                        Names.constant(Precision.class, precision) == Precision.FLOAT32,
                        Names.constant(Input.class, input) == Input.MATRIX,
                        zipmap));
        return ResponseEntity.ok()
                .contentType(wanted.format().type())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(id + "." + wanted.format().extension())
                                .build()
                                .toString())
                .body(written(job, scorer, wanted));
    }

    /** In which numbers come in and go out. */
    private enum Precision {
        FLOAT64,
        FLOAT32
    }

    /** What a file takes. */
    private enum Input {
        COLUMNS,
        MATRIX
    }

    private byte[] written(Job job, Scorer scorer, Exports.Wanted wanted) {
        try {
            return exports.write(job, scorer, wanted);
        } catch (NotExportableException impossible) {
            Mistakes mistakes = new Mistakes();
            mistakes.add("/format", Mistake.Code.CONFLICT, String.valueOf(impossible.getMessage()));
            mistakes.throwIfAny();
            throw impossible;
        }
    }
}
