package io.descent.web.fits;

import io.descent.access.Tenant;
import io.descent.fit.OptimizerService;
import io.descent.job.Job;
import io.descent.optimize.course.Extremes;
import io.descent.optimize.course.History;
import io.descent.picture.Look;
import io.descent.picture.Theme;
import io.descent.schema.Names;
import io.descent.web.NameOf;
import io.descent.web.Pictures;
import io.descent.web.body.Accepted;
import io.descent.web.datasets.FileReading;
import io.descent.web.openapi.AnswersProblems;
import io.descent.web.problem.UnknownResourceException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The course of a fit: as series, as a table, or drawn. */
@RestController
@Tag(name = "fits")
class HistoryController {

    private static final String ALL = "2147483647";
    private static final int LEAST_POINTS = 16;
    private static final String POINTS = "how many records are answered at most; of more, those that `reduce` keeps";
    private static final String REDUCE =
            "minmax keeps the first and the last record and, of stretches of one length, those with the least and the largest "
                    + "value of each series, so that no spike is lost";
    private static final String SCALE =
            "of a picture, how losses are drawn; without it log where all are above 0 and the "
                    + "largest is more than 100 times the least";

    private static final List<String> FORMS = List.of(MediaType.APPLICATION_JSON_VALUE, FileReading.CSV, Pictures.SVG);

    private final OptimizerService service;

    HistoryController(OptimizerService service) {
        this.service = service;
    }

    @GetMapping(
            path = "/v1/fits/{id}/history",
            produces = {MediaType.APPLICATION_JSON_VALUE, FileReading.CSV, Pictures.SVG})
    @Operation(
            operationId = "getHistory",
            summary =
                    "Get the whole history of a fit, as JSON, as CSV or drawn; of a running fit, the part stored so far",
            description =
                    "As SVG the losses are drawn by epoch; a long history is drawn by the extremes of stretches, so that "
                            + "no spike is lost.")
    @ApiResponse(
            responseCode = "200",
            description = "the history",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(ref = "#/components/schemas/" + HistorySchemas.HISTORY)),
                @Content(mediaType = FileReading.CSV, schema = @Schema(type = "string")),
                @Content(mediaType = Pictures.SVG, schema = @Schema(type = "string"))
            })
    @AnswersProblems({400, 404, 406, 503})
    ResponseEntity<Object> history(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(name = "from_epoch", defaultValue = "1") @Min(1) int fromEpoch,
            @RequestParam(name = "to_epoch", defaultValue = ALL) @Min(1) int toEpoch,
            @RequestParam(defaultValue = ALL) @Min(LEAST_POINTS) @Parameter(description = POINTS) int points,
            @RequestParam(defaultValue = "minmax") @NameOf(Reduction.class) @Parameter(description = REDUCE)
                    String reduce,
            @RequestParam(required = false) @NameOf(LossScale.class) @Parameter(description = SCALE) @Nullable
                    String scale,
            @RequestParam(defaultValue = Pictures.DEFAULT_WIDTH) @Min(Look.LEAST) @Max(Look.MOST) int width,
            @RequestParam(defaultValue = Pictures.DEFAULT_HEIGHT) @Min(Look.LEAST) @Max(Look.MOST) int height,
            @RequestParam(defaultValue = Pictures.DEFAULT_THEME) @NameOf(Theme.class) String theme,
            @Parameter(hidden = true) HttpServletRequest http) {
        Job job = service.find(tenant, id).orElseThrow(() -> UnknownResourceException.fit(id));
        History history = HistoryAnswer.between(history(job), fromEpoch, toEpoch);
        return switch (Accepted.best(http, FORMS)) {
            case Pictures.SVG -> {
                LossScale wanted = scale == null ? null : Names.constant(LossScale.class, scale);
                Look look = Pictures.look(width, height, theme);
                yield Pictures.answer(HistoryPicture.of(job, history, wanted, points, width), look);
            }
            case FileReading.CSV -> csv(job, Extremes.of(history, points));
            default ->
                ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(HistoryAnswer.of(Extremes.of(history, points)));
        };
    }

    private static ResponseEntity<Object> csv(Job job, History history) {
        StringWriter csv = new StringWriter();
        HistoryCsv.write(
                HistoryAnswer.of(history), job.dataset().featureNames(), FitAnswers.outputNames(job, history), csv);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(csv.toString());
    }

    /** How records are left out. */
    private enum Reduction {
        /** Of each stretch those with the least and the largest value of each series stay. */
        MINMAX
    }

    /** Of a fit that runs, what is stored of it. */
    private History history(Job job) {
        return job.ending() == null
                ? service.history(job.id(), 0)
                : job.ending().history();
    }
}
