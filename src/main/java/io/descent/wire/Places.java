package io.descent.wire;

import io.descent.schema.Mistake;
import tools.jackson.core.TokenStreamLocation;

/** Turns the parser's locations into those of mistakes. */
public final class Places {

    private Places() {}

    public static Mistake.Place of(TokenStreamLocation location) {
        return new Mistake.Place(location.getLineNr(), location.getColumnNr());
    }
}
