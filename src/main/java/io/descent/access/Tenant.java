package io.descent.access;

import java.util.regex.Pattern;

/** Whom things belong to. What belongs to one does not exist for another. */
public record Tenant(String name) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    /** Whose everything is where nobody is asked who they are, and what was stored before there were tenants. */
    public static final Tenant DEFAULT = new Tenant("default");

    /** For messages. */
    public static final String RULE =
            "must have 1 to 63 small letters, digits, `.`, `_` and `-`, of which the first is a letter or digit";

    public Tenant {
        if (!allows(name)) {
            throw new IllegalArgumentException("the name of a tenant " + RULE);
        }
    }

    /** Tells whether a tenant may be called so. */
    public static boolean allows(String name) {
        return NAME.matcher(name).matches();
    }

    @Override
    public String toString() {
        return name;
    }
}
