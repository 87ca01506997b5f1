package io.descent.dataset;

/** Thrown where a table is larger than one that can be kept. Its message may be shown to the caller, and names the limit. */
public final class TooLargeToKeepException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes one.
     *
     * @param message what is too large, and what would not be
     */
    public TooLargeToKeepException(String message) {
        super(message);
    }
}
