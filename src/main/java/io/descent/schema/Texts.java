package io.descent.schema;

import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of texts of any length. */
public record Texts() implements Domain.Plain<List<String>> {

    @Override
    public @Nullable List<String> read(Object given, String pointer, Mistakes mistakes) {
        if (!(given instanceof List<?> list)) {
            mistakes.add(pointer, WRONG_TYPE, "must be " + expectation());
            return null;
        }
        List<String> texts = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof String text) {
                texts.add(text);
            } else {
                mistakes.add(Mistakes.at(pointer, i), WRONG_TYPE, "must be a text");
            }
        }
        return texts.size() == list.size() ? texts : null;
    }

    @Override
    public Object write(List<String> value) {
        return value;
    }

    @Override
    public boolean resembles(Object given) {
        return given instanceof List;
    }

    @Override
    public boolean holds(Object value) {
        return value instanceof List;
    }

    @Override
    public String expectation() {
        return "a list of texts";
    }
}
