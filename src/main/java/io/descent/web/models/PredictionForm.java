package io.descent.web.models;

import io.descent.web.datasets.FileReading;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** How predictions are written. */
enum PredictionForm {
    JSON(MediaType.APPLICATION_JSON_VALUE),
    CSV(FileReading.CSV),
    NDJSON(FileReading.NDJSON);

    private final String type;

    PredictionForm(String type) {
        this.type = type;
    }

    MediaType type() {
        return MediaType.parseMediaType(type);
    }

    /** Returns what a caller would like best; that it takes one of these is known. */
    static PredictionForm wanted(HttpServletRequest http) {
        List<MediaType> accepted =
                new ArrayList<>(MediaType.parseMediaTypes(Collections.list(http.getHeaders(HttpHeaders.ACCEPT))));
        MimeTypeUtils.sortBySpecificity(accepted);
        accepted.sort(Comparator.comparingDouble(MediaType::getQualityValue).reversed());
        for (MediaType some : accepted) {
            for (PredictionForm form : values()) {
                if (some.includes(form.type())) {
                    return form;
                }
            }
        }
        return JSON;
    }
}
