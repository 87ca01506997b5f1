package io.descent.schema;

import static io.descent.schema.Mistake.Code.UNKNOWN_VALUE;

import org.jspecify.annotations.Nullable;

/** One word that stands for a value. */
public record Word<T>(String word, T value) implements Domain.Plain<T> {
    @Override
    public @Nullable T read(Object given, String pointer, Mistakes mistakes) {
        if (word.equals(given)) {
            return value;
        }
        mistakes.add(pointer, UNKNOWN_VALUE, "must be " + expectation());
        return null;
    }

    @Override
    public Object write(T ignored) {
        return word;
    }

    @Override
    public boolean resembles(Object given) {
        return word.equals(given);
    }

    @Override
    public boolean holds(Object other) {
        return value.equals(other);
    }

    @Override
    public String expectation() {
        return "\"" + word + "\"";
    }
}
