package io.descent.wire;

import static io.descent.schema.Mistake.Code.NOT_FINITE;
import static io.descent.schema.Mistake.Code.TOO_LARGE;
import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import io.descent.schema.Mistakes;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What reading the values of a dataset shares: the parser, how many values there may be, and how a wrong one is told. */
final class Values {

    final JsonParser parser;
    final Mistakes mistakes;
    private final long most;
    private long count;

    Values(JsonDocument document, long most) {
        this.parser = document.parser;
        this.mistakes = document.mistakes;
        this.most = most;
    }

    /** Returns how many values a dataset may have. */
    long most() {
        return most;
    }

    /** Tells whether the dataset may have some more values; adds a mistake for the first that it may not. */
    boolean room(long more, String pointer) {
        boolean before = count <= most;
        count += more;
        if (count > most && before) {
            mistakes.add(pointer, TOO_LARGE, "a dataset must have at most " + most + " values (DESCENT_MAX_CELLS)");
        }
        return count <= most;
    }

    /** Tells whether the parser stands on a list; else adds a mistake and skips what there is. */
    boolean startsList(String pointer, String expected) {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            return true;
        }
        mistakes.add(pointer, WRONG_TYPE, "must be " + expected);
        parser.skipChildren();
        return false;
    }

    /** Adds a mistake about the value that the parser stands on, and skips it. */
    void refuse(String pointer, String expected) {
        JsonToken token = parser.currentToken();
        boolean infinite = token.isNumeric() && !Double.isFinite(parser.getDoubleValue());
        mistakes.add(pointer, infinite ? NOT_FINITE : WRONG_TYPE, "must be " + expected + ", not " + describe());
        parser.skipChildren();
    }

    /** Says what kind of value the parser stands on. */
    String describe() {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> "null";
            case VALUE_STRING -> "a text";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case START_ARRAY -> "a list";
            case START_OBJECT -> "an object";
            default -> Double.isFinite(parser.getDoubleValue()) ? "a number" : "one beyond the range of a double";
        };
    }
}
