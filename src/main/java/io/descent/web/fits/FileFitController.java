package io.descent.web.fits;

import io.descent.access.Tenant;
import io.descent.fit.prepare.FitRequest;
import io.descent.web.datasets.FileReading;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Fits of files; described as the other way to make a fit. */
@RestController
@RequestMapping("/v1/fits")
class FileFitController {

    private final FileFits files;
    private final PostedFits posts;

    FileFitController(FileFits files, PostedFits posts) {
        this.files = files;
        this.posts = posts;
    }

    @PostMapping(
            consumes = {
                FileReading.CSV,
                FileReading.TSV,
                FileReading.NDJSON,
                FileReading.PARQUET,
                FileReading.LIBSVM,
                MediaType.MULTIPART_FORM_DATA_VALUE
            },
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(hidden = true)
    Object create(
            Tenant tenant,
            @RequestHeader(name = "Idempotency-Key", required = false) @Size(min = 1, max = 255) @Nullable String key,
            HttpServletRequest http)
            throws IOException, HttpMediaTypeNotSupportedException {
        try (FileFit file = files.receive(tenant, http)) {
            boolean validatesOnly = file.validatesOnly();
            int sample = file.sample();
            ParamsForm params = file.params();
            FitRequest request = file.request();
            return validatesOnly
                    ? posts.validated(tenant, request, sample)
                    : posts.answer(tenant, request, file.key(key), params, http);
        }
    }
}
