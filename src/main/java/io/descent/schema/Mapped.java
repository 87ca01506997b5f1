package io.descent.schema;

import static io.descent.schema.Mistake.Code.OUT_OF_RANGE;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Another domain's values under another type. */
public record Mapped<S, T>(Domain.Plain<S> base, Class<? extends T> type, Function<S, T> to, Function<T, S> from)
        implements Domain.Plain<T> {
    @Override
    public @Nullable T read(Object given, String pointer, Mistakes mistakes) {
        S value = base.read(given, pointer, mistakes);
        if (value == null) {
            return null;
        }
        try {
            return to.apply(value);
        } catch (IllegalArgumentException invariant) {
            mistakes.add(pointer, OUT_OF_RANGE, String.valueOf(invariant.getMessage()));
            return null;
        }
    }

    @Override
    public Object write(T value) {
        return base.write(from.apply(value));
    }

    @Override
    public boolean resembles(Object given) {
        return base.resembles(given);
    }

    @Override
    public boolean holds(Object value) {
        return type.isInstance(value);
    }

    @Override
    public String expectation() {
        return base.expectation();
    }
}
