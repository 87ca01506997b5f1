package io.descent.fit;

import io.descent.schema.Mistake;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fit is not to be kept, though its caller wants to find it later. */
public final class NotKeptException extends RuntimeException {

    /** The setting to change. */
    public static final String POINTER = "/store";

    private static final long serialVersionUID = 1;

    /** Why it has to be kept. */
    public enum Reason {
        /** The caller does not wait for the answer. */
        ANSWERED_LATER,
        /** A retry with the same key is to be answered with the same fit. */
        ANSWERED_AGAIN
    }

    private final transient Set<Reason> reasons;
    private final transient Mistake.@Nullable Place place;

    NotKeptException(Set<Reason> reasons, Mistake.@Nullable Place place) {
        super("the fit is not to be kept", null, false, false);
        this.reasons = reasons;
        this.place = place;
    }

    /** Returns why it has to be kept, at least one reason. */
    public Set<Reason> reasons() {
        return reasons;
    }

    /** Returns where the setting stands in the request, where that is known. */
    public Mistake.@Nullable Place place() {
        return place;
    }
}
