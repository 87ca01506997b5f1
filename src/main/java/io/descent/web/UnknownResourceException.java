package io.descent.web;

/** A path names something that is not there. */
final class UnknownResourceException extends RuntimeException {

    private final String detail;

    UnknownResourceException(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
