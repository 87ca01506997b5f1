package io.descent.export;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as Python writes them. */
final class PythonValues {

    private PythonValues() {}

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case String text -> text(text);
            case Boolean flag -> flag ? "True" : "False";
            case List<?> list -> list.stream().map(PythonValues::of).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }

    /** Writes a list with a line for each value. */
    static String lines(List<Object> values) {
        return values.stream().map(PythonValues::of).collect(Collectors.joining(",\n    ", "[\n    ", ",\n]"));
    }

    private static String text(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (Character.isISOControl(c)) {
                quoted.append("\\u%04x".formatted(c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
