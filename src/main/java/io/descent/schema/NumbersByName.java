package io.descent.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object whose values are numbers of one kind, under any names; the order of the names is kept. */
public record NumbersByName(Real each) implements Domain.Plain<Map<String, Double>> {

    @Override
    public @Nullable Map<String, Double> read(Object given, String pointer, Mistakes mistakes) {
        if (!(given instanceof Map<?, ?> object)) {
            mistakes.add(pointer, Mistake.Code.WRONG_TYPE, "must be " + expectation());
            return null;
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            String name = String.valueOf(key);
            // null is the same as not given
            Double number = value == null ? null : each.read(value, Mistakes.at(pointer, name), mistakes);
            if (number != null) {
                numbers.put(name, number);
            }
        });
        return numbers;
    }

    @Override
    public Object write(Map<String, Double> value) {
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
        return "an object with, under each name, " + each.expectation();
    }
}
