package io.descent.web.plots;

import io.descent.web.datasets.FileReading;
import io.descent.web.openapi.Described;
import io.descent.web.openapi.Schemas;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the description says of the rows that a plot takes. */
final class DescribedPlots implements Described {

    private static final String ROWS =
            "rows with their target in one form: `x` and `y`, `columns`, `records`, `csr`, or "
                    + "`dataset` with the `id` of a stored table";

    @Override
    public List<Class<?>> records() {
        return List.of();
    }

    @Override
    public @Nullable RequestBody body(String operationId) {
        if (!operationId.equals(PlotController.WITH_ROWS)) {
            return null;
        }
        MediaType json = new MediaType().schema(Schemas.type("object").description(ROWS));
        json.setExample(Map.of("x", List.of(1, 2, 3), "y", List.of(24.6, 45.3, 64.8)));
        return new RequestBody()
                .required(true)
                .content(FileReading.described(
                        new Content().addMediaType(org.springframework.http.MediaType.APPLICATION_JSON_VALUE, json)));
    }
}
