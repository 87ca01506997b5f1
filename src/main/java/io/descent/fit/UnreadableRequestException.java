package io.descent.fit;

/** A stored request that this release cannot read. */
public final class UnreadableRequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Makes one; the detail says why, and what to do. */
    public UnreadableRequestException(String detail) {
        super(detail, null, false, false);
    }
}
