package io.descent.schema;

import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of numbers: of any length where {@code length} is 0. */
public record Numbers(int length) implements Domain.Plain<List<Double>> {
    @Override
    public @Nullable List<Double> read(Object given, String pointer, Mistakes mistakes) {
        if (!(given instanceof List<?> list)) {
            mistakes.add(pointer, WRONG_TYPE, "must be " + expectation());
            return null;
        }
        if (length > 0 && list.size() != length) {
            mistakes.add(pointer, Mistake.Code.LENGTH_MISMATCH, "must be " + expectation());
            return null;
        }
        List<Double> numbers = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            Double number = Real.any().read(list.get(i), Mistakes.at(pointer, i), mistakes);
            if (number != null) {
                numbers.add(number);
            }
        }
        return numbers.size() == list.size() ? numbers : null;
    }

    @Override
    public Object write(List<Double> value) {
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
        return length == 0 ? "a list of numbers" : "a list of " + length + " numbers";
    }
}
