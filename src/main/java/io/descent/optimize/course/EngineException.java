package io.descent.optimize.course;

/** An engine beside this process could not run a fit to its end. */
public final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean unavailable;

    private EngineException(String message, boolean unavailable) {
        super(message);
        this.unavailable = unavailable;
    }

    /** There was no such engine for as long as a fit waits for one. */
    public static EngineException unavailable(String message) {
        return new EngineException(message, true);
    }

    /** It was there, and failed. */
    public static EngineException failed(String message) {
        return new EngineException(message, false);
    }

    /** Tells whether the engine was not there, and not at fault. */
    public boolean isUnavailable() {
        return unavailable;
    }
}
