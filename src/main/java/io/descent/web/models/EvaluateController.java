package io.descent.web.models;

import io.descent.access.Tenant;
import io.descent.web.datasets.TakesFile;
import io.descent.web.openapi.AnswersProblems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How good predictions are: of a fit, a named model, one of its versions or an alias. */
@RestController
@Tag(name = "predictions")
class EvaluateController {

    static final String BY_FIT = "evaluateFit";
    static final String BY_MODEL = "evaluateModel";
    static final String BY_VERSION = "evaluateVersion";
    static final String BY_ALIAS = "evaluateAlias";

    private static final String DESCRIPTION =
            "Takes rows in any form of a dataset, with their target, and answers every metric of the predictions. A row of "
                    + "weight k counts as k copies. What is not defined is null.";

    private final Predictors predictors;
    private final Evaluating evaluating;

    EvaluateController(Predictors predictors, Evaluating evaluating) {
        this.predictors = predictors;
        this.evaluating = evaluating;
    }

    @PostMapping(
            path = Paths.FIT + Paths.EVALUATE,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = BY_FIT, summary = "Measure the predictions of a fit", description = DESCRIPTION)
    @MeasuresPredictions
    @TakesFile
    @AnswersProblems({400, 404, 406, 409, 413, 415, 422, 503, 507})
    EvaluationAnswer byFit(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam @Parameter(hidden = true) Map<String, String> parameters,
            @Parameter(hidden = true) HttpServletRequest http)
            throws IOException {
        return evaluating.json(predictors.fit(tenant, id), parameters, http);
    }

    @PostMapping(
            path = Paths.MODEL + Paths.EVALUATE,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = BY_MODEL, summary = "Measure the predictions of a named model", description = DESCRIPTION)
    @MeasuresPredictions
    @TakesFile
    @AnswersProblems({400, 404, 406, 413, 415, 422, 503, 507})
    EvaluationAnswer byModel(
            Tenant tenant,
            @PathVariable String name,
            @RequestParam @Parameter(hidden = true) Map<String, String> parameters,
            @Parameter(hidden = true) HttpServletRequest http)
            throws IOException {
        return evaluating.json(predictors.model(tenant, name), parameters, http);
    }

    @PostMapping(
            path = Paths.VERSION + Paths.EVALUATE,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = BY_VERSION,
            summary = "Measure the predictions of a version of a model",
            description = DESCRIPTION)
    @MeasuresPredictions
    @TakesFile
    @AnswersProblems({400, 404, 406, 413, 415, 422, 503, 507})
    EvaluationAnswer byVersion(
            Tenant tenant,
            @PathVariable String name,
            @PathVariable int version,
            @RequestParam @Parameter(hidden = true) Map<String, String> parameters,
            @Parameter(hidden = true) HttpServletRequest http)
            throws IOException {
        return evaluating.json(predictors.version(tenant, name, version), parameters, http);
    }

    @PostMapping(
            path = Paths.ALIAS + Paths.EVALUATE,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = BY_ALIAS,
            summary = "Measure the predictions of an alias of a model",
            description = DESCRIPTION)
    @MeasuresPredictions
    @TakesFile
    @AnswersProblems({400, 404, 406, 413, 415, 422, 503, 507})
    EvaluationAnswer byAlias(
            Tenant tenant,
            @PathVariable String name,
            @PathVariable String alias,
            @RequestParam @Parameter(hidden = true) Map<String, String> parameters,
            @Parameter(hidden = true) HttpServletRequest http)
            throws IOException {
        return evaluating.json(predictors.alias(tenant, name, alias), parameters, http);
    }

    /** Describes what all of these operations take and answer. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(responseCode = "200", description = "how good the predictions are")
    @Parameter(
            name = Evaluating.INCLUDE,
            in = ParameterIn.QUERY,
            description = "what plots need, some of roc, pr, calibration, residuals, with commas between",
            schema = @Schema(type = "string"))
    @Parameter(
            name = Evaluating.THRESHOLD,
            in = ParameterIn.QUERY,
            description = "of two classes, above which probability, of svm which margin, the second is predicted",
            schema = @Schema(type = "number"))
    @Parameter(
            name = Evaluating.TARGET,
            in = ParameterIn.QUERY,
            description = "of a file, the column that is predicted",
            schema = @Schema(type = "string"))
    @Parameter(
            name = Evaluating.WEIGHT,
            in = ParameterIn.QUERY,
            description = "of a file, the column of the weights",
            schema = @Schema(type = "string"))
    @interface MeasuresPredictions {}
}
