package io.descent.schema;

import static io.descent.schema.Mistake.Code.OUT_OF_RANGE;
import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import org.jspecify.annotations.Nullable;

/** A text of a bounded length. */
public record Text(int longest) implements Domain.Plain<String> {
    @Override
    public @Nullable String read(Object given, String pointer, Mistakes mistakes) {
        if (given instanceof String text && text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        mistakes.add(pointer, given instanceof String ? OUT_OF_RANGE : WRONG_TYPE, "must be " + expectation());
        return null;
    }

    @Override
    public Object write(String value) {
        return value;
    }

    @Override
    public boolean resembles(Object given) {
        return given instanceof String;
    }

    @Override
    public boolean holds(Object value) {
        return value instanceof String;
    }

    @Override
    public String expectation() {
        return "a text of at most " + longest + " characters";
    }
}
