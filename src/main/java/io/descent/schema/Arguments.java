package io.descent.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of one object of a request, read by their parameters. */
public final class Arguments {

    /** Nothing given: every setting has its default. */
    public static final Arguments NONE = new Arguments("");

    private final IdentityHashMap<Parameter<?>, @Nullable Object> given = new IdentityHashMap<>();
    private final String pointer;
    private boolean complete = true;

    private Arguments(String pointer) {
        this.pointer = pointer;
    }

    /**
     * Reads an object.
     *
     * @param others names that are known there without being settings
     */
    static Arguments read(
            Map<?, ?> object,
            String pointer,
            List<? extends Parameter<?>> parameters,
            List<String> others,
            Mistakes mistakes) {
        Arguments arguments = new Arguments(pointer);
        long before = mistakes.count();
        Map<String, Parameter<?>> byName = new HashMap<>();
        List<String> names = new ArrayList<>(others);
        for (Parameter<?> parameter : parameters) {
            byName.put(parameter.name(), parameter);
            names.add(parameter.name());
            parameter.aliases().forEach(alias -> byName.put(alias, parameter));
        }
        IdentityHashMap<Parameter<?>, String> givenAs = new IdentityHashMap<>();
        object.forEach((key, value) -> {
            String name = String.valueOf(key);
            Parameter<?> parameter = byName.get(name);
            String place = Mistakes.at(pointer, name);
            if (parameter == null) {
                if (!others.contains(name)) {
                    mistakes.unknownField(pointer, name, names);
                }
                return;
            }
            if (value == null && !parameter.nullable()) {
                return;
            }
            String earlier = givenAs.put(parameter, name);
            if (earlier != null) {
                mistakes.add(
                        place,
                        Mistake.Code.DUPLICATE,
                        "`" + name + "` and `" + earlier + "` are the same setting; give one of them");
                return;
            }
            arguments.given.put(
                    parameter, value == null ? null : parameter.domain().read(value, place, mistakes));
        });
        for (Parameter<?> parameter : parameters) {
            if (parameter.required() && !arguments.given(parameter)) {
                mistakes.add(
                        Mistakes.at(pointer, parameter.name()),
                        Mistake.Code.REQUIRED,
                        "is missing; it must be " + parameter.domain().expectation());
            }
        }
        arguments.complete = mistakes.count() == before;
        return arguments;
    }

    /** Tells whether everything that was read made sense. */
    boolean complete() {
        return complete;
    }

    String pointer() {
        return pointer;
    }

    /** Tells whether a setting was given, also as null. */
    public boolean given(Parameter<?> parameter) {
        return given.containsKey(parameter);
    }

    /** Tells whether a setting of this name was given, also as null. */
    public boolean given(String name) {
        return given.keySet().stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    /** Returns a setting, its default when it was not given (or was wrong), or null when it has none. */
    @SuppressWarnings("unchecked") // a parameter's value was read by that parameter's domain
    public <T> @Nullable T find(Parameter<T> parameter) {
        T value = (T) given.get(parameter);
        return value == null && !(parameter.nullable() && given(parameter)) ? parameter.fallback() : value;
    }

    /** Returns a setting that is required or has a default; throws where a required one is missing. */
    public <T> T get(Parameter<T> parameter) {
        T value = find(parameter);
        if (value == null) {
            throw new IllegalStateException(parameter.name() + " has no value");
        }
        return value;
    }

    /** Returns a setting, or another value when it was not given. */
    public <T> T getOr(Parameter<T> parameter, T otherwise) {
        T value = find(parameter);
        return value == null ? otherwise : value;
    }
}
