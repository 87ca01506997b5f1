package io.descent.web.protocols;

import io.descent.dataset.DatasetDraft;
import io.descent.model.Predictions;
import io.descent.predict.Scorer;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.web.body.DecodedBody;
import io.descent.web.body.WebLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the bodies of other protocols, which are small, and scores the rows in them. */
final class Bodies {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final WebLimits limits;
    private final long maxCells;

    Bodies(WebLimits limits, long maxCells) {
        this.limits = limits;
        this.maxCells = maxCells;
    }

    byte[] bytes(HttpServletRequest http) throws IOException {
        return DecodedBody.of(http, limits).readAllBytes();
    }

    <T> T read(HttpServletRequest http, Class<T> type) throws IOException {
        return read(bytes(http), type, "");
    }

    /** Reads JSON; what is wrong with it is told at a pointer. */
    <T> T read(byte[] json, Class<T> type, String pointer) {
        T read;
        try {
            read = JSON.readValue(json, type);
        } catch (JacksonException malformed) {
            throw PlainColumns.refusal(
                    pointer,
                    Mistake.Code.MALFORMED,
                    "is no JSON of the form that the protocol has: line "
                            + malformed.getLocation().getLineNr() + ", column "
                            + malformed.getLocation().getColumnNr());
        }
        if (read == null) {
            throw PlainColumns.refusal(pointer, Mistake.Code.MALFORMED, "must be a JSON object");
        }
        return read;
    }

    Predictions score(Scorer scorer, DatasetDraft rows) {
        return scorer.score(rows, maxCells, new Mistakes()).predictions();
    }
}
