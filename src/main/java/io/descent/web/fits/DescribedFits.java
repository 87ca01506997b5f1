package io.descent.web.fits;

import io.descent.web.datasets.FileReading;
import io.descent.web.openapi.Described;
import io.descent.web.openapi.Schemas;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the description says of fits beside what their controllers tell. */
final class DescribedFits implements Described {

    static final String CREATE = "createFit";
    static final String FIT_OR_VALIDATION = "FitOrValidation";

    private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

    @Override
    public List<Class<?>> records() {
        return List.of(FitAnswer.class, FitPage.class, ValidationAnswer.class);
    }

    @Override
    public void addTo(Components components) {
        FitRequestSchemas.addTo(components);
        ParamSchemas.addTo(components);
        HistorySchemas.addTo(components);
        components.addSchemas(FIT_OR_VALIDATION, fitOrValidation(components));
    }

    @Override
    public @Nullable RequestBody body(String operationId) {
        if (operationId.equals(FitImportController.IMPORT)) {
            MediaType exported = new MediaType()
                    .schema(Schemas.type("object").description("what GET /v1/fits/{id}/export?format=json answers"));
            return new RequestBody().required(true).content(new Content().addMediaType(JSON, exported));
        }
        if (!operationId.equals(CREATE)) {
            return null;
        }
        MediaType json = new MediaType().schema(Schemas.reference(FitRequestSchemas.REQUEST));
        json.setExamples(RequestExamples.all());
        return new RequestBody().required(true).content(FileReading.described(new Content().addMediaType(JSON, json)));
    }

    /** One class for both answers: a client that reads leniently could not tell which of two it is looking at. */
    private static Schema<?> fitOrValidation(Components components) {
        String fitName = Schemas.nameOf(FitAnswer.class);
        String validationName = Schemas.nameOf(ValidationAnswer.class);
        Schema<?> fit = Schemas.find(fitName, components);
        Schema<?> validation = Schemas.find(validationName, components);
        Schema<?> either = Schemas.type("object").description("a Fit; with validate_only=true a ResolvedFit");
        for (Schema<?> one : List.of(fit, validation)) {
            one.getProperties().forEach((name, property) -> {
                if (either.getProperties() == null || !either.getProperties().containsKey(name)) {
                    either.addProperty(name, property);
                }
            });
        }
        fit.getRequired().stream().filter(validation.getRequired()::contains).forEach(either::addRequiredItem);
        return either._if(new JsonSchema().required(List.of("valid")))
                .then(Schemas.reference(validationName))
                ._else(Schemas.reference(fitName));
    }
}
