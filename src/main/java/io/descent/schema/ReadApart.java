package io.descent.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object whose fields the reader takes apart itself, into something better than a map; among the settings an empty map
 * stands in its place.
 *
 * @param component the name of its schema
 * @param expectation what is expected, to follow «must be»
 */
public record ReadApart(String component, String expectation) implements Domain.Plain<Map<?, ?>> {

    @Override
    public @Nullable Map<?, ?> read(Object given, String pointer, Mistakes mistakes) {
        if (given instanceof Map<?, ?> object) {
            return object;
        }
        mistakes.add(pointer, Mistake.Code.WRONG_TYPE, "must be " + expectation());
        return null;
    }

    @Override
    public Object write(Map<?, ?> value) {
        throw new UnsupportedOperationException("what is read apart is written apart");
    }

    @Override
    public boolean resembles(Object given) {
        return holds(given);
    }

    @Override
    public boolean holds(Object value) {
        return value instanceof Map;
    }
}
