package io.descent.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named setting.
 *
 * @param name as it stands in JSON
 * @param aliases names that other libraries use for it, accepted and never answered
 * @param fallback the value when it is not given; null where it has none, or one that depends on other settings
 * @param rule says in words what holds when it is not given and there is no fallback; null where it must be given
 * @param nullable whether null is a value of its own; else null is the same as not given
 */
public record Parameter<T>(
        String name,
        Domain<T> domain,
        @Nullable T fallback,
        @Nullable String rule,
        boolean nullable,
        String description,
        List<String> aliases) {

    /** A setting that must be given. */
    public static <T> Parameter<T> required(String name, Domain<T> domain, String description) {
        return new Parameter<>(name, domain, null, null, false, description, List.of());
    }

    /** A setting with a default. */
    public static <T> Parameter<T> optional(String name, Domain<T> domain, T fallback, String description) {
        return new Parameter<>(name, domain, fallback, null, false, description, List.of());
    }

    /** A setting whose default depends on others, or that need not have a value. */
    public static <T> Parameter<T> open(String name, Domain<T> domain, String rule, String description) {
        return new Parameter<>(name, domain, null, rule, false, description, List.of());
    }

    public Parameter<T> orNull() {
        return new Parameter<>(name, domain, fallback, rule, true, description, aliases);
    }

    public Parameter<T> alias(String... others) {
        return new Parameter<>(name, domain, fallback, rule, nullable, description, List.of(others));
    }

    /** Tells whether a request without it is wrong. */
    public boolean required() {
        return fallback == null && rule == null;
    }

    /** Returns the fallback as it stands in JSON, or null. */
    public @Nullable Object fallbackJson() {
        return fallback == null ? null : domain.write(fallback);
    }
}
