package io.descent.web.models;

import io.descent.web.datasets.FileReading;
import io.descent.web.openapi.Described;
import io.descent.web.openapi.DomainSchemas;
import io.descent.web.openapi.Schemas;
import io.swagger.v3.oas.models.Components;
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

    private static final Set<String> TAKES_ROWS = Set.of(
            PredictController.BY_FIT,
            PredictController.BY_MODEL,
            PredictController.BY_VERSION,
            PredictController.BY_ALIAS,
            EvaluateController.BY_FIT,
            EvaluateController.BY_MODEL,
            EvaluateController.BY_VERSION,
            EvaluateController.BY_ALIAS);

    @Override
    public List<Class<?>> records() {
        return List.of(
                PredictionAnswer.class,
                EvaluationAnswer.class,
                NamedModelAnswer.class,
                ModelPage.class,
                VersionAnswer.class,
                AliasAnswer.class,
                AliasHistory.class);
    }

    @Override
    public void addTo(Components components) {
        DomainSchemas domains = new DomainSchemas(components);
        domains.object(ModelBodies.NEW_VERSION.name(), ModelBodies.NEW_VERSION);
        domains.object(ModelBodies.NEW_PLACE.name(), ModelBodies.NEW_PLACE);
    }

    @Override
    public @Nullable RequestBody body(String operationId) {
        return switch (operationId) {
            case ModelController.ADD -> json(Schemas.reference(ModelBodies.NEW_VERSION.name()));
            case ModelController.MOVE -> json(Schemas.reference(ModelBodies.NEW_PLACE.name()));
            default -> rows(operationId);
        };
    }

    private static RequestBody json(Schema<?> schema) {
        return new RequestBody()
                .required(true)
                .content(new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.APPLICATION_JSON_VALUE,
                                new MediaType().schema(schema)));
    }

    private static @Nullable RequestBody rows(String operationId) {
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
