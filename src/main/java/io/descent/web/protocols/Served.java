package io.descent.web.protocols;

import io.descent.access.Tenant;
import io.descent.web.models.Predictor;
import io.descent.web.models.Predictors;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The model that the routes without a name are for.
 *
 * @param alias null where none is named
 * @param version null where none is named
 */
public record Served(
        @Nullable String name,
        @Nullable String alias,
        @Nullable Integer version) {

    private static final Pattern FORM = Pattern.compile("(?<name>[^@/]+)(?:@(?<alias>[^@/]+)|/(?<version>\\d{1,9}))?");

    /**
     * Reads {@code name}, {@code name@alias} or {@code name/version}; an empty text names none.
     *
     * @throws IllegalArgumentException if it is of no such form
     */
    public static Served of(String text) {
        if (text.isBlank()) {
            return new Served(null, null, null);
        }
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("DESCENT_SERVE must be name, name@alias or name/version, not " + text);
        }
        String version = parts.group("version");
        return new Served(
                parts.group("name"),
                parts.group("alias"),
                version == null ? null : (Integer) Integer.parseInt(version));
    }

    Optional<Predictor> find(Tenant tenant, Predictors predictors) {
        if (name == null) {
            return Optional.empty();
        }
        if (alias != null) {
            return Optional.of(predictors.alias(tenant, name, alias));
        }
        return Optional.of(
                version == null ? predictors.model(tenant, name) : predictors.version(tenant, name, version));
    }
}
