package io.descent.web.models;

import io.descent.predict.NoParametersException;
import io.descent.predict.Scorer;
import io.descent.predict.Scorers;
import io.descent.schema.Names;
import io.descent.web.datasets.FileReading;
import io.descent.web.datasets.TakesFile;
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
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Predictions of fits. */
@RestController
@RequestMapping("/v1/fits/{id}")
@Tag(name = "predictions")
class PredictController {

    static final String PREDICT = "predictByFit";

    private final Scorers scorers;
    private final Predicting predicting;

    PredictController(Scorers scorers, Predicting predicting) {
        this.scorers = scorers;
        this.predicting = predicting;
    }

    @PostMapping(
            path = "/predict",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = {MediaType.APPLICATION_JSON_VALUE, FileReading.CSV, FileReading.NDJSON})
    @Operation(
            operationId = PREDICT,
            summary = "Predict rows by a fit",
            description =
                    "Takes rows in any form of a dataset, without a target: columns are found by name, in any order, "
                            + "and become features as those of the training rows did; x and csr are the features themselves. As "
                            + "CSV or NDJSON the answer holds a row for each row, and what else there is to tell stands in headers.")
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
    @TakesFile
    @AnswersProblems({400, 404, 406, 409, 413, 415, 422, 503, 507})
    @Nullable
    Object predict(
            @PathVariable String id,
            @RequestParam(name = Predicting.PROBABILITIES, defaultValue = "true")
                    @Parameter(
                            description = "of logistic and softmax, whether the probabilities of the classes are told")
                    boolean probabilities,
            @Parameter(hidden = true) HttpServletRequest http,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        return predicting.json(find(id), ModelAnswer.of(id), probabilities, http, response);
    }

    @PostMapping(
            path = "/predict",
            consumes = {
                FileReading.CSV,
                FileReading.TSV,
                FileReading.NDJSON,
                FileReading.PARQUET,
                FileReading.LIBSVM,
                MediaType.MULTIPART_FORM_DATA_VALUE
            },
            produces = {MediaType.APPLICATION_JSON_VALUE, FileReading.CSV, FileReading.NDJSON})
    @Operation(hidden = true)
    @Nullable
    Object predictFile(
            @PathVariable String id,
            @Parameter(hidden = true) HttpServletRequest http,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        return predicting.file(find(id), ModelAnswer.of(id), http, response);
    }

    private Scorer find(String id) {
        try {
            return scorers.find(id).orElseThrow(() -> UnknownResourceException.fit(id));
        } catch (NoParametersException none) {
            throw new ConflictingStateException("The fit is " + Names.json(none.status())
                    + (none.status().done()
                            ? ", and has no parameters to predict by."
                            : "; it can predict when it has succeeded."));
        }
    }
}
