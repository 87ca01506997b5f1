package io.descent.schema;

import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value for the one margin of a row, or a list with one for each margin of a model with several. */
public record PerOutput<T>(Domain.Plain<T> each) implements Domain.Plain<List<T>> {
    @Override
    public @Nullable List<T> read(Object given, String pointer, Mistakes mistakes) {
        if (!several(given)) {
            T value = each.read(given, pointer, mistakes);
            return value == null ? null : List.of(value);
        }
        List<?> list = (List<?>) given;
        List<T> values = new ArrayList<>(list.size());
        for (int k = 0; k < list.size(); k++) {
            Object part = list.get(k);
            String place = Mistakes.at(pointer, k);
            T value = null;
            if (part == null) {
                mistakes.add(place, WRONG_TYPE, "must be " + each.expectation());
            } else {
                value = each.read(part, place, mistakes);
            }
            if (value != null) {
                values.add(value);
            }
        }
        return values.size() == list.size() ? values : null;
    }

    private boolean several(Object given) {
        return given instanceof List<?> list
                && !list.isEmpty()
                && (!(each instanceof Numbers) || list.getFirst() instanceof List);
    }

    @Override
    public Object write(List<T> value) {
        return value.size() == 1
                ? each.write(value.getFirst())
                : value.stream().map(each::write).toList();
    }

    @Override
    public boolean resembles(Object given) {
        return several(given) || each.resembles(given);
    }

    @Override
    public boolean holds(Object value) {
        return value instanceof List;
    }

    @Override
    public String expectation() {
        return each.expectation() + ", or for softmax a list with one for each class";
    }
}
