package io.descent.web.models;

import io.descent.access.Tenant;
import io.descent.web.datasets.FileReading;
import io.descent.web.datasets.TakesFile;
import io.descent.web.openapi.AnswersProblems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Predictions, by a fit, a named model, one of its versions or an alias. */
@RestController
@Tag(name = "predictions")
class PredictController {

    static final String BY_FIT = "predictByFit";
    static final String BY_MODEL = "predictByModel";
    static final String BY_VERSION = "predictByVersion";
    static final String BY_ALIAS = "predictByAlias";

    private static final String INTERVALS =
            "the level of intervals around the predictions, such as 0.95; of a fit with an inference";

    private static final String DESCRIPTION =
            "Takes rows in any form of a dataset, without a target: columns are found by name, in any order, and become "
                    + "features as those of the training rows did; x and csr are the features themselves. As CSV or NDJSON "
                    + "the answer holds a row for each row, and what else there is to tell stands in headers.";

    private final Predictors predictors;
    private final Predicting predicting;

    PredictController(Predictors predictors, Predicting predicting) {
        this.predictors = predictors;
        this.predicting = predicting;
    }

    @PostMapping(
            path = Paths.FIT + Paths.PREDICT,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = {MediaType.APPLICATION_JSON_VALUE, FileReading.CSV, FileReading.NDJSON})
    @Operation(operationId = BY_FIT, summary = "Predict rows by a fit", description = DESCRIPTION)
    @AnswersPredictions
    @TakesFile
    @AnswersProblems({400, 404, 406, 409, 413, 415, 422, 503, 507})
    @Nullable
    Object byFit(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(name = Predicting.PROBABILITIES, defaultValue = "true") boolean probabilities,
            @RequestParam(name = Predicting.INTERVAL, required = false) @Parameter(description = INTERVALS) @Nullable
                    Double interval,
            @Parameter(hidden = true) HttpServletRequest http,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        return predicting.json(predictors.fit(tenant, id), probabilities, interval, http, response);
    }

    @PostMapping(
            path = Paths.MODEL + Paths.PREDICT,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = {MediaType.APPLICATION_JSON_VALUE, FileReading.CSV, FileReading.NDJSON})
    @Operation(
            operationId = BY_MODEL,
            summary = "Predict rows by a named model",
            description = "By the version of the alias champion, where there is none by the newest. " + DESCRIPTION)
    @AnswersPredictions
    @TakesFile
    @AnswersProblems({400, 404, 406, 413, 415, 422, 503, 507})
    @Nullable
    Object byModel(
            Tenant tenant,
            @PathVariable String name,
            @RequestParam(name = Predicting.PROBABILITIES, defaultValue = "true") boolean probabilities,
            @RequestParam(name = Predicting.INTERVAL, required = false) @Parameter(description = INTERVALS) @Nullable
                    Double interval,
            @Parameter(hidden = true) HttpServletRequest http,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        return predicting.json(predictors.model(tenant, name), probabilities, interval, http, response);
    }

    @PostMapping(
            path = Paths.VERSION + Paths.PREDICT,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = {MediaType.APPLICATION_JSON_VALUE, FileReading.CSV, FileReading.NDJSON})
    @Operation(operationId = BY_VERSION, summary = "Predict rows by a version of a model", description = DESCRIPTION)
    @AnswersPredictions
    @TakesFile
    @AnswersProblems({400, 404, 406, 413, 415, 422, 503, 507})
    @Nullable
    Object byVersion(
            Tenant tenant,
            @PathVariable String name,
            @PathVariable int version,
            @RequestParam(name = Predicting.PROBABILITIES, defaultValue = "true") boolean probabilities,
            @RequestParam(name = Predicting.INTERVAL, required = false) @Parameter(description = INTERVALS) @Nullable
                    Double interval,
            @Parameter(hidden = true) HttpServletRequest http,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        return predicting.json(predictors.version(tenant, name, version), probabilities, interval, http, response);
    }

    @PostMapping(
            path = Paths.ALIAS + Paths.PREDICT,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = {MediaType.APPLICATION_JSON_VALUE, FileReading.CSV, FileReading.NDJSON})
    @Operation(operationId = BY_ALIAS, summary = "Predict rows by an alias of a model", description = DESCRIPTION)
    @AnswersPredictions
    @TakesFile
    @AnswersProblems({400, 404, 406, 413, 415, 422, 503, 507})
    @Nullable
    Object byAlias(
            Tenant tenant,
            @PathVariable String name,
            @PathVariable String alias,
            @RequestParam(name = Predicting.PROBABILITIES, defaultValue = "true") boolean probabilities,
            @RequestParam(name = Predicting.INTERVAL, required = false) @Parameter(description = INTERVALS) @Nullable
                    Double interval,
            @Parameter(hidden = true) HttpServletRequest http,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        return predicting.json(predictors.alias(tenant, name, alias), probabilities, interval, http, response);
    }

    /** Says what all of these operations answer, and that probabilities can be left out. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(
            responseCode = "200",
            description = "the predictions, in the order of the rows",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = PredictionAnswer.class)),
                @Content(mediaType = FileReading.CSV, schema = @Schema(type = "string")),
                @Content(mediaType = FileReading.NDJSON, schema = @Schema(type = "string"))
            })
    @interface AnswersPredictions {}
}
