package io.descent.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A setting that can be given in several forms, told apart by their JSON type and their fields. */
public record Alternatives<T>(List<Domain<? extends T>> forms) implements Domain<T> {

    public Alternatives {
        forms = List.copyOf(forms);
    }

    @Override
    public @Nullable T read(Object given, String pointer, Mistakes mistakes) {
        Object present = given instanceof Map<?, ?> object ? withoutNulls(object) : given;
        List<Domain<? extends T>> alike =
                forms.stream().filter(form -> form.resembles(present)).toList();
        if (alike.size() > 1 && alike.stream().allMatch(Structure.class::isInstance)) {
            mistakes.add(pointer, Mistake.Code.CONFLICT, "must be only one of " + expectation());
            return null;
        }
        if (alike.size() > 1 && alike.stream().allMatch(form -> form instanceof Whole || form instanceof Real)) {
            return number(alike, present, pointer, mistakes);
        }
        if (!alike.isEmpty()) {
            return alike.getFirst().read(present, pointer, mistakes);
        }
        mistakes.add(pointer, Mistake.Code.WRONG_TYPE, "must be " + expectation());
        return null;
    }

    /** Of numbers, those of several ranges, only the range tells which form is meant. */
    private @Nullable T number(List<Domain<? extends T>> ranges, Object given, String pointer, Mistakes mistakes) {
        for (Domain<? extends T> range : ranges) {
            Mistakes tried = new Mistakes();
            T value = range.read(given, pointer, tried);
            if (tried.count() == 0) {
                return value;
            }
        }
        mistakes.add(pointer, Mistake.Code.OUT_OF_RANGE, "must be " + expectation() + ", not " + given);
        return null;
    }

    /** A setting that is null was not given, also where only another form has it. */
    private Map<?, ?> withoutNulls(Map<?, ?> object) {
        Map<Object, @Nullable Object> present = new LinkedHashMap<>(object);
        present.entrySet().removeIf(entry -> entry.getValue() == null && knows(entry.getKey()));
        return present;
    }

    private boolean knows(Object name) {
        return forms.stream()
                .anyMatch(form -> form instanceof Structure<?> structure
                        && structure.parameters().stream()
                                .anyMatch(parameter -> parameter.name().equals(name)));
    }

    @Override
    public Object write(T value) {
        return forms.stream()
                .filter(form -> form.holds(value))
                .findFirst()
                .map(form -> write(form, value))
                .orElseThrow(() -> new IllegalArgumentException("no form for " + value));
    }

    @SuppressWarnings("unchecked") // the form said that the value is one of its own
    private static <S> Object write(Domain<S> form, Object value) {
        return form.write((S) value);
    }

    @Override
    public boolean resembles(Object given) {
        return forms.stream().anyMatch(form -> form.resembles(given));
    }

    @Override
    public boolean holds(Object value) {
        return forms.stream().anyMatch(form -> form.holds(value));
    }

    @Override
    public String expectation() {
        return forms.stream().map(Domain::expectation).collect(Collectors.joining(" or "));
    }
}
