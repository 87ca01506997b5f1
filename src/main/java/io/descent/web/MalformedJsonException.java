package io.descent.web;

import io.descent.fit.Mistake;
import org.jspecify.annotations.Nullable;

/** A body that is not JSON. */
final class MalformedJsonException extends RuntimeException {

    private final String detail;
    private final transient Mistake.@Nullable Place place;

    MalformedJsonException(String detail, Mistake.@Nullable Place place) {
        super(detail, null, false, false);
        this.detail = detail;
        this.place = place;
    }

    String detail() {
        return detail;
    }

    Mistake.@Nullable Place place() {
        return place;
    }
}
