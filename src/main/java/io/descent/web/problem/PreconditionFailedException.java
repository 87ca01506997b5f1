package io.descent.web.problem;

/** A resource is not as the request expects it to be. */
public final class PreconditionFailedException extends RuntimeException {

    private final String detail;

    public PreconditionFailedException(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
