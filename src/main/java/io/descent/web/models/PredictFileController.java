package io.descent.web.models;

import io.descent.web.datasets.FileReading;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Predictions of files; described as the other way to ask for them. */
@RestController
@RequestMapping(
        consumes = {
            FileReading.CSV,
            FileReading.TSV,
            FileReading.NDJSON,
            FileReading.PARQUET,
            FileReading.LIBSVM,
            MediaType.MULTIPART_FORM_DATA_VALUE
        },
        produces = {MediaType.APPLICATION_JSON_VALUE, FileReading.CSV, FileReading.NDJSON})
class PredictFileController {

    private final Predictors predictors;
    private final Predicting predicting;

    PredictFileController(Predictors predictors, Predicting predicting) {
        this.predictors = predictors;
        this.predicting = predicting;
    }

    @PostMapping(Paths.FIT + Paths.PREDICT)
    @Operation(hidden = true)
    @Nullable
    Object byFit(@PathVariable String id, HttpServletRequest http, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        return predicting.file(predictors.fit(id), http, response);
    }

    @PostMapping(Paths.MODEL + Paths.PREDICT)
    @Operation(hidden = true)
    @Nullable
    Object byModel(@PathVariable String name, HttpServletRequest http, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        return predicting.file(predictors.model(name), http, response);
    }

    @PostMapping(Paths.VERSION + Paths.PREDICT)
    @Operation(hidden = true)
    @Nullable
    Object byVersion(
            @PathVariable String name, @PathVariable int version, HttpServletRequest http, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        return predicting.file(predictors.version(name, version), http, response);
    }

    @PostMapping(Paths.ALIAS + Paths.PREDICT)
    @Operation(hidden = true)
    @Nullable
    Object byAlias(
            @PathVariable String name,
            @PathVariable String alias,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        return predicting.file(predictors.alias(name, alias), http, response);
    }
}
