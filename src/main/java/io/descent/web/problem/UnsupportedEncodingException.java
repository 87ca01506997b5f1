package io.descent.web.problem;

/** The body of a request is encoded in a way that is not read here. */
public final class UnsupportedEncodingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Makes one for a value of {@code Content-Encoding}. */
    public UnsupportedEncodingException(String encoding) {
        super(encoding, null, false, false);
    }
}
