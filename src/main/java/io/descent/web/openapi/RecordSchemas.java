package io.descent.web.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.schema.Names;
import io.descent.web.NameOf;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says in the schemas of answers what the records say: a component that can be null is nullable, or not required where
 * null is left out; every other one is required.
 */
final class RecordSchemas {

    private final Components components;
    private final Set<Class<?>> seen = new HashSet<>();

    private RecordSchemas(Components components) {
        this.components = components;
    }

    /** Completes the schemas of records and of the records in them. */
    static void complete(Components components, List<Class<?>> answers) {
        RecordSchemas completion = new RecordSchemas(components);
        answers.forEach(completion::complete);
    }

    private void complete(Type type) {
        switch (type) {
            case ParameterizedType generic ->
                List.of(generic.getActualTypeArguments()).forEach(this::complete);
            case Class<?> component when component.isArray() -> complete(component.getComponentType());
            case Class<?> record when record.isRecord() && seen.add(record) -> completeRecord(record);
            default -> {}
        }
    }

    private void completeRecord(Class<?> record) {
        Schema<?> schema = Schemas.find(Schemas.nameOf(record), components);
        for (RecordComponent component : record.getRecordComponents()) {
            String name = nameOf(component);
            Schema<?> property = bareReference(Schemas.property(name, schema));
            schema.addProperty(name, property);
            NameOf constants = component.getAccessor().getAnnotation(NameOf.class);
            if (constants != null) {
                property = Schemas.words(Names.all(constants.value())).description(property.getDescription());
                schema.addProperty(name, property);
            }
            if (record.isAnnotationPresent(Measured.class)) {
                numbersOrNull(property);
            }
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean leftOut = nullable && leavesNullOut(record, component.getAccessor());
            if (!leftOut) {
                schema.addRequiredItem(name);
            }
            if (nullable && !leftOut) {
                schema.addProperty(name, Schemas.nullable(property));
            }
            complete(component.getGenericType());
        }
    }

    /** A map that is annotated with a reference is described as both. */
    private static Schema<?> bareReference(Schema<?> schema) {
        return schema.get$ref() == null
                ? schema
                : new JsonSchema().$ref(schema.get$ref()).description(schema.getDescription());
    }

    private static void numbersOrNull(Schema<?> schema) {
        if (schema.getItems() != null) {
            numbersOrNull(schema.getItems());
        } else if (schema.getTypes() != null && schema.getTypes().contains("number")) {
            Schemas.nullable(schema);
        }
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }

    private static boolean leavesNullOut(Class<?> record, Method accessor) {
        JsonInclude own = accessor.getAnnotation(JsonInclude.class);
        JsonInclude whole = own == null ? record.getAnnotation(JsonInclude.class) : own;
        return whole != null && whole.value() == JsonInclude.Include.NON_NULL;
    }
}
