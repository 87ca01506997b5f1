package io.descent.web;

import io.descent.fit.Mistake;
import tools.jackson.core.TokenStreamLocation;

/** Turns the parser's locations into those of mistakes. */
final class Places {

    private Places() {}

    static Mistake.Place of(TokenStreamLocation location) {
        return new Mistake.Place(location.getLineNr(), location.getColumnNr());
    }
}
