package io.descent.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a configuration tells beside its settings; accepted in a request, so that a configuration can be posted again. */
public record Explanation() implements Domain.Plain<Map<String, String>> {

    @Override
    public @Nullable Map<String, String> read(Object given, String pointer, Mistakes mistakes) {
        if (given instanceof Map) {
            return Map.of();
        }
        mistakes.add(pointer, Mistake.Code.WRONG_TYPE, "must be " + expectation());
        return null;
    }

    @Override
    public Object write(Map<String, String> value) {
        return value;
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
        return "an object with a text for each setting";
    }
}
