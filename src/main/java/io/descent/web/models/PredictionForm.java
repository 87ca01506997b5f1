package io.descent.web.models;

import io.descent.web.body.Accepted;
import io.descent.web.datasets.FileReading;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.springframework.http.MediaType;

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
        String best = Accepted.best(
                http, Arrays.stream(values()).map(form -> form.type).toList());
        return Arrays.stream(values())
                .filter(form -> form.type.equals(best))
                .findFirst()
                .orElse(JSON);
    }
}
