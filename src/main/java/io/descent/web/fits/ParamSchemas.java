package io.descent.web.fits;

import static io.descent.web.openapi.Schemas.listOr;
import static io.descent.web.openapi.Schemas.nullable;
import static io.descent.web.openapi.Schemas.number;
import static io.descent.web.openapi.Schemas.type;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;

/**
 * The schemas of parameters, which softmax has for each class and the other models once. The two are told apart by a
 * condition, because generators make a class of a oneOf that wraps a single number.
 */
final class ParamSchemas {

    static final String INTERCEPT = "Intercept";
    static final String COEF = "Coef";
    static final String INTERCEPT_SERIES = "InterceptSeries";
    static final String COEF_SERIES = "CoefSeries";

    private ParamSchemas() {}

    static void addTo(Components components) {
        components.addSchemas(
                INTERCEPT,
                listOr(number(), objectOr(number(), number()))
                        .description(
                                "a number; of softmax a list with one for each class, with params=by_name an object"));
        components.addSchemas(
                COEF,
                listOr(listOr(number(), number()), named(objectOr(number(), number())))
                        .description("a weight for each feature; of softmax a list of weights for each class. With "
                                + "params=by_name objects: weights by feature, and those of softmax by class"));
        components.addSchemas(
                INTERCEPT_SERIES,
                type("array")
                        .items(listOr(measured(), measured()))
                        .description("the intercept of each record; of softmax a list with one for each class"));
        components.addSchemas(
                COEF_SERIES,
                type("array")
                        .items(type("array").items(listOr(measured(), measured())))
                        .description("the weights of each record; of softmax a list of weights for each class"));
    }

    private static Schema<?> named(Schema<?> each) {
        Schema<?> object = type("object");
        object.setAdditionalProperties(each);
        return object;
    }

    private static Schema<?> objectOr(Schema<?> each, Schema<?> single) {
        return new JsonSchema()._if(type("object")).then(named(each))._else(single);
    }

    private static Schema<?> measured() {
        return nullable(number());
    }
}
