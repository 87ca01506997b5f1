package io.descent.web.openapi;

import static io.descent.web.openapi.Schemas.absentOrNull;
import static io.descent.web.openapi.Schemas.closedObject;
import static io.descent.web.openapi.Schemas.given;
import static io.descent.web.openapi.Schemas.type;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Objects of several forms as one schema that has the properties of all. Which of them go together is said by
 * conditions, not by a oneOf: a client that reads an answer leniently could not tell which of its classes it is looking
 * at. They stand under dependentSchemas because generators make nothing of an object with conditions of its own.
 *
 * @param properties of all forms, by their names
 */
public record JoinedForms(SequencedMap<String, Schema<?>> properties, List<Form> forms) {

    /** One of the forms. */
    public record Form(List<String> required, List<String> properties) {}

    public Schema<?> schema(String description) {
        Schema<?> joined = closedObject(description).minProperties(1);
        properties.forEach((name, schema) -> joined.addProperty(name, absentOrNull(schema)));
        joined.setDependentSchemas(properties.keySet().stream()
                .collect(
                        Collectors.toMap(Function.identity(), this::company, (one, other) -> one, LinkedHashMap::new)));
        return joined;
    }

    /** What holds where a property is there. */
    private Schema<?> company(String name) {
        List<Schema<?>> possible = forms.stream()
                .filter(form -> form.properties().contains(name))
                .<Schema<?>>map(this::only)
                .toList();
        Schema<?> then = possible.getFirst();
        if (possible.size() > 1) {
            then = new JsonSchema();
            possible.forEach(then::addAnyOfItem);
        }
        return new JsonSchema()._if(given(List.of(name))).then(then);
    }

    private Schema<?> only(Form form) {
        Schema<?> only = given(form.required());
        properties.keySet().stream()
                .filter(name -> !form.properties().contains(name))
                .forEach(name -> only.addProperty(name, type("null")));
        return only;
    }
}
