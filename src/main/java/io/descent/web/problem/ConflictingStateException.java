package io.descent.web.problem;

/** What was asked for is not possible in the state that the resource is in. */
public final class ConflictingStateException extends RuntimeException {

    private final String detail;

    public ConflictingStateException(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
