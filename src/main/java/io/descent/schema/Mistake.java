package io.descent.schema;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer a JSON pointer (RFC 6901) to the place
 * @param detail what was expected there, and what to do where that is known
 * @param place where it stands in the text, where that is known
 */
public record Mistake(
        String pointer, Code code, String detail, @Nullable Place place) {

    /** A line and a column of the request's text, both from 1 on. */
    public record Place(int line, int column) {}

    /** What kind of mistake it is. */
    public enum Code {
        UNKNOWN_FIELD,
        DUPLICATE,
        REQUIRED,
        WRONG_TYPE,
        UNKNOWN_VALUE,
        OUT_OF_RANGE,
        NOT_FINITE,
        EMPTY,
        RAGGED,
        LENGTH_MISMATCH,
        CONFLICT,
        CLASSES,
        TOO_LARGE,
        MALFORMED,
        AMBIGUOUS;

        /** Returns the code as it stands in JSON. */
        public String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
