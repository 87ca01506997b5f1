package io.descent.web.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes schemas as OpenAPI 3.1 writes them: with a set of types, and null as one of these. */
public final class Schemas {

    private static final String NULL = "null";
    private static final Pattern WORD_START = Pattern.compile("(?:^|_)(\\w)");

    private Schemas() {}

    public static Schema<?> type(String... types) {
        Schema<?> schema = new JsonSchema();
        List.of(types).forEach(schema::addType);
        return schema;
    }

    /** Returns an object without properties yet, which takes no others than it gets. */
    public static Schema<?> closedObject(String description) {
        Schema<?> schema = type("object").description(description);
        schema.setAdditionalProperties(false);
        return schema;
    }

    public static Schema<?> number() {
        return type("number").format("double");
    }

    public static Schema<?> words(List<String> words) {
        Schema<Object> schema = new JsonSchema();
        schema.addType("string");
        schema.setEnum(List.copyOf(words));
        return schema;
    }

    public static Schema<?> never() {
        return new JsonSchema().booleanSchemaValue(false);
    }

    public static Schema<?> oneOf(List<Schema<?>> forms) {
        Schema<?> schema = new JsonSchema();
        forms.forEach(schema::addOneOfItem);
        return schema;
    }

    public static Schema<?> reference(String component) {
        return new JsonSchema().$ref("#/components/schemas/" + component);
    }

    /** Returns a list or map that may be null where it may be left out; of any other, clients in Java send an empty one. */
    public static Schema<?> absentOrNull(Schema<?> schema) {
        boolean container = schema.getItems() != null || schema.getAdditionalProperties() instanceof Schema;
        return container ? nullable(schema) : schema;
    }

    /** Returns what holds for an object in which properties are there and not null. */
    public static Schema<?> given(List<String> properties) {
        Schema<?> object = new JsonSchema().required(properties);
        properties.forEach(name -> object.addProperty(name, new JsonSchema().not(type(NULL))));
        return object;
    }

    /** Returns the name of the component that describes a record. */
    public static String nameOf(Class<?> record) {
        var annotation = record.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return annotation == null || annotation.name().isEmpty() ? record.getSimpleName() : annotation.name();
    }

    /** Returns a list of what {@code each} describes, or a single one; told apart by a condition, see {@link #type}. */
    public static Schema<?> listOr(Schema<?> each, Schema<?> single) {
        return new JsonSchema()
                ._if(type("array"))
                .then(type("array").items(each))
                ._else(single);
    }

    /** Returns a component, which must be there. */
    public static Schema<?> find(String component, Components in) {
        Schema<?> schema = in.getSchemas().get(component);
        if (schema == null) {
            throw new IllegalArgumentException("no schema " + component);
        }
        return schema;
    }

    /** Returns a property, which must be there. */
    public static Schema<?> property(String name, Schema<?> of) {
        Schema<?> schema = of.getProperties().get(name);
        if (schema == null) {
            throw new IllegalArgumentException("no property " + name);
        }
        return schema;
    }

    /** Returns a schema that takes null, too: the same one changed, or one around a reference. */
    public static Schema<?> nullable(Schema<?> schema) {
        Set<String> types = schema.getTypes();
        if (types != null) {
            schema.addType(NULL);
            List<?> words = schema.getEnum();
            if (words != null && words.stream().noneMatch(Objects::isNull)) {
                List<@Nullable Object> withNull = new ArrayList<>(words);
                withNull.add(null);
                replaceEnum(schema, withNull);
            }
            return schema;
        }
        if (schema.get$ref() == null) {
            // one without types takes everything already
            return schema;
        }
        Schema<?> either = new JsonSchema().description(schema.getDescription());
        schema.setDescription(null);
        return either.addOneOfItem(schema).addOneOfItem(type(NULL));
    }

    @SuppressWarnings("unchecked") // the words are those that it had, and null
    private static <T> void replaceEnum(Schema<T> schema, List<? extends @Nullable Object> words) {
        schema.setEnum((List<T>) words);
    }

    /** Returns {@code LearningRate} for {@code learning_rate}. */
    public static String camel(String name) {
        return WORD_START.matcher(name).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }
}
