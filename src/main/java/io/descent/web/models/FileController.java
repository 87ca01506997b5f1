package io.descent.web.models;

import io.descent.access.Tenant;
import io.descent.web.datasets.FileReading;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Predictions and evaluations of files; described as the other way to ask for them. */
@RestController
@RequestMapping(
        consumes = {
            FileReading.CSV,
            FileReading.TSV,
            FileReading.NDJSON,
            FileReading.PARQUET,
            FileReading.LIBSVM,
            MediaType.MULTIPART_FORM_DATA_VALUE
        })
class FileController {

    private final Predictors predictors;
    private final Predicting predicting;
    private final Evaluating evaluating;

    FileController(Predictors predictors, Predicting predicting, Evaluating evaluating) {
        this.predictors = predictors;
        this.predicting = predicting;
        this.evaluating = evaluating;
    }

    @PostMapping(
            path = {
                Paths.FIT + Paths.PREDICT,
                Paths.MODEL + Paths.PREDICT,
                Paths.VERSION + Paths.PREDICT,
                Paths.ALIAS + Paths.PREDICT
            },
            produces = {MediaType.APPLICATION_JSON_VALUE, FileReading.CSV, FileReading.NDJSON})
    @Operation(hidden = true)
    @Nullable
    Object predict(
            Tenant tenant,
            @PathVariable Map<String, String> path,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        return predicting.file(predictors.at(tenant, path), http, response);
    }

    @PostMapping(
            path = {
                Paths.FIT + Paths.EVALUATE,
                Paths.MODEL + Paths.EVALUATE,
                Paths.VERSION + Paths.EVALUATE,
                Paths.ALIAS + Paths.EVALUATE
            },
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(hidden = true)
    EvaluationAnswer evaluate(Tenant tenant, @PathVariable Map<String, String> path, HttpServletRequest http)
            throws IOException, HttpMediaTypeNotSupportedException {
        return evaluating.file(predictors.at(tenant, path), http);
    }
}
