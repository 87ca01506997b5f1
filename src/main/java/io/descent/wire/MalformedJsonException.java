package io.descent.wire;

import io.descent.schema.Mistake;
import org.jspecify.annotations.Nullable;

/** A body that is not JSON. */
public final class MalformedJsonException extends RuntimeException {

    private final String detail;
    private final transient Mistake.@Nullable Place place;

    public MalformedJsonException(String detail, Mistake.@Nullable Place place) {
        super(detail, null, false, false);
        this.detail = detail;
        this.place = place;
    }

    public String detail() {
        return detail;
    }

    public Mistake.@Nullable Place place() {
        return place;
    }
}
