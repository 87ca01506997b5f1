package io.descent.web.models;

import io.descent.web.datasets.FileReading;
import io.descent.web.openapi.Described;
import io.descent.web.openapi.Schemas;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the description says of predictions beside what their controllers tell. */
final class DescribedModels implements Described {

    private static final Set<String> TAKES_ROWS = Set.of(PredictController.PREDICT);

    @Override
    public List<Class<?>> records() {
        return List.of(PredictionAnswer.class);
    }

    @Override
    public @Nullable RequestBody body(String operationId) {
        if (!TAKES_ROWS.contains(operationId)) {
            return null;
        }
        Schema<?> rows = Schemas.type("object")
                .description(
                        "rows in one form: `x`, `columns`, `records`, `csr`, or `dataset` with the `id` of a stored "
                                + "table; a target beside them is left alone");
        MediaType json = new MediaType().schema(rows);
        json.setExample(Map.of("records", List.of(Map.of("sqft", 800, "city", "Paris"))));
        return new RequestBody()
                .required(true)
                .content(FileReading.described(
                        new Content().addMediaType(org.springframework.http.MediaType.APPLICATION_JSON_VALUE, json)));
    }
}
