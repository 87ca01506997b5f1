package io.descent.registry;

import java.util.regex.Pattern;

/** What models and aliases may be called, so that names can stand in paths and file names of any system. */
public final class ModelNames {

    /** For messages. */
    public static final String RULE =
            "must have 1 to 128 letters, digits, `.`, `_` and `-`, of which the first is a letter or digit, and no `..`";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_-]|\\.(?!\\.)){0,127}");

    private ModelNames() {}

    /** Tells whether a model or an alias may be called so. */
    public static boolean allows(String name) {
        return NAME.matcher(name).matches();
    }
}
