package io.descent.web;

/** The service is shutting down. */
final class DrainingException extends RuntimeException {

    DrainingException() {
        super("the service is shutting down", null, false, false);
    }
}
