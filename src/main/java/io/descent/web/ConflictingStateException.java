package io.descent.web;

/** What was asked for is not possible in the state that the resource is in. */
final class ConflictingStateException extends RuntimeException {

    private final String detail;

    ConflictingStateException(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
