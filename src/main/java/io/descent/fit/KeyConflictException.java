package io.descent.fit;

/** A key that makes retries safe was used for something else. */
public final class KeyConflictException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What else. */
    public enum Reason {
        /** A request with another body had it. */
        OTHER_BODY,
        /** The first request that had it is not answered yet. */
        IN_FLIGHT
    }

    private final Reason reason;

    KeyConflictException(Reason reason) {
        super("the key is in use", null, false, false);
        this.reason = reason;
    }

    /** Returns what else. */
    public Reason reason() {
        return reason;
    }
}
