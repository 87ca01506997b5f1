package io.descent.web.plots;

import io.descent.access.Tenant;
import io.descent.picture.Look;
import io.descent.picture.Theme;
import io.descent.web.NameOf;
import io.descent.web.Pictures;
import io.descent.web.datasets.FileReading;
import io.descent.web.datasets.TakesFile;
import io.descent.web.models.TargetedBodies;
import io.descent.web.openapi.AnswersProblems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Fits of one feature or two as pictures. */
@RestController
@Tag(name = "predictions")
class PlotController {

    static final String WITH_ROWS = "plotRows";

    private static final String PATH = "/v1/fits/{id}/plot";

    private final Plotting plotting;

    PlotController(Plotting plotting) {
        this.plotting = plotting;
    }

    @GetMapping(path = PATH, produces = Pictures.SVG)
    @Operation(
            operationId = "plotFit",
            summary = "Draw a fit of one feature or two",
            description =
                    "The line over the scatter, or the boundary between the classes over the points. The rows are those of a "
                            + "stored dataset or a generator; rows that stood in the request of the fit are not kept, so it is drawn alone.")
    @ApiResponse(
            responseCode = "200",
            description = "the picture",
            content = @Content(mediaType = Pictures.SVG, schema = @Schema(type = "string")))
    @AnswersProblems({400, 404, 406, 409, 422, 503, 507})
    ResponseEntity<Object> plot(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(defaultValue = Pictures.DEFAULT_WIDTH) @Min(Look.LEAST) @Max(Look.MOST) int width,
            @RequestParam(defaultValue = Pictures.DEFAULT_HEIGHT) @Min(Look.LEAST) @Max(Look.MOST) int height,
            @RequestParam(defaultValue = Pictures.DEFAULT_THEME) @NameOf(Theme.class) String theme) {
        return plotting.known(tenant, id, Pictures.look(width, height, theme));
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE, produces = Pictures.SVG)
    @Operation(
            operationId = WITH_ROWS,
            summary = "Draw a fit of one feature or two over rows",
            description =
                    "Takes rows in any form of a dataset, with their target. Of more than 2,000 rows some are drawn.")
    @ApiResponse(
            responseCode = "200",
            description = "the picture",
            content = @Content(mediaType = Pictures.SVG, schema = @Schema(type = "string")))
    @Parameter(
            name = TargetedBodies.TARGET,
            in = ParameterIn.QUERY,
            description = "of a file, the column that is predicted",
            schema = @Schema(type = "string"))
    @Parameter(
            name = TargetedBodies.WEIGHT,
            in = ParameterIn.QUERY,
            description = "of a file, the column of the weights",
            schema = @Schema(type = "string"))
    @TakesFile
    @AnswersProblems({400, 404, 406, 409, 413, 415, 422, 503, 507})
    ResponseEntity<Object> plotRows(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(defaultValue = Pictures.DEFAULT_WIDTH) @Min(Look.LEAST) @Max(Look.MOST) int width,
            @RequestParam(defaultValue = Pictures.DEFAULT_HEIGHT) @Min(Look.LEAST) @Max(Look.MOST) int height,
            @RequestParam(defaultValue = Pictures.DEFAULT_THEME) @NameOf(Theme.class) String theme,
            @RequestParam @Parameter(hidden = true) Map<String, String> parameters,
            @Parameter(hidden = true) HttpServletRequest http)
            throws IOException {
        return plotting.json(tenant, id, parameters, http, Pictures.look(width, height, theme));
    }

    @PostMapping(
            path = PATH,
            consumes = {
                FileReading.CSV,
                FileReading.TSV,
                FileReading.NDJSON,
                FileReading.PARQUET,
                FileReading.LIBSVM,
                MediaType.MULTIPART_FORM_DATA_VALUE
            },
            produces = Pictures.SVG)
    @Operation(hidden = true)
    ResponseEntity<Object> plotFile(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(defaultValue = Pictures.DEFAULT_WIDTH) @Min(Look.LEAST) @Max(Look.MOST) int width,
            @RequestParam(defaultValue = Pictures.DEFAULT_HEIGHT) @Min(Look.LEAST) @Max(Look.MOST) int height,
            @RequestParam(defaultValue = Pictures.DEFAULT_THEME) @NameOf(Theme.class) String theme,
            @RequestParam Map<String, String> parameters,
            HttpServletRequest http)
            throws IOException, HttpMediaTypeNotSupportedException {
        return plotting.file(
                tenant,
                id,
                Pictures.PARAMETERS.stream().filter(parameters::containsKey).toList(),
                http,
                Pictures.look(width, height, theme));
    }
}
