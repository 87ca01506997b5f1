package io.descent.web.fits;

import static io.descent.web.openapi.Schemas.nullable;
import static io.descent.web.openapi.Schemas.number;
import static io.descent.web.openapi.Schemas.reference;
import static io.descent.web.openapi.Schemas.type;

import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.Series;
import io.descent.schema.Names;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.List;

/** The schemas of a history, from the series that there are. */
final class HistorySchemas {

    static final String HISTORY = "History";
    private static final String VECTORS = "ParamsHistory";

    private HistorySchemas() {}

    static void addTo(Components components) {
        components.addSchemas(VECTORS, vectors());
        components.addSchemas(HISTORY, history());
    }

    private static Schema<?> history() {
        Schema<?> history =
                type("object").description("parallel series, one entry a record; vectors are in the data's own units");
        history.addProperty(
                HistoryAnswer.EPOCH, type("array").items(type("integer").format("int32")));
        history.addProperty(
                HistoryAnswer.UPDATE,
                type("array")
                        .items(type("integer").format("int64"))
                        .description("number of the record's last update, where records are of updates"));
        Series.all()
                .forEach(series -> history.addProperty(
                        series.name(), type("array").items(nullable(number())).description(series.description())));
        Arrays.stream(HistorySpec.Include.values())
                .filter(HistorySpec.Include::isVector)
                .forEach(which -> history.addProperty(
                        Names.json(which), reference(VECTORS).description(which.description())));
        List.of(HistoryAnswer.EPOCH, Series.LOSS.name(), Series.LEARNING_RATE.name())
                .forEach(history::addRequiredItem);
        return history;
    }

    private static Schema<?> vectors() {
        Schema<?> vectors = type("object").description("a vector for each record, in the shape of the parameters");
        vectors.addProperty("intercept", reference(ParamSchemas.INTERCEPT_SERIES));
        vectors.addProperty("coef", reference(ParamSchemas.COEF_SERIES));
        return vectors.addRequiredItem("intercept").addRequiredItem("coef");
    }
}
