package io.descent.web.access;

import io.descent.web.openapi.Described;
import io.descent.web.openapi.DomainSchemas;
import io.descent.web.openapi.Schemas;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the description says of keys beside what their controller tells. */
final class DescribedKeys implements Described {

    @Override
    public List<Class<?>> records() {
        return List.of(KeyAnswer.class, KeyPage.class);
    }

    @Override
    public void addTo(Components components) {
        new DomainSchemas(components).object(KeyBodies.NEW_KEY.name(), KeyBodies.NEW_KEY);
    }

    @Override
    public @Nullable RequestBody body(String operationId) {
        return operationId.equals(KeyController.CREATE)
                ? new RequestBody()
                        .required(true)
                        .content(new Content()
                                .addMediaType(
                                        org.springframework.http.MediaType.APPLICATION_JSON_VALUE,
                                        new MediaType().schema(Schemas.reference(KeyBodies.NEW_KEY.name()))))
                : null;
    }
}
