package io.descent.fit;

/** The service is shutting down and takes no more fits. */
public final class DrainingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DrainingException() {
        super("the service is shutting down", null, false, false);
    }
}
