package io.descent.wire;

import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** A document on its way through the parser: where its fields stand, and what is wrong with them. */
final class JsonDocument {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
            .build();

    private static final Pattern SETTING_OF_PARSER = Pattern.compile(", from `[^`]*`");

    final JsonParser parser;
    final Map<String, Mistake.Place> places = new HashMap<>();
    final Mistakes mistakes;

    private JsonDocument(JsonParser parser, Mistakes.Homes homes) {
        this.parser = parser;
        this.mistakes = new Mistakes(places, homes);
    }

    /** Reads JSON; throws {@link MalformedJsonException} and whatever reading the body throws. */
    static <T> T read(InputStream body, Mistakes.Homes homes, Function<JsonDocument, T> what) {
        return read(FACTORY.createParser(ObjectReadContext.empty(), body), homes, what);
    }

    /** Reads a document in whatever format, and closes the parser. */
    static <T> T read(JsonParser from, Mistakes.Homes homes, Function<JsonDocument, T> what) {
        try (JsonParser parser = from) {
            try {
                return what.apply(new JsonDocument(parser, homes));
            } catch (StreamConstraintsException e) {
                // too deep, too long: the exception knows no place, and names the parser's own settings
                String detail =
                        SETTING_OF_PARSER.matcher(e.getOriginalMessage()).replaceAll("");
                throw new MalformedJsonException(detail, Places.of(parser.currentLocation()));
            }
        }
    }

    /** Reads an object after which nothing comes; returns false, with a mistake, where it is something else. */
    boolean whole(Runnable fields) {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new MalformedJsonException(
                    "the body is empty; it must hold a JSON object", Places.of(parser.currentLocation()));
        }
        boolean object = first == JsonToken.START_OBJECT;
        if (object) {
            fields.run();
        } else {
            mistakes.add("", Mistake.Code.WRONG_TYPE, "must be a JSON object");
            parser.skipChildren();
        }
        if (parser.nextToken() != null) {
            throw new MalformedJsonException(
                    "something follows the end of the object", Places.of(parser.currentTokenLocation()));
        }
        return object;
    }

    /** Moves on to the value of the field that the parser stands on, and remembers where the field stands. */
    String field(String parent) {
        String pointer = Mistakes.at(parent, parser.currentName());
        places.put(pointer, Places.of(parser.currentTokenLocation()));
        parser.nextToken();
        return pointer;
    }

    /** Adds a mistake about the field whose value the parser stands on, and skips it. */
    void twice(String pointer) {
        mistakes.add(pointer, Mistake.Code.DUPLICATE, "stands here twice");
        parser.skipChildren();
    }
}
