package io.descent.schema;

import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Any of an enum's constants, each at most once. */
public record Choices<E extends Enum<E>>(Choice<E> each) implements Domain.Plain<Set<E>> {
    @Override
    public @Nullable Set<E> read(Object given, String pointer, Mistakes mistakes) {
        if (!(given instanceof List<?> list)) {
            mistakes.add(pointer, WRONG_TYPE, "must be " + expectation());
            return null;
        }
        Set<E> chosen = EnumSet.noneOf(each.type());
        for (int i = 0; i < list.size(); i++) {
            String place = Mistakes.at(pointer, i);
            E constant = each.read(list.get(i), place, mistakes);
            if (constant != null && !chosen.add(constant)) {
                mistakes.add(place, Mistake.Code.DUPLICATE, "stands here twice");
            }
        }
        return chosen;
    }

    @Override
    public Object write(Set<E> value) {
        return value.stream().map(Names::json).toList();
    }

    @Override
    public boolean resembles(Object given) {
        return given instanceof List;
    }

    @Override
    public boolean holds(Object value) {
        return value instanceof Collection;
    }

    @Override
    public String expectation() {
        return "a list with any of " + each.expectation().substring("one of ".length());
    }
}
