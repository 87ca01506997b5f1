package io.descent.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a caller may do. */
public enum Scope {
    /** Look at whatever is there. */
    READ,
    /** Make, end and delete fits, datasets and models. */
    FIT,
    /** Ask fits for predictions. */
    PREDICT,
    /** Everything, keys and the audit too. */
    ADMIN;

    /** Returns the name by which it is asked for. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the scope of a name, if there is one. */
    public static Optional<Scope> of(String text) {
        return Arrays.stream(values())
                .filter(scope -> scope.text().equals(text))
                .findFirst();
    }

    /** Returns the names of scopes, in one order. */
    public static List<String> texts(Collection<Scope> scopes) {
        return sorted(scopes).stream().map(Scope::text).toList();
    }

    static Set<Scope> sorted(Collection<Scope> scopes) {
        EnumSet<Scope> sorted = EnumSet.noneOf(Scope.class);
        sorted.addAll(scopes);
        return sorted;
    }
}
