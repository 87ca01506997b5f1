package io.descent.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object whose values are of one kind, under names that the request chooses; the order of the names is kept. */
public record ByName<T>(Domain<T> each) implements Domain.Plain<Map<String, T>> {

    @Override
    public @Nullable Map<String, T> read(Object given, String pointer, Mistakes mistakes) {
        if (!(given instanceof Map<?, ?> object)) {
            mistakes.add(pointer, Mistake.Code.WRONG_TYPE, "must be " + expectation());
            return null;
        }
        Map<String, T> values = new LinkedHashMap<>();
        object.forEach((key, part) -> {
            String name = String.valueOf(key);
            // null is the same as not given
            T value = part == null ? null : each.read(part, Mistakes.at(pointer, name), mistakes);
            if (value != null) {
                values.put(name, value);
            }
        });
        return values;
    }

    @Override
    public Object write(Map<String, T> value) {
        Map<String, Object> json = new LinkedHashMap<>();
        value.forEach((name, part) -> json.put(name, each.write(part)));
        return json;
    }

    @Override
    public boolean resembles(Object given) {
        return given instanceof Map;
    }

    @Override
    public boolean holds(Object value) {
        return value instanceof Map;
    }

    @Override
    public String expectation() {
        return "an object with, under each name, " + each.expectation();
    }
}
