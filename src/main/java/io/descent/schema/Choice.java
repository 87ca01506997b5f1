package io.descent.schema;

import static io.descent.schema.Mistake.Code.UNKNOWN_VALUE;
import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One of an enum's constants by its name. */
public record Choice<E extends Enum<E>>(Class<E> type) implements Domain.Plain<E> {

    /** Returns the names of all constants. */
    public List<String> names() {
        return Arrays.stream(type.getEnumConstants()).map(Names::json).toList();
    }

    @Override
    public @Nullable E read(Object given, String pointer, Mistakes mistakes) {
        if (!(given instanceof String text)) {
            mistakes.add(pointer, WRONG_TYPE, "must be " + expectation());
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (Names.json(constant).equals(text)) {
                return constant;
            }
        }
        mistakes.add(pointer, UNKNOWN_VALUE, "must be " + expectation() + Names.didYouMean(text, names()));
        return null;
    }

    @Override
    public Object write(E value) {
        return Names.json(value);
    }

    @Override
    public boolean resembles(Object given) {
        return given instanceof String;
    }

    @Override
    public boolean holds(Object value) {
        return type.isInstance(value);
    }

    @Override
    public String expectation() {
        return names().stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", ", "one of ", ""));
    }
}
