package io.descent.schema;

import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import org.jspecify.annotations.Nullable;

/** true or false. */
public record Flag() implements Domain.Plain<Boolean> {
    @Override
    public @Nullable Boolean read(Object given, String pointer, Mistakes mistakes) {
        if (given instanceof Boolean flag) {
            return flag;
        }
        mistakes.add(pointer, WRONG_TYPE, "must be " + expectation());
        return null;
    }

    @Override
    public Object write(Boolean value) {
        return value;
    }

    @Override
    public boolean resembles(Object given) {
        return given instanceof Boolean;
    }

    @Override
    public boolean holds(Object value) {
        return value instanceof Boolean;
    }

    @Override
    public String expectation() {
        return "true or false";
    }
}
