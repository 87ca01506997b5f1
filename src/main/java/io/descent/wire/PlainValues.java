package io.descent.wire;

import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads settings into maps, lists, texts, longs, doubles and booleans; there may not be very many. */
final class PlainValues {

    private static final int MOST = 1_000_000;

    private final JsonParser parser;
    private final Map<String, Mistake.Place> places;
    private final Mistakes mistakes;
    private int count;

    PlainValues(JsonDocument document) {
        this.parser = document.parser;
        this.places = document.places;
        this.mistakes = document.mistakes;
    }

    /** Reads the value that the parser stands on. */
    @Nullable
    Object read(String pointer) {
        if (++count > MOST) {
            parser.skipChildren();
            if (count == MOST + 1) {
                mistakes.add(
                        pointer, Mistake.Code.TOO_LARGE, "settings must have at most " + MOST + " values together");
            }
            return null;
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(pointer);
            case START_ARRAY -> list(pointer);
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> null;
        };
    }

    private Object whole() {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> parser.getDoubleValue();
        };
    }

    private Map<String, @Nullable Object> object(String pointer) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            String place = Mistakes.at(pointer, name);
            places.putIfAbsent(place, Places.of(parser.currentTokenLocation()));
            parser.nextToken();
            boolean twice = object.containsKey(name);
            Object value = read(place);
            if (twice) {
                mistakes.add(place, Mistake.Code.DUPLICATE, "stands here twice");
            } else {
                object.put(name, value);
            }
        }
        return object;
    }

    private List<@Nullable Object> list(String pointer) {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object value = read(Mistakes.at(pointer, list.size()));
            if (count <= MOST) {
                list.add(value);
            }
        }
        return list;
    }
}
