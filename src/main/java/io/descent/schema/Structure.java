package io.descent.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An object with named settings.
 *
 * @param name the {@code type} of a variant of a {@link Family}; else only a name for the schema
 * @param refusals names that others of the family know and this refuses, each with the reason
 * @param mine tells whether a value was made by this structure
 * @param make makes the value; an {@link IllegalArgumentException} of it becomes a mistake at the object
 */
public record Structure<T>(
        String name,
        String description,
        List<Setting<T, ?>> settings,
        Map<String, String> refusals,
        Predicate<Object> mine,
        Function<Arguments, T> make)
        implements Domain<T> {

    /** A parameter and how to find its value in what was made. */
    public record Setting<T, P>(Parameter<P> parameter, Function<T, @Nullable P> get) {
        @SuppressWarnings("unchecked") // asked only where the structure has said that the part is its own
        private <U> Setting<U, P> within(Function<Object, @Nullable Object> part) {
            return new Setting<>(parameter, whole -> get.apply((T) Objects.requireNonNull(part.apply(whole))));
        }

        private @Nullable Object json(T whole) {
            P value = get.apply(whole);
            return value == null ? null : parameter.domain().write(value);
        }
    }

    public static <T> Structure<T> of(String name, Class<T> type, String description, Function<Arguments, T> make) {
        return new Structure<>(name, description, List.of(), Map.of(), type::isInstance, make);
    }

    public <P> Structure<T> with(Parameter<P> parameter, Function<T, @Nullable P> get) {
        List<Setting<T, ?>> more = new ArrayList<>(settings);
        more.add(new Setting<>(parameter, get));
        return new Structure<>(name, description, List.copyOf(more), refusals, mine, make);
    }

    /** Refuses a setting of its relatives with a reason of its own. */
    public Structure<T> without(Parameter<?> parameter, String reason) {
        Map<String, String> more = new LinkedHashMap<>(refusals);
        more.put(parameter.name(), reason);
        parameter.aliases().forEach(alias -> more.put(alias, reason));
        return new Structure<>(name, description, settings, Collections.unmodifiableMap(more), mine, make);
    }

    /** Refuses all settings of its relatives that are not its own, where they have no reason of their own yet. */
    public Structure<T> withoutThoseOf(List<? extends Structure<?>> relatives, String reason) {
        List<String> own = parameters().stream().map(Parameter::name).toList();
        Structure<T> without = this;
        for (Structure<?> relative : relatives) {
            for (Parameter<?> parameter : relative.parameters()) {
                if (!own.contains(parameter.name()) && !without.refusals.containsKey(parameter.name())) {
                    without = without.without(parameter, reason);
                }
            }
        }
        return without;
    }

    public Structure<T> when(Predicate<T> also) {
        return new Structure<>(
                name, description, settings, refusals, value -> mine.test(value) && holdsAlso(also, value), make);
    }

    @SuppressWarnings("unchecked") // asked only after the type was found to be right
    private static <T> boolean holdsAlso(Predicate<T> also, Object value) {
        return also.test((T) value);
    }

    /**
     * Returns this for values that hold one of its own.
     *
     * @param part finds that one; null where there is none
     * @param whole makes a value of one
     */
    public <U> Structure<U> within(Function<Object, @Nullable Object> part, Function<T, U> whole) {
        return new Structure<>(
                name,
                description,
                settings.stream()
                        .<Setting<U, ?>>map(setting -> setting.within(part))
                        .toList(),
                refusals,
                value -> {
                    Object own = part.apply(value);
                    return own != null && mine.test(own);
                },
                arguments -> whole.apply(make.apply(arguments)));
    }

    /** Returns the parameters in their order. */
    public List<? extends Parameter<?>> parameters() {
        return settings.stream().map(Setting::parameter).toList();
    }

    @Override
    public @Nullable T read(Object given, String pointer, Mistakes mistakes) {
        return read(given, pointer, List.of(), mistakes);
    }

    /** Reads an object in which others than the settings may stand. */
    public @Nullable T read(Object given, String pointer, List<String> others, Mistakes mistakes) {
        if (!(given instanceof Map<?, ?> object)) {
            mistakes.add(pointer, Mistake.Code.WRONG_TYPE, "must be " + expectation());
            return null;
        }
        long before = mistakes.count();
        Map<Object, @Nullable Object> taken = new LinkedHashMap<>(object);
        refusals.forEach((field, reason) -> {
            if (taken.remove(field) != null) {
                mistakes.add(
                        Mistakes.at(pointer, field),
                        Mistake.Code.CONFLICT,
                        "is not a setting of \"" + name + "\": " + reason);
            }
        });
        Arguments arguments = Arguments.read(taken, pointer, parameters(), others, mistakes);
        if (mistakes.count() > before) {
            return null;
        }
        if (!arguments.complete()) {
            return null;
        }
        try {
            return make.apply(arguments);
        } catch (ConflictException conflict) {
            mistakes.add(pointer + conflict.pointer(), Mistake.Code.CONFLICT, conflict.detail());
            return null;
        } catch (IllegalArgumentException invariant) {
            mistakes.add(pointer, Mistake.Code.CONFLICT, String.valueOf(invariant.getMessage()));
            return null;
        }
    }

    @Override
    public Map<String, @Nullable Object> write(T value) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        for (Setting<T, ?> setting : settings) {
            Object part = setting.json(value);
            if (part != null || setting.parameter().nullable()) {
                json.put(setting.parameter().name(), part);
            }
        }
        return json;
    }

    @Override
    public boolean resembles(Object given) {
        return given instanceof Map<?, ?> object
                && settings.stream()
                        .anyMatch(setting ->
                                object.containsKey(setting.parameter().name()));
    }

    @Override
    public boolean holds(Object value) {
        return mine.test(value);
    }

    @Override
    public String expectation() {
        return settings.stream()
                .map(setting -> "`" + setting.parameter().name() + "`")
                .collect(Collectors.joining(", ", "an object with ", ""));
    }
}
