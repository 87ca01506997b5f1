package io.descent.fit;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A setting that can be given in several forms, told apart by how they look. */
public record Alternatives<T>(List<Domain<? extends T>> forms) implements Domain<T> {

    public Alternatives {
        forms = List.copyOf(forms);
    }

    @Override
    public @Nullable T read(Object given, String pointer, Mistakes mistakes) {
        for (Domain<? extends T> form : forms) {
            if (form.resembles(given)) {
                return form.read(given, pointer, mistakes);
            }
        }
        mistakes.add(pointer, Mistake.Code.WRONG_TYPE, "must be " + expectation());
        return null;
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
