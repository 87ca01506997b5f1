package io.descent.schema;

import static io.descent.schema.Mistake.Code.REQUIRED;
import static io.descent.schema.Mistake.Code.UNKNOWN_VALUE;
import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A choice among variants by their {@code type}: {@code "l2"} is short for {@code {"type": "l2"}}.
 *
 * @param name the setting it is for
 */
public record Family<T>(String name, List<Structure<? extends T>> variants) implements Domain<T> {

    static final String TYPE = "type";

    public Family {
        variants = List.copyOf(variants);
    }

    /** Returns the types of the variants. */
    public List<String> types() {
        return variants.stream().map(Structure::name).toList();
    }

    @Override
    public @Nullable T read(Object given, String pointer, Mistakes mistakes) {
        switch (given) {
            case String type -> {
                return read(type, Map.of(), pointer, pointer, mistakes);
            }
            case Map<?, ?> object
            when object.get(TYPE) instanceof String type -> {
                return read(type, object, pointer, Mistakes.at(pointer, TYPE), mistakes);
            }
            case Map<?, ?> object -> {
                Mistake.Code code = object.get(TYPE) == null ? REQUIRED : WRONG_TYPE;
                mistakes.add(Mistakes.at(pointer, TYPE), code, "must be " + oneOf());
            }
            default -> mistakes.add(pointer, WRONG_TYPE, "must be " + expectation());
        }
        return null;
    }

    private @Nullable T read(String type, Map<?, ?> object, String pointer, String typePointer, Mistakes mistakes) {
        for (Structure<? extends T> variant : variants) {
            if (variant.name().equals(type)) {
                return variant.read(object, pointer, List.of(TYPE), mistakes);
            }
        }
        mistakes.add(typePointer, UNKNOWN_VALUE, "must be " + oneOf() + Names.didYouMean(type, types()));
        return null;
    }

    @Override
    public Object write(T value) {
        return variants.stream()
                .filter(variant -> variant.holds(value))
                .findFirst()
                .map(variant -> write(variant, value))
                .orElseThrow(() -> new IllegalArgumentException("no variant for " + value));
    }

    @SuppressWarnings("unchecked") // the variant said that the value is one of its own
    private static <S> Object write(Structure<S> variant, Object value) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(TYPE, variant.name());
        json.putAll(variant.write((S) value));
        return json;
    }

    @Override
    public boolean resembles(Object given) {
        return given instanceof String || given instanceof Map;
    }

    @Override
    public boolean holds(Object value) {
        return variants.stream().anyMatch(variant -> variant.holds(value));
    }

    private String oneOf() {
        return types().stream().map(type -> "\"" + type + "\"").collect(Collectors.joining(", ", "one of ", ""));
    }

    @Override
    public String expectation() {
        return oneOf() + ", or an object with that `type` and its settings";
    }
}
