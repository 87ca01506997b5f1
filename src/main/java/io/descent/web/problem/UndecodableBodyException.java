package io.descent.web.problem;

/** A body is not what its {@code Content-Encoding} says. */
public final class UndecodableBodyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String encoding;

    /** Makes one for an encoding that is known. */
    public UndecodableBodyException(String encoding) {
        super("the body is not " + encoding, null, false, false);
        this.encoding = encoding;
    }

    String encoding() {
        return encoding;
    }
}
