package io.descent.web.problem;

/** A request's body is longer than this service takes. */
public final class BodyTooLargeException extends RuntimeException {

    private final long limit;
    private final String setting;

    /**
     * Makes one.
     *
     * @param limit in bytes
     * @param setting with which an operator raises it
     */
    public BodyTooLargeException(long limit, String setting) {
        super("the body is longer than " + limit + " bytes", null, false, false);
        this.limit = limit;
        this.setting = setting;
    }

    long limit() {
        return limit;
    }

    String setting() {
        return setting;
    }
}
